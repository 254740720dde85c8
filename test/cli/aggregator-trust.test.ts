/** `--aggregator` as a second opinion: how far AWS Config can be trusted where Lambda could not be read. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Fault } from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { CLOSED, SHOP, scanned, type World } from "../support/cli/aggregator.ts";
import { program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const DENIED: Fault = { kind: "deny", account: SHOP, region: "eu-west-1", action: "lambda:ListFunctions" };
const OPINION = ["--aggregator", "org", "-r", "eu-west-1,us-east-1"];
type Gap = NonNullable<NonNullable<Exclude<World["aggregator"], "none">>["gaps"]>[number]["gap"];

/** What the row of the refused region says of AWS Config. */
async function saidOf(gap: Gap | undefined, knows: readonly string[] | undefined) {
  const gaps = gap ? [{ gap, account: SHOP, region: "eu-west-1" }] : [];
  const known = knows && { knows: { [`${SHOP}/eu-west-1`]: knows } };
  const world = { faults: [DENIED], aggregator: { gaps, ...known } };
  const { report } = await scanned(world, ...OPINION, "--account", "shop");
  const row = report?.coverage.find(({ region }) => region === "eu-west-1");
  assert.equal(row?.status, "denied");
  return {
    said: row?.message.split("; ").at(-1),
    notCovered: report?.summary.aggregator?.notCovered,
  };
}

const BUT = "but may not know all:";
for (const [gap, knows, said, status] of [
  [undefined, undefined, "AWS Config knew 3 functions here", undefined],
  [undefined, [], "AWS Config knew 0 functions here", undefined],
  ["daily", undefined, "AWS Config knew 3 functions here, recorded once a day", undefined],
  [
    "no-recorder",
    undefined,
    `AWS Config knew 0 functions here, ${BUT} it does not record functions here`,
    "not-recorded",
  ],
  [
    "recorder-off",
    ["old java8"],
    `AWS Config knew 1 function here, ${BUT} it does not record functions here`,
    "not-recorded",
  ],
  [
    "excluded",
    undefined,
    `AWS Config knew 0 functions here, ${BUT} it does not record functions here`,
    "not-recorded",
  ],
  [
    "no-source",
    undefined,
    `AWS Config knew 0 functions here, ${BUT} the aggregator collects nothing here`,
    "not-aggregated",
  ],
  ["stale", undefined, `AWS Config knew 3 functions here, ${BUT} its data is outdated here`, "stale"],
  ["outdated", undefined, `AWS Config knew 3 functions here, ${BUT} its data is outdated here`, "stale"],
  ["failed", undefined, `AWS Config knew 3 functions here, ${BUT} its data is incomplete here`, "error"],
  ["short", undefined, `AWS Config knew 2 functions here, ${BUT} its data is incomplete here`, "error"],
] as const) {
  const what = `${gap ?? "no gap"}${knows ? `, ${knows.length} functions known` : ""}`;
  test(`a refused region, ${what}: its row says how far AWS Config can be trusted`, async () => {
    assert.deepEqual(await saidOf(gap, knows), {
      said,
      notCovered: status && { [status]: 1 },
    });
  });
}

test("targets that were read are counted with their status, and do not change", async () => {
  const gaps = [
    { gap: "no-recorder" as const, account: SHOP, region: "us-east-1" },
    { gap: "stale" as const, account: SHOP, region: "eu-west-1" },
  ];
  const { code, report, stderr } = await scanned({ aggregator: { gaps } }, ...OPINION, "--account", "shop");
  assert.equal(code, 0);
  assert.ok(report?.coverage.every(({ status, message }) => status === "ok" && message === ""));
  assert.deepEqual(report?.summary.aggregator, {
    ...{ onlyConfig: 0, onlyLambda: 1, otherRuntime: 0 },
    notCovered: { stale: 1, "not-recorded": 1 },
  });
  assert.match(
    stderr,
    /^aggregator 0 functions only in AWS Config, 1 only in Lambda, 0 with another runtime; AWS Config's data is incomplete for 2 targets: 1 stale, 1 not-recorded$/m,
  );
});

