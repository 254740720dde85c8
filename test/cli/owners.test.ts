/** `--owners` and `--waivers`: whose functions are, which may stay, and what a saved report is made of again. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";

const cwd = mkdtempSync(join(tmpdir(), "owners-"));
const SCAN = ["--org", "-r", "eu-west-1,us-east-1", "--exclude-account", "legacy"];
const COLUMNS = ["-f", "tsv", "--no-header", "--columns", "functionName,owner,ownerSource,contact"];
let simulator: Simulator;
let env: Record<string, string | undefined>;
const scan = (...argv: string[]) => program([...SCAN, ...argv], { env, cwd });
const report = (...argv: string[]) => program(["report", ...argv], { env: {}, cwd });
const file = (name: string, text: string) => writeFileSync(join(cwd, name), text);

before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
  env = cleanEnv(simulator.env());
  file(
    "owners.yaml",
    `owners:
  - match: {account: payments}
    owner: payments
    contact: "#payments"
  - match: {name: "re*", region: eu-*}
    owner: refunds
`,
  );
  file("tags.yaml", 'owners: [{match: {tag: {team: "bill*"}}, owner: billing}]\n');
  file(
    "waivers.yaml",
    `waivers:
  - match: {account: payments, runtime: java8}
    reason: the robot is replaced in March
    until: 2027-03-31
  - match: {runtime: nodejs16.x}
    until: 2026-11-21
  - match: {name: charge}
    until: "2026-11-20"
  - match: {name: nobody}
    until: "2027-01-01"
`,
  );
});
after(async () => {
  await simulator.close();
  rmSync(cwd, { recursive: true });
});

test("owners: the last matching entry wins, with its contact; others have their account's address", async () => {
  const { stdout, code } = await scan(
    "--owners",
    "owners.yaml",
    "--name",
    "charge,refund,billing*",
    ...COLUMNS,
  );
  assert.equal(code, 0);
  assert.deepEqual(stdout.split("\n").slice(0, -1), [
    "billing-export\tmanagement@example.com\taccount-email\t",
    "charge\tpayments\towners-file\t#payments",
    "refund\trefunds\towners-file\t",
  ]);
  const counted = await scan("--owners", "owners.yaml", "-f", "json");
  assert.deepEqual(JSON.parse(counted.stdout).summary.byOwner, {
    "management@example.com": 1,
    payments: 5,
    refunds: 1,
  });
});

test("entries that match tags have the tags read", async () => {
  const { stdout } = await scan("--owners", "tags.yaml", "--owner", "billing", ...COLUMNS);
  assert.equal(stdout, "invoice\tbilling\towners-file\t\n");
  const calls = simulator.requests.count("lambda:ListTags") + simulator.requests.count("tagging:");
  await scan("--owners", "owners.yaml", ...COLUMNS);
  assert.equal(simulator.requests.count("lambda:ListTags") + simulator.requests.count("tagging:"), calls);
});

test("waived functions are listed and counted apart; --fail-on ignores them through the last day", async () => {
  const whole = await scan("--waivers", "waivers.yaml", "--fail-on", "deprecated", "-f", "json");
  assert.equal(whole.code, 0);
  const { functions, summary } = JSON.parse(whole.stdout);
  const waived = functions.filter((fn: object) => "waivedUntil" in fn);
  assert.deepEqual(
    waived.map((fn: Record<string, string>) => [fn.functionName, fn.waivedUntil, fn.waiverReason]),
    [
      ["invoice", "2027-03-31", "the robot is replaced in March"],
      ["refund", "2026-11-21", undefined],
    ],
  );
  assert.deepEqual([summary.waived, summary.byStatus["create-blocked"]], [2, 1]);
  assert.match(whole.stderr, /^waived +2, /m);
  const dayAfter = ["--as-of", "2026-11-22"];
  assert.equal((await scan("--waivers", "waivers.yaml", "--fail-on", "deprecated", ...dayAfter)).code, 1);
});

test("waivers that have expired or match nothing are warnings by line", async () => {
  const { stderr } = await scan("--waivers", "waivers.yaml", "-f", "tsv");
  assert.match(stderr, /warning: waivers\.yaml:7:5: the waiver expired on 2026-11-20 and has no effect/);
  assert.match(stderr, /warning: waivers\.yaml:9:5: the waiver matches no function/);
  assert.doesNotMatch(stderr, /waivers\.yaml:[25]:/);
});

test("report: --owners and --waivers replace what was saved; without them it stays", async () => {
  await scan("--owners", "owners.yaml", "--waivers", "waivers.yaml", "-f", "json", "-o", "saved.json");
  const fail = ["--fail-on", "deprecated"];
  const same = await report("saved.json", "-f", "json", ...fail);
  assert.deepEqual(
    [JSON.parse(same.stdout), same.code],
    [JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8")), 0],
  );
  file("other.yaml", "owners: [{match: {name: charge}, owner: cards}]");
  file("none.yaml", "waivers: []");
  const other = await report(
    "saved.json",
    "--owners",
    "other.yaml",
    "--name",
    "charge,refund",
    ...COLUMNS,
    ...fail,
  );
  assert.deepEqual(
    [other.stdout, other.code],
    ["charge\tcards\towners-file\t\nrefund\tpayments@example.com\taccount-email\t\n", 0],
  );
  const none = await report("saved.json", "--waivers", "none.yaml", "-f", "json", ...fail);
  assert.deepEqual([JSON.parse(none.stdout).summary.waived, none.code], [0, 1]);
  const later = await report("saved.json", "--as-of", "2026-12-01", "-f", "json");
  assert.equal(JSON.parse(later.stdout).summary.waived, 1);
});

test("merge and diff: waived functions do not fail", async () => {
  await scan("--waivers", "waivers.yaml", "-f", "json", "-o", "now.json");
  await scan("--as-of", "2014-01-01", "-f", "json", "-o", "then.json");
  await scan("-f", "json", "-o", "plain.json");
  const codeOf = async (...argv: string[]) => (await program(argv, { env, cwd })).code;
  assert.equal(await codeOf("merge", "now.json", "--fail-on", "deprecated"), 0);
  assert.equal(await codeOf("merge", "plain.json", "--fail-on", "deprecated"), 1);
  for (const word of ["deprecated", "new-deprecated"]) {
    assert.equal(await codeOf("diff", "then.json", "now.json", "--fail-on", word), 0);
    assert.equal(await codeOf("diff", "then.json", "plain.json", "--fail-on", word), 1);
    const fresh = ["diff", "then.json", ...SCAN, "--fail-on", word];
    assert.equal(await codeOf(...fresh, "--waivers", "waivers.yaml"), 0);
    assert.equal(await codeOf(...fresh), 1);
  }
});

for (const [argv, message] of [
  [["--owners", "missing.yaml"], /owners file missing\.yaml: no such file[\s\S]*--owners/],
  [["--waivers", "."], /waivers file \.: .*directory[\s\S]*--waivers/],
  [["--owners", "waivers.yaml"], /waivers\.yaml has 2 mistakes\n {2}waivers\.yaml:1:1: /],
] as const) {
  test(`refuses ${argv.join(" ")} before anything is scanned`, async () => {
    const calls = simulator.requests.count("sts:");
    const { code, stdout, stderr } = await scan(...argv);
    assert.deepEqual([code, stdout, simulator.requests.count("sts:")], [2, "", calls]);
    assert.match(stderr, message);
  });
}
