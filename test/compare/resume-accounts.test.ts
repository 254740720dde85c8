/** Which accounts and cells `--resume` reads again, and what it keeps of those that it does not. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { forget } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("resume-accounts");
const functions = { "eu-west-1": ["a nodejs22.x"], "us-east-1": ["b python3.8"] };
const [HUB, SHOP, LABS] = ["111111111111", "222222222222", "333333333333"] as const;
let simulator: Simulator;

describe("--resume", () => {
  beforeEach(async () => {
    const accounts = ["hub", "shop", "labs"].map((name) => ({ name, functions }));
    simulator = await startSimulator({ estate: estate({ accounts }) });
  });
  afterEach(() => simulator.close());

  async function run(line: string): Promise<{ code: number; stderr: string }> {
    await forget(simulator);
    return program(["--org", ...line.split(" ")], { cwd, env: cleanEnv(simulator.env()) });
  }

  const read = (name: string) => JSON.parse(readFileSync(join(cwd, name), "utf8")) as Report;
  const cells = (name: string) =>
    read(name).coverage.map(({ accountId, region, status }) => `${accountId} ${region} ${status}`);
  const calls = (action: string) => [
    ...new Set(simulator.requests.of(action).map(({ accountId }) => accountId)),
  ];

  const BOTH = "-r eu-west-1,us-east-1 -f json";
  const WHOLE = [HUB, SHOP, LABS].flatMap((id) => [`${id} eu-west-1 ok`, `${id} us-east-1 ok`]);

  test("with regions listed by name only the accounts with a missing cell are accessed", async () => {
    simulator.faults.add({ kind: "scp-deny", account: LABS, region: "us-east-1", action: "lambda:*" });
    assert.equal((await run(`${BOTH} -o old.json`)).code, 3);
    simulator.faults.clear();
    simulator.faults.add({ kind: "throttle", account: SHOP, action: "sts:AssumeRole" });
    const { code, stderr } = await run(`${BOTH} --resume old.json -o new.json`);
    assert.equal(code, 0, stderr);
    assert.deepEqual(cells("new.json"), WHOLE);
    assert.deepEqual(calls("lambda:ListFunctions"), [LABS]);
    assert.equal(simulator.requests.of("sts:AssumeRole").length, 1);
  });

  test("a narrower --region keeps the row of an account that could not be accessed before", async () => {
    simulator.faults.add({ kind: "throttle", account: LABS, action: "sts:AssumeRole" });
    await run(`${BOTH} --max-attempts 1 -o old.json`);
    simulator.faults.clear();
    const { code } = await run("-r us-east-1 -f json --resume old.json -o new.json");
    assert.equal(code, 3);
    assert.deepEqual(cells("new.json"), [
      ...WHOLE.filter((cell) => !cell.startsWith(LABS)),
      ...[`${LABS}  throttled`, `${LABS} us-east-1 ok`],
    ]);
    assert.equal((await run(`${BOTH} --resume new.json -o newer.json`)).code, 0);
    assert.deepEqual(cells("newer.json"), WHOLE);
  });

  test("a narrower pattern keeps it too; the same regions or more replace it", async () => {
    for (const [regions, code] of [
      ["-r us-*", 3],
      ["-r eu-*,us-*", 0],
    ] as const) {
      simulator.faults.add({ kind: "throttle", account: LABS, action: "sts:AssumeRole" });
      await run("-r eu-west-1,us-east-1 --max-attempts 1 -f json -o old.json");
      simulator.faults.clear();
      assert.equal((await run(`${regions} -f json --resume old.json -o new.json`)).code, code, regions);
    }
  });

  test("regions listed by name keep the row of an account whose regions could not be listed", async () => {
    simulator.faults.add({ kind: "scp-deny", account: LABS, action: "ec2:DescribeRegions" });
    simulator.faults.add({ kind: "deny", action: "account:ListRegions" });
    await run("-r us-*,eu-west-1 -f json -o old.json");
    simulator.faults.clear();
    const before = cells("old.json").filter((cell) => cell.startsWith(`${LABS}  `));
    assert.equal(before.length, 1);
    assert.equal(
      (await run("-r eu-west-1,us-east-1,ap-south-1 -f json --resume old.json -o new.json")).code,
      3,
    );
    assert.deepEqual(
      cells("new.json").filter((cell) => cell.startsWith(`${LABS}  `)),
      before,
    );
    assert.equal((await run("-r us-*,eu-west-1 -f json --resume old.json -o new.json")).code, 0);
  });

  test("a cell whose extra columns are incomplete is read again", async () => {
    for (const action of ["tag:GetResources", "lambda:ListTags"])
      simulator.faults.add({ kind: "scp-deny", account: LABS, region: "eu-west-1", action });
    await run(`${BOTH} --with tags,lastInvoked -o old.json`);
    simulator.faults.clear();
    const tagsOf = (name: string) => read(name).functions.map(({ tags }) => tags !== null);
    assert.equal(tagsOf("old.json").filter(Boolean).length, 5);
    const { code, stderr } = await run(`${BOTH} --with tags,lastInvoked --resume old.json -o new.json`);
    assert.equal(code, 0, stderr);
    assert.deepEqual(calls("lambda:ListFunctions"), [LABS]);
    assert.ok(tagsOf("new.json").every(Boolean));
    assert.ok(read("new.json").coverage.every(({ stage }) => stage === "functions"));
  });

  test("a cell that an old report has as disabled, in a region that every account has, is read again", async () => {
    await run(`${BOTH} -o old.json`);
    const old = read("old.json");
    const isLabs = ({ accountId, region }: { accountId: string; region: string }) =>
      accountId === LABS && region === "eu-west-1";
    writeFileSync(
      join(cwd, "old.json"),
      JSON.stringify({
        ...old,
        functions: old.functions.filter((row) => !isLabs(row)),
        coverage: old.coverage.map((row) =>
          isLabs(row)
            ? { ...row, status: "disabled", code: "UnrecognizedClientException", functions: 0 }
            : row,
        ),
      }),
    );
    assert.equal((await run(`${BOTH} --resume old.json -o new.json`)).code, 0);
    assert.deepEqual(cells("new.json"), WHOLE);
    assert.equal(read("new.json").functions.length, 6);
  });
});
