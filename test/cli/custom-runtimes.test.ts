/** Customer-managed runtimes: their dates come from their publishers, and what cannot be read is never supported. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { estate, type Fault, type Simulator, startSimulator } from "../../simulator/index.ts";
import type { FunctionRow, Report } from "../../src/model/report.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { forget } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const OWN = "111111111111";
const VENDOR = "222222222222";
const REGION = "eu-west-1";
const cwd = temporaryDirectory("custom");

/** A function on an alias of a runtime. */
function on(name: string, publisher: string, runtime: string, alias: string) {
  const RuntimeArn = `arn:aws:lambda:${REGION}:${publisher}:runtime/${runtime}`;
  return { name, Runtime: "custom", RuntimeConfig: { RuntimeArn, RuntimeAlias: alias } };
}

const FUNCTIONS = [
  on("bare", OWN, "house-python", "bare"),
  on("blocked", OWN, "house-python", "old"),
  on("blocked-too", OWN, "house-python", "old"),
  on("early", OWN, "house-python", "early"),
  on("gone", OWN, "house-python", "deleted"),
  on("late", OWN, "house-python", "late"),
  on("leaving", OWN, "house-python", "leaving"),
  on("misdated", OWN, "house-python", "misdated"),
  { name: "nameless", Runtime: "custom", RuntimeConfig: undefined },
  on("refused", VENDOR, "vendor-rust", "stable"),
  on("silent", OWN, "house-python", "silent"),
  on("soon", VENDOR, "vendor-cobol", "stable"),
  on("stateless", OWN, "house-python", "stateless"),
  on("strange", OWN, "house-python", "strange"),
];

const lifecycle = (ReleaseState: string, dates: object = {}) => ({ ReleaseState, ...dates });
const OLD = lifecycle("DEPRECATED", {
  DeprecationDate: "2026-09-30",
  FunctionCreateBlockDate: "2026-11-21",
  FunctionUpdateBlockDate: "2027-01-31",
});

function organization() {
  const aliases = [
    { name: "bare", lifecycle: lifecycle("GA") },
    { name: "old", lifecycle: OLD },
    { name: "early", lifecycle: lifecycle("PREVIEW") },
    { name: "late", lifecycle: lifecycle("DEPRECATED") },
    { name: "leaving", state: "PENDING_DELETION", lifecycle: lifecycle("GA") },
    { name: "misdated", lifecycle: lifecycle("GA", { DeprecationDate: "2027-02-30" }) },
    { name: "silent" },
    { name: "stateless", lifecycle: { DeprecationDate: "2026-11-21" } },
    { name: "strange", lifecycle: lifecycle("RETIRED") },
  ] as const;
  const soon = [{ name: "stable", lifecycle: lifecycle("GA", { DeprecationDate: "2027-01-01" }) }];
  return estate({
    accounts: [
      {
        id: OWN,
        name: "own",
        runtimes: { [REGION]: [{ name: "house-python", aliases }] },
        functions: { [REGION]: FUNCTIONS, "us-east-1": ["plain python3.14"] },
      },
      {
        id: VENDOR,
        name: "vendor",
        runtimes: {
          [REGION]: [
            { name: "vendor-cobol", sharedWith: [OWN], aliases: soon },
            { name: "vendor-rust", aliases: soon },
          ],
        },
      },
    ],
  });
}

let simulator: Simulator;
let report: Report;

async function scanned(faults: readonly Fault[] = [], ...argv: string[]) {
  simulator.faults.clear();
  simulator.faults.add(...faults);
  await forget(simulator);
  const args = ["list", "-r", `${REGION},us-east-1`, "-f", "json", ...argv];
  const ended = await program(args, { env: cleanEnv(simulator.env()), cwd });
  return { ...ended, report: JSON.parse(ended.stdout || "{}") as Report };
}

before(async () => {
  simulator = await startSimulator({ estate: organization() });
  ({ report } = await scanned());
});
after(() => simulator.close());

const statuses = ({ functions }: Report) =>
  Object.fromEntries(functions.map(({ functionName, runtimeStatus }) => [functionName, runtimeStatus]));
const named = ({ functions }: Report, name: string): FunctionRow | undefined =>
  functions.find(({ functionName }) => functionName === name);

test("the status follows from the publisher's dates, and is custom where they cannot be read", () => {
  assert.deepEqual(statuses(report), {
    bare: "supported",
    blocked: "create-blocked",
    "blocked-too": "create-blocked",
    early: "preview",
    gone: "custom",
    late: "deprecated",
    leaving: "custom",
    misdated: "custom",
    nameless: "custom",
    plain: "supported",
    refused: "custom",
    silent: "custom",
    soon: "expiring",
    stateless: "deprecated",
    strange: "custom",
  });
  const blocked = named(report, "blocked");
  assert.deepEqual(
    [blocked?.deprecationDate, blocked?.blockCreateDate, blocked?.blockUpdateDate, blocked?.dueEvent],
    ["2026-09-30", "2026-11-21", "2027-01-31", "update-block"],
  );
});

test("the publisher's account is shown, in its own columns and in the remedy", () => {
  const soon = named(report, "soon");
  assert.equal(soon?.runtimePublisher, VENDOR);
  assert.equal(soon?.runtimeArn, `arn:aws:lambda:${REGION}:${VENDOR}:runtime/vendor-cobol`);
  assert.equal(soon?.runtimeAlias, "stable");
  assert.match(soon?.remedy ?? "", /^upgrade from vendor-cobol \(published by account 222222222222\) to/);
  assert.match(named(report, "refused")?.remedy ?? "", /^ask account 222222222222/);
  assert.equal("runtimeArn" in (named(report, "plain") ?? {}), false);
});

