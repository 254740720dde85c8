/** `--owners` and `--waivers`: whose functions are, which may stay, and what a saved report is made of again. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("owners");
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
after(() => simulator.close());

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