test("an account whose role is refused: the regions for which its data is incomplete", async () => {
  const gaps = [
    { gap: "excluded" as const, account: CLOSED, region: "us-east-1" },
    { gap: "stale" as const, account: CLOSED, region: "eu-west-1" },
  ];
  const { report } = await scanned({ aggregator: { gaps } }, ...OPINION, "--account", "closed");
  assert.match(
    report?.coverage[0]?.message ?? "",
    /; AWS Config knew 3 functions here, but may not know all: its data is outdated \(eu-west-1\), it does not record functions \(us-east-1\)$/,
  );
});

test("the same where the sources do not name accounts: recorders and counts say which regions there are", async () => {
  const gaps = [{ gap: "excluded" as const, account: CLOSED, region: "us-east-1" }];
  const aggregator = { gaps, sourceRows: "organization" as const };
  const { report } = await scanned({ aggregator }, "--aggregator", "org", "--account", "closed");
  assert.match(
    report?.coverage[0]?.message ?? "",
    /; AWS Config knew 3 functions here, but may not know all: it does not record functions \(us-east-1\)$/,
  );
});

test("an account whose role is refused, and of which AWS Config has nothing", async () => {
  for (const regions of [[], ["-r", "eu-west-1,us-east-1"]]) {
    const argv = ["--aggregator", "org", ...regions, "--account", "closed"];
    const { report } = await scanned({ aggregator: { accountIds: [SHOP] } }, ...argv);
    assert.match(report?.coverage[0]?.message ?? "", /; AWS Config has no data of this account$/);
  }
});

test("where that cannot be read a warning says so, and the functions are listed", async () => {
  const faults: Fault[] = [{ kind: "deny", action: "config:DescribeConfigurationAggregatorSourcesStatus" }];
  const { report, stderr } = await scanned({ faults }, ...OPINION, "--account", "closed");
  assert.match(
    stderr,
    /warning: could not determine whether AWS Config knows all functions: no IAM policy allows config:DescribeConfigurationAggregatorSourcesStatus/,
  );
  assert.equal(report?.functions.length, 4);
  assert.match(report?.coverage[0]?.message ?? "", /; AWS Config knew 4 functions here$/);
});

test("accounts with the same reason are one reason, whatever AWS Config knew of each", async () => {
  const knows = { [`${CLOSED}/us-east-1`]: ["one java8"] };
  const faults: Fault[] = [{ kind: "deny", action: "lambda:ListFunctions", account: SHOP }];
  const { stderr } = await scanned({ aggregator: { knows }, faults }, ...OPINION, "--account", "shop");
  assert.match(stderr, /^ {2}2 denied AccessDeniedException: 222222222222 shop \(eu-west-1, us-east-1\)$/m);
  assert.match(stderr, /; AWS Config knew <n> functions here$/m);
});

test("shards that are merged add up where its data is incomplete", async () => {
  const cwd = temporaryDirectory("aggregator-trust");
  const gaps = [{ gap: "no-recorder" as const, region: "us-east-1" }];
  for (const account of ["hub", "shop"]) {
    const { stdout } = await scanned({ aggregator: { gaps } }, ...OPINION, "--account", account);
    writeFileSync(join(cwd, `${account}.json`), stdout);
  }
  const { stdout } = await program(["merge", "hub.json", "shop.json"], { env: {}, cwd });
  const { summary }: Report = JSON.parse(stdout);
  assert.deepEqual(summary.aggregator?.notCovered, { "not-recorded": 2, "not-aggregated": 1 });
  const page = await program(["report", "shop.json", "-f", "html"], { env: {}, cwd });
  assert.ok(/AWS Config(?:'|&#39;)s data is incomplete for 1 target: 1 not-recorded/.test(page.stdout));
});