test("each reason is a note in a row that counts as read", () => {
  const row = report.coverage.find(({ region }) => region === REGION);
  assert.equal(row?.status, "ok");
  for (const reason of [
    /runtime dates of gone could not be read: Runtime alias not found: .*\/alias\/deleted/,
    /runtime dates of refused could not be read: no IAM policy allows lambda:GetRuntimeAlias/,
    /ListFunctions returned no runtime and alias/,
  ])
    assert.match(row?.message ?? "", reason);
  assert.match(row?.message ?? "", /runtime dates of \d functions could not be read/);
  assert.equal(report.summary.notRead, 0);
});

test("one call for each runtime and alias of a region, none for AWS's runtimes", async () => {
  const { code, stderr } = await scanned();
  assert.equal(code, 0);
  assert.equal(simulator.requests.count("lambda:GetRuntimeAlias"), 12);
  assert.match(stderr, /\nnotes {6}1 target/);
  await scanned([], "--region", "us-east-1", "--exclude-region", REGION);
  assert.equal(simulator.requests.count("lambda:GetRuntimeAlias"), 0);
});

test("no call for functions that filters known before it leave out", async () => {
  for (const [filter, calls] of [
    [["--name", "blocked*"], 1],
    [["--exclude-name", "*e*"], 1],
    [["--runtime", "python*"], 0],
    [["--exclude-runtime", "custom"], 0],
    // What the dates decide
    [["--status", "deprecated"], 12],
  ] as const) {
    await scanned([], ...filter);
    assert.equal(simulator.requests.count("lambda:GetRuntimeAlias"), calls, filter.join(" "));
  }
});

test("denied everywhere: custom, with one note, and the other functions are intact", async () => {
  const denied = await scanned([{ kind: "deny", action: "lambda:GetRuntimeAlias" }]);
  assert.equal(denied.code, 0);
  assert.ok(denied.report.functions.filter(({ runtime }) => runtime === "custom").length > 0);
  for (const { runtime, runtimeStatus } of denied.report.functions)
    assert.equal(runtimeStatus, runtime === "custom" ? "custom" : "supported");
});

for (const kind of ["html", "cut-json", "hang", "reset", "server-error", "throttle"] as const)
  test(`${kind}: custom with a note`, async () => {
    const limits = ["--max-attempts", "1", ...(kind === "hang" ? ["--timeout", "5"] : [])];
    const { code, report } = await scanned([{ kind, action: "lambda:GetRuntimeAlias" }], ...limits);
    assert.equal(code, 0);
    assert.equal(named(report, "bare")?.runtimeStatus, "custom");
    assert.equal(named(report, "plain")?.runtimeStatus, "supported");
    assert.match(report.coverage[0]?.message ?? "", /runtime dates of \d+ functions could not be read/);
  });

test("filters by status see the real status", async () => {
  const { report, code } = await scanned([], "--deprecated", "--fail-on", "deprecated");
  assert.equal(code, 1);
  assert.deepEqual(Object.keys(statuses(report)), ["blocked", "blocked-too", "late", "stateless"]);
});

test("a saved report keeps the dates, and assesses them again for another day", async () => {
  await scanned([], "-o", "saved.json");
  const again = async (...argv: string[]) => {
    const args = ["report", "saved.json", "-q", "-f", "json", ...argv];
    const { stdout } = await program(args, { cwd });
    return statuses(JSON.parse(stdout));
  };
  assert.deepEqual(await again(), statuses(report));
  const later = await again("--as-of", "2027-02-01");
  const known = ["bare", "blocked", "early", "late", "soon", "refused"].map((name) => later[name]);
  assert.deepEqual(known, ["supported", "update-blocked", "preview", "deprecated", "deprecated", "custom"]);
});

test("diff: a runtime whose dates can no longer be read is not fixed", async () => {
  await scanned([], "-o", "saved.json");
  await scanned([{ kind: "deny", action: "lambda:GetRuntimeAlias" }], "-o", "denied.json");
  const { stdout } = await program(["diff", "saved.json", "denied.json", "-f", "json"], { cwd });
  const { summary, movedDates } = JSON.parse(stdout);
  assert.deepEqual([summary.newlyFixed, movedDates], [0, []]);
});

test("--resume reads again what had a note", async () => {
  await scanned([{ kind: "deny", action: "lambda:GetRuntimeAlias" }], "-o", "partial.json");
  const { report: resumed } = await scanned([], "--resume", "partial.json");
  assert.equal(named(resumed, "blocked")?.runtimeStatus, "create-blocked");
  assert.deepEqual(
    simulator.requests.of("lambda:ListFunctions").map(({ region }) => region),
    [REGION],
  );
});

test("check tests the call where the function it finds uses such a runtime", async () => {
  simulator.faults.clear();
  simulator.faults.add({ kind: "deny", action: "lambda:GetRuntimeAlias" });
  const args = ["check", "-r", `${REGION},us-east-1`, "-f", "json", "--all"];
  const { stdout, code } = await program(args, { env: cleanEnv(simulator.env()), cwd });
  assert.equal(code, 3);
  const checks: readonly { checks: readonly { action: string; ok: boolean | null }[] }[] = JSON.parse(stdout);
  const dates = checks.map((row) => row.checks.find(({ action }) => action === "lambda:GetRuntimeAlias")?.ok);
  assert.deepEqual(dates, [false, undefined]);
});
