/** Waivers, command by command: waived functions stay and are counted apart, and `--fail-on` ignores them through the last day. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { startReceiver } from "../support/notify/receiver.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("waivers");
const SCAN = ["--org", "-r", "eu-west-1,us-east-1", "--exclude-account", "legacy"];
const FAIL = ["--fail-on", "deprecated"];
const LAST_DAY = "2026-11-21";
const DAY_AFTER = "2026-11-22";
/** Of the two deprecated functions, one is waived for long and one through `LAST_DAY`; two entries have no effect. */
const WAIVERS = `waivers:
  - match: {account: payments, runtime: java8}
    reason: the robot is replaced in March
    until: 2027-03-31
  - match: {runtime: nodejs16.x}
    until: ${LAST_DAY}
  - match: {name: charge}
    until: "2026-11-20"
  - match: {name: nobody}
    until: "2027-01-01"
`;
const RULES = ["--waivers", "waivers.yaml"];
let simulator: Simulator;
let env: Record<string, string | undefined>;
const run = (...argv: string[]) => program(argv, { env, cwd });

/** The warnings of both entries without effect, and of no other. */
function warnsByLine(stderr: string): void {
  const warnings = stderr.match(/waivers\.yaml:\d+:\d+: .*/g) ?? [];
  assert.deepEqual(warnings.sort(), [
    "waivers.yaml:7:5: the waiver expired on 2026-11-20 and has no effect",
    "waivers.yaml:9:5: the waiver matches no function that was read",
  ]);
}

interface Row {
  readonly functionName: string;
  readonly waivedUntil?: string;
}

function isWaived({ functions, summary }: { functions: readonly Row[]; summary: Record<string, unknown> }) {
  const rows = functions.filter(({ waivedUntil }) => waivedUntil !== undefined);
  return [rows.map(({ functionName }) => functionName), summary.waived, functions.length, summary.functions];
}

before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
  env = cleanEnv(simulator.env());
  writeFileSync(join(cwd, "waivers.yaml"), WAIVERS);
  await run(...SCAN, "-f", "json", "-o", "plain.json");
  await run(...SCAN, ...RULES, "-f", "json", "-o", "waived.json");
  await run(...SCAN, "--as-of", "2014-01-01", "-f", "json", "-o", "then.json");
});
after(() => simulator.close());

for (const [command, argv] of [
  ["list", [...SCAN, ...RULES]],
  ["report", ["report", "plain.json", ...RULES]],
  ["merge", ["merge", "plain.json", ...RULES]],
] as const) {
  test(`${command}: rows stay, are counted apart, and do not fail; entries without effect are warnings`, async () => {
    const { stdout, stderr, code } = await run(...argv, ...FAIL, "-f", "json");
    assert.deepEqual(isWaived(JSON.parse(stdout)), [["invoice", "refund"], 2, 7, 7]);
    assert.equal(code, 0);
    assert.match(stderr, /^waived +2, /m);
    warnsByLine(stderr);
  });
}

for (const [command, argv] of [
  ["list", [...SCAN, ...RULES]],
  ["report with --waivers", ["report", "plain.json", ...RULES]],
  ["report as saved", ["report", "waived.json"]],
  ["plan", ["plan", "plain.json", ...RULES]],
  ["plan of a scan", ["plan", ...SCAN, ...RULES]],
  ["diff with a scan", ["diff", "then.json", ...SCAN, ...RULES]],
] as const) {
  test(`${command}: a waiver holds through its last day, and not a day later`, async () => {
    assert.equal((await run(...argv, ...FAIL, "--as-of", LAST_DAY)).code, 0);
    assert.equal((await run(...argv, ...FAIL, "--as-of", DAY_AFTER)).code, 1);
  });
}

test("plan: waived functions are in no item and are counted; entries without effect are warnings", async () => {
  for (const source of [["plain.json"], SCAN]) {
    const { stdout, stderr } = await run("plan", ...source, ...RULES, "-f", "json");
    const { items, summary } = JSON.parse(stdout);
    assert.equal(summary.waived, 2);
    const arns = items.flatMap((item: { functionArns: string[] }) => item.functionArns).join("\n");
    assert.doesNotMatch(arns, /invoice|refund/);
    assert.match(stderr, /; 2 functions waived$/m);
    warnsByLine(stderr);
  }
});

test("plan --since: an item that a waiver ends is not counted as work", async () => {
  const { stdout, stderr } = await run("plan", "waived.json", "--since", "plain.json");
  assert.equal(stdout.match(/ done \(1 waived\) /g)?.length, 2, stdout);
  assert.match(stderr, /2 done of which 2 waived/);
  const back = await run("plan", "plain.json", "--since", "waived.json", "-f", "json");
  const items: { state: string; title: string }[] = JSON.parse(back.stdout).items;
  assert.equal(items.filter(({ state }) => state === "new").length, 2);
});

test("diff: the totals have waived functions apart, and none of them fails", async () => {
  const table = await run("diff", "plain.json", "waived.json", ...FAIL);
  assert.match(table.stdout, /waived 0 → 2 \(\+2\), functions 7 → 7 \(±0\)/);
  assert.match(table.stdout, /no change; 7 unchanged/);
  const { stdout, stderr, code } = await run("diff", "then.json", ...SCAN, ...RULES, ...FAIL, "-f", "json");
  assert.deepEqual([JSON.parse(stdout).summary.waived, code], [{ old: 0, new: 2 }, 0]);
  warnsByLine(stderr);
  for (const word of ["deprecated", "new-deprecated"])
    assert.equal((await run("diff", "then.json", "plain.json", "--fail-on", word)).code, 1);
});

test("trend: a column of waived functions, which the statuses count as well", async () => {
  const { stdout } = await run("trend", "waived.json", "-f", "json");
  const [row] = JSON.parse(stdout).rows;
  assert.deepEqual([row.waived, row.functions, row.byStatus["create-blocked"]], [2, 7, 1]);
});

test("the page of a trend has waived functions apart", async () => {
  assert.match(
    (await run("trend", "waived.json", "-f", "html")).stdout,
    /Waived, on any runtime: 2 functions/,
  );
});

test("notices: waived functions are counted apart, of a scan and of merge, with the same warnings", async (t) => {
  const receiver = await startReceiver();
  t.after(() => receiver.close());
  const post = { ...env, LAMBDA_INVENTORY_WEBHOOK_URL: receiver.url };
  for (const [index, argv] of [SCAN, ["merge", "plain.json"]].entries()) {
    const notify = ["--notify", "webhook", "--notify-always"];
    const { stderr } = await program([...argv, ...RULES, ...notify], { env: post, cwd });
    const notice = receiver.bodies[index] as Record<string, unknown> & { summary: { waived: number } };
    assert.deepEqual([notice.waived, notice.summary.waived, notice.reasons], [2, 2, []]);
    assert.doesNotMatch(
      JSON.stringify([notice.findings, notice.deadlines, notice.overdue]),
      /java8|nodejs16/,
    );
    warnsByLine(stderr);
  }
});
