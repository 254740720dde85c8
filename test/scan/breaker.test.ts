import assert from "node:assert/strict";
import { test } from "node:test";
import { generateEstate, startSimulator } from "../../simulator/index.ts";
import { Failure } from "../../src/model/failure.ts";
import type { Report } from "../../src/model/report.ts";
import { RegionBreaker } from "../../src/scan/breaker.ts";
import { program } from "../support/cli/program.ts";

const REGION = "eu-west-1";
const unreachable = new Failure("unreachable", "functions", "ECONNREFUSED", "refused");

function opens(breaker: RegionBreaker, region = REGION): boolean {
  try {
    breaker.check(region);
    return false;
  } catch (error) {
    assert.ok(error instanceof Failure);
    assert.deepEqual(
      [error.status, error.stage, error.code],
      ["unreachable", "functions", "RegionUnreachable"],
    );
    assert.match(
      error.message,
      new RegExp(`^skipped: ${region} was already unreachable from \\d other accounts`),
    );
    return true;
  }
}

test("a region is skipped after three accounts could not reach its host, and no other region is", () => {
  const breaker = new RegionBreaker();
  for (const expected of [false, false, true]) {
    breaker.record(REGION, unreachable);
    assert.equal(opens(breaker), expected);
  }
  assert.equal(opens(breaker, "us-east-1"), false);
});

test("any response closes the breaker, a refusal too; a timeout or no attempt changes nothing", () => {
  for (const [status, closes] of [
    ["denied", true],
    ["throttled", true],
    ["error", true],
    ["timeout", false],
    ["not-attempted", false],
  ] as const) {
    const breaker = new RegionBreaker();
    for (let account = 0; account < 3; account++) breaker.record(REGION, unreachable);
    breaker.record(REGION, new Failure(status, "functions", "X", "x"));
    assert.equal(opens(breaker), !closes, status);
  }
  const breaker = new RegionBreaker();
  for (let account = 0; account < 3; account++) breaker.record(REGION, unreachable);
  breaker.record(REGION, undefined);
  assert.equal(opens(breaker), false);
});

test("one account tries again every 30 seconds, and its result applies to the others", () => {
  let now = 0;
  const breaker = new RegionBreaker(() => now);
  for (let account = 0; account < 3; account++) breaker.record(REGION, unreachable);
  now = 29_999;
  assert.equal(opens(breaker), true);
  now = 30_000;
  assert.deepEqual([opens(breaker), opens(breaker)], [false, true], "one tries, the next one does not");
  now = 38_000;
  breaker.record(REGION, unreachable);
  now = 67_999;
  assert.equal(opens(breaker), true);
  now = 68_000;
  assert.equal(opens(breaker), false);
  breaker.record(REGION, undefined);
  assert.deepEqual([opens(breaker), opens(breaker)], [false, false]);
});

test("three accounts try a host that is down, and each other account has a row that says it was skipped", async () => {
  const simulator = await startSimulator({
    estate: generateEstate({ accounts: 6, regions: [REGION, "us-east-1"], functionsPerTarget: 1 }),
  });
  const env = { ...simulator.env(), AWS_ENDPOINT_URL_LAMBDA: "http://127.0.0.1:9" };
  const argv = ["--org", "--concurrency", "1", "--format", "json"];
  const { stdout, code } = await program(argv, { env });
  await simulator.close();
  const { coverage, summary }: Report = JSON.parse(stdout);
  assert.equal(code, 3);
  assert.deepEqual([summary.targets, summary.notRead], [12, 12]);
  assert.ok(coverage.every(({ status }) => status === "unreachable"));
  for (const name of [REGION, "us-east-1"]) {
    const codes = coverage.filter(({ region }) => region === name).map(({ code }) => code);
    const [tried, told] = [Array(3).fill("ECONNREFUSED"), Array(3).fill("RegionUnreachable")];
    assert.deepEqual(codes, [...tried, ...told]);
  }
});
