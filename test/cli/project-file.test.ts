/** The project file: options, accounts, owners and waivers of a run in one file. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const FOUND = "lambda-inventory.yaml";
const OPTIONS = `options:
  org: true
  region: [eu-west-1, us-east-1]
  exclude-account: legacy
  format: tsv
  no-header: true
  columns: [functionName, owner, waivedUntil]
  within: 90
`;
const RULES = `owners:
  - match: {account: payments}
    owner: payments
waivers:
  - match: {runtime: java8}
    until: 2027-03-31
`;
let cwd: string;
let simulator: Simulator;
let env: Record<string, string | undefined>;
const run = (...argv: string[]) => program(argv, { env, cwd });
const file = (name: string, text: string) => writeFileSync(join(cwd, name), text);

describe("the project file", () => {
  before(async () => {
    simulator = await startSimulator({ estate: smallOrganization() });
    env = cleanEnv(simulator.env());
  });
  beforeEach(() => {
    cwd = temporaryDirectory("project");
  });
  after(async () => {
    await simulator.close();
    rmSync(cwd, { recursive: true });
  });

  const LINES = [
    "billing-export\tmanagement@example.com\t",
    "charge\tpayments\t",
    "fraud\tpayments\t",
    "invoice\tpayments\t2027-03-31",
    "refund\tpayments\t",
    "ledger\tpayments\t",
    "unheard-of\tpayments\t",
  ];
  const linesOf = (text: string) => text.split("\n").slice(0, -1);

  test("the output of a project file does not replace a report that is read", async () => {
    file(FOUND, "options: {output: out.json}");
    const saved = await program(["list", "-r", "eu-west-1", "-o", "saved.json"], { env, cwd });
    assert.equal(saved.code, 0, saved.stderr);
    const text = readFileSync(join(cwd, "saved.json"), "utf8");
    file("out.json", text);
    for (const argv of [
      ["report", "out.json", "-f", "tsv"],
      ["merge", "./out.json"],
    ]) {
      const { code, stdout, stderr } = await run(...argv);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(
        stderr,
        /^lambda-inventory: options\.output in lambda-inventory\.yaml:1:19 would replace /m,
      );
      assert.equal(readFileSync(join(cwd, "out.json"), "utf8"), text);
    }
    assert.equal(
      (await run("report", "out.json", "-o", "-", "-f", "tsv")).stdout.split("\n").length > 2,
      true,
    );
    assert.equal((await run("report", "saved.json", "-q")).code, 0, "another file is written");
  });

  test("the output of a project file is for reports: other commands print", async () => {
    file(FOUND, "options: {output: out.json, format: json, org: true, allow-incomplete: true}");
    assert.equal((await run("-q")).code, 0);
    const report = readFileSync(join(cwd, "out.json"), "utf8");
    for (const words of [
      "accounts",
      "runtimes",
      "role",
      "plan",
      "plan out.json",
      "trend .",
      "diff out.json",
    ]) {
      const { code, stdout, stderr } = await run(...words.split(" "));
      assert.equal(code, 0, stderr);
      assert.notEqual(stdout, "", words);
      assert.equal(stdout.startsWith("{"), words === "role", "in their own format");
    }
    assert.equal(readFileSync(join(cwd, "out.json"), "utf8"), report);
    assert.equal((await run("plan", "out.json", "-q", "-o", "plan.json")).stdout, "");
  });

  test("--config FILE: one file is the whole command line", async () => {
    file("nightly.yaml", OPTIONS + RULES);
    const { code, stdout, stderr } = await run("--config", "nightly.yaml");
    assert.equal(code, 0, stderr);
    assert.deepEqual(linesOf(stdout), LINES);
    assert.doesNotMatch(stderr, /using/);
  });

  test("a file in the current directory is used, and stderr says so", async () => {
    file(FOUND, OPTIONS + RULES);
    const { stdout, stderr } = await run();
    assert.deepEqual(linesOf(stdout), LINES);
    assert.match(
      stderr,
      /^lambda-inventory: using \.\/lambda-inventory\.yaml \(--config FILE for another file\)$/m,
    );
    file("other.yaml", OPTIONS);
    const other = await run("--config", "other.yaml");
    assert.match(other.stdout, /^charge\tpayments@example\.com\t$/m);
  });

  test("flags win over the environment, and both over the file", async () => {
    file(FOUND, OPTIONS);
    const named = (argv: string[], name?: string) =>
      program(argv, { env: { ...env, ...(name && { LAMBDA_INVENTORY_NAME: name }) }, cwd });
    file(FOUND, `${OPTIONS}  name: charge\n`);
    assert.match((await named([])).stdout, /^charge\t/);
    assert.match((await named([], "refund")).stdout, /^refund\t/);
    assert.match((await named(["--name", "ledger"], "refund")).stdout, /^ledger\t/);
    assert.equal(linesOf((await named(["--no-header=false", "--name", "ledger"])).stdout).length, 2);
  });

  test("accounts and defaults are those of an accounts file; flags for accounts win over them", async () => {
    const [, payments] = smallOrganization().accounts;
    assert.ok(payments);
    file(
      FOUND,
      `options: {region: eu-west-1, format: tsv, no-header: true, columns: functionName}
defaults: {role: LambdaInventoryReadOnly}
accounts: [{id: "${payments.id}", name: p}]
`,
    );
    assert.deepEqual(linesOf((await run()).stdout), ["charge", "fraud", "invoice", "refund"]);
    assert.match((await run("--org", "--exclude-account", "legacy")).stdout, /^billing-export$/m);
    file("both.yaml", `options: {org: true}\naccounts: [{id: "${payments.id}"}]\n`);
    const both = await run("--config", "both.yaml");
    assert.equal(both.code, 2);
    assert.match(
      both.stderr,
      /accounts in both\.yaml and options\.org in both\.yaml:1:16 cannot be combined/,
    );
  });

  test("a profile takes the place of its accounts, unless it is in the file too: then it is where they start from", async () => {
    const [, payments] = smallOrganization().accounts;
    assert.ok(payments);
    const [id, secret] = [env.AWS_ACCESS_KEY_ID, env.AWS_SECRET_ACCESS_KEY];
    file("credentials", `[hub]\naws_access_key_id=${id}\naws_secret_access_key=${secret}\n`);
    const withProfile = { ...env, AWS_SHARED_CREDENTIALS_FILE: join(cwd, "credentials") };
    const accounts = `accounts: [{id: "${payments.id}", role: LambdaInventoryReadOnly}]\n`;
    const options = "region: eu-west-1, format: tsv, no-header: true, columns: functionName";
    file(FOUND, `options: {${options}}\n${accounts}`);
    const list = async (argv: readonly string[], more: Record<string, string> = {}) =>
      linesOf((await program(["list", ...argv], { env: { ...withProfile, ...more }, cwd })).stdout);
    assert.deepEqual(await list(["--profile", "hub"]), ["billing-export"]);
    assert.deepEqual(await list([], { LAMBDA_INVENTORY_PROFILE: "hub" }), ["billing-export"]);
    file(FOUND, `options: {${options}, profile: hub}\n${accounts}`);
    assert.equal((await list([])).length, 4);
    file("accounts.yaml", accounts);
    file(FOUND, `options: {${options}, accounts: accounts.yaml}\n`);
    assert.equal((await list(["--profile", "hub"])).length, 4);
  });

  test("paths are relative to the folder of the file", async () => {
    mkdirSync(join(cwd, "conf"));
    file("conf/nightly.yaml", `${OPTIONS}  owners: owners.yaml\n  output: out.tsv\n`);
    file("conf/owners.yaml", "owners: [{match: {}, owner: all}]");
    assert.equal((await run("--config", "conf/nightly.yaml")).code, 0);
    assert.match(readFileSync(join(cwd, "conf/out.tsv"), "utf8"), /^charge\tall\t$/m);
  });

  test("absolute paths, - for standard output and texts that are not paths stay as they are", async () => {
    mkdirSync(join(cwd, "conf"));
    file("owners.yaml", "owners: [{match: {}, owner: all}]");
    const more = `  owners: ${join(cwd, "owners.yaml")}\n  output: "-"\n  session-name: nightly\n`;
    file("conf/nightly.yaml", `${OPTIONS}${more}`);
    const { code, stdout, stderr } = await run("--config", "conf/nightly.yaml");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^charge\tall\t$/m);
  });

  test("a value that only another command accepts is not a mistake", async () => {
    file(FOUND, "options: {format: yaml}");
    const { code, stdout } = await run("runtimes");
    assert.equal(code, 0);
    assert.match(stdout, /^runtime /);
  });

  test("options of other commands are ignored; report takes owners and waivers from the file", async () => {
    await run("--org", "-r", "eu-west-1", "--exclude-account", "legacy", "-f", "json", "-o", "saved.json");
    file(FOUND, `${OPTIONS}  trusted-account: 111122223333\n${RULES}`);
    const { stdout, code } = await run("report", "saved.json");
    assert.deepEqual([code, linesOf(stdout)], [0, LINES.slice(0, 5)]);
    assert.equal((await run("runtimes")).code, 0);
  });

  test("all mistakes are listed in one run, and nothing is scanned", async () => {
    const calls = simulator.requests.count("sts:");
    file(
      "nightly.yaml",
      `options:
  formt: csv
  format: pdf
  within: soon
  as-of: 2027-02-30
  org: maybe
  region: [eu-wset-1]
  sort: {a: b}
  columns: []
defaults: {rol: x}
accounts: [{id: 1}]
owners: [{owner: a}]
waivers: [{match: {name: x}, until: never}]
option: 1
`,
    );
    const { code, stdout, stderr } = await run("--config", "nightly.yaml");
    assert.deepEqual([code, stdout, simulator.requests.count("sts:")], [2, "", calls]);
    const lines = stderr.split("\n").filter((line) => line.startsWith("  nightly"));
    assert.deepEqual(lines, [
      "  nightly.yaml:2:3: options.formt: unknown key",
      '  nightly.yaml:3:11: options.format: invalid value "pdf"',
      '  nightly.yaml:4:11: options.within: must be a whole number from 0 to 36500, not "soon"',
      "  nightly.yaml:5:10: options.as-of: 2027-02-30 does not exist",
      '  nightly.yaml:6:8: options.org: must be true or false, not "maybe"',
      '  nightly.yaml:7:11: options.region: unknown region "eu-wset-1"',
      "  nightly.yaml:8:9: options.sort: expected a string, found a mapping",
      "  nightly.yaml:9:12: options.columns: is empty",
      "  nightly.yaml:10:12: defaults.rol: unknown key",
      '  nightly.yaml:11:17: accounts[0].id: "1" is not a valid account id: 12 digits expected, 1 found',
      "  nightly.yaml:12:10: owners[0]: has no match",
      '  nightly.yaml:13:37: waivers[0].until: "never" is not a date',
      "  nightly.yaml:14:1: option: unknown key",
    ]);
    assert.match(stderr, /^ {4}Did you mean format\?$/m, "without a list of all options");
    assert.match(stderr, /options\.columns: is empty\n {4}Add a value, or remove the key\.$/m);
  });

  test("a file that was found may not decide where requests and notices go; one that was named may", async () => {
    const text = `options:
  endpoint-url: http://127.0.0.1:9
  notify: slack
  catalogue: https://example.com/runtimes.json
  format: tsv
`;
    file(FOUND, text);
    const { code, stderr } = await run("--org");
    assert.equal(code, 2);
    for (const place of ["2:17: options.endpoint-url", "3:11: options.notify", "4:14: options.catalogue"])
      assert.ok(
        stderr.includes(`  lambda-inventory.yaml:${place}: sets where requests or notices go`),
        stderr,
      );
    assert.match(stderr, /Pass --config lambda-inventory\.yaml\./);
    file(FOUND, `${OPTIONS}  endpoint-url: ${simulator.url}\n`);
    assert.equal((await run("--config", FOUND)).code, 0);
    file(FOUND, `${OPTIONS}  catalogue: runtimes.json\n`);
    assert.match((await run()).stderr, /runtimes\.json: no such file/);
  });

  test("the accounts file that a found project file refers to may not name a catalogue's URL either", async () => {
    file(
      "elsewhere.yaml",
      "catalogue: https://example.com/runtimes.json\naccounts: [{id: '111111111111', role: []}]\n",
    );
    file(FOUND, "options: {accounts: elsewhere.yaml}\n");
    const found = await run();
    assert.equal(found.code, 2);
    assert.match(found.stderr, /elsewhere\.yaml: catalogue: sets where requests or notices go/);
    assert.match(found.stderr, /Pass --config lambda-inventory\.yaml\.$/m);
    assert.doesNotMatch((await run("--config", FOUND, "--as-of", "2026-11-29")).stderr, /sets where/);
  });

  for (const [text, message] of [
    ["", /the file is empty/],
    ["- org\n", /expected a mapping such as .*, found a list/],
    ["options: [org]", /options: expected a mapping such as \{format: json\}, found a list/],
    ["options: {config: x.yaml}", /options\.config: unknown key\n +Keys: profile, all-profiles, /],
    ["defaults: {role: R}", /defaults: has no effect without accounts/],
    [
      "options: {owners: o.yaml}\nowners: []",
      /options\.owners in .*:1:19 and owners in .* cannot be combined\n +Use one of the two\.$/m,
    ],
  ] as const) {
    test(`refuses ${JSON.stringify(text)}`, async () => {
      file(FOUND, text);
      const { code, stderr } = await run("runtimes");
      assert.equal(code, 2);
      assert.match(stderr, message);
    });
  }

  test("a directory in place of the file, or a link to nothing, is not ignored", async () => {
    mkdirSync(join(cwd, FOUND));
    const directory = await run("runtimes");
    assert.deepEqual([directory.code, directory.stdout], [2, ""]);
    assert.match(directory.stderr, /project file \.\/lambda-inventory\.yaml is a directory\n/);
    rmSync(join(cwd, FOUND), { recursive: true });
    symlinkSync("missing.yaml", join(cwd, FOUND));
    const link = await run("runtimes");
    assert.deepEqual([link.code, link.stdout], [2, ""]);
    assert.match(
      link.stderr,
      /project file \.\/lambda-inventory\.yaml is not a file, or a link to nothing\n/,
    );
    file("missing.yaml", "options: {format: json}\n");
    assert.match((await run("runtimes")).stdout, /^\{/);
  });

  test("a file that is named must exist", async () => {
    const { code, stderr } = await run("runtimes", "--config", "nightly.yaml");
    assert.equal(code, 2);
    assert.match(stderr, /project file nightly\.yaml: no such file[\s\S]*--config/);
  });
});
