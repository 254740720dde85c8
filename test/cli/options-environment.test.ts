import assert from "node:assert/strict";
import { test } from "node:test";
import { COMMANDS } from "../../src/cli/options/commands.ts";
import { environmentName, type OptionEntry } from "../../src/cli/options/entry.ts";
import { type Invocation, parseArguments, type ScanOptions } from "../../src/cli/options.ts";

async function parse(line: string, env: Record<string, string>): Promise<Invocation> {
  const words = line.split(" ").filter((word) => word !== "");
  return parseArguments(words, { env, cwd: import.meta.dirname });
}

async function scan(line: string, env: Record<string, string>): Promise<ScanOptions> {
  const invocation = await parse(line, env);
  assert.equal(invocation.command, "list");
  return invocation.command === "list" ? invocation.options : assert.fail();
}

/** A value that is not the default, for every option of a scan. */
const VALUES: Readonly<Record<keyof typeof COMMANDS.list.options, string>> = {
  profile: "a,b",
  "all-profiles": "true",
  accounts: "accounts.yaml",
  org: "1",
  ou: "ou-ab12-11112222,r-ab12",
  "exclude-ou": "ou-ab12-11112222",
  sso: "corp",
  "sso-role": "Reader,Admin",
  role: "Reader",
  "external-id": "abc",
  "session-name": "me",
  account: "prod-*",
  "exclude-account": "111122223333",
  shard: "1/2",
  region: "eu-*,us-east-1",
  "exclude-region": "eu-west-1",
  runtime: "python*",
  status: "unknown,preview",
  deprecated: "TRUE",
  name: "a*",
  versions: "all",
  with: "tags,aliases",
  within: "30",
  catalogue: "c.json",
  "as-of": "2027-01-01",
  format: "csv",
  columns: "region,runtime",
  sort: "-region",
  "no-header": "1",
  bom: "1",
  "group-by": "region",
  output: "o.txt",
  query: "functions[].runtime",
  coverage: "c.tsv",
  "fail-on": "deprecated",
  "allow-incomplete": "true",
  notify: "slack",
  since: "old.json",
  "notify-always": "1",
  concurrency: "3",
  timeout: "7",
  deadline: "9",
  "max-attempts": "2",
  "endpoint-url": "http://localhost:1",
  resume: "r.json",
  color: "never",
  quiet: "1",
  verbose: "true",
  "no-progress": "true",
};

/** What else must be said for an option to be allowed. */
const COMPANIONS: Readonly<Record<string, string>> = {
  bom: "-f csv",
  since: "--notify slack",
  "notify-always": "--notify slack",
  ou: "--org",
  "exclude-ou": "--org",
  sso: "--sso-role R",
  "sso-role": "--sso s",
  "external-id": "--role R",
  "session-name": "--role R",
};

for (const [name, value] of Object.entries(VALUES)) {
  test(`${environmentName(name)} says what --${name} says`, async () => {
    const table: Readonly<Record<string, OptionEntry>> = COMMANDS.list.options;
    const flag = table[name]?.kind === "flag" ? `--${name}` : `--${name}=${value}`;
    const companion = COMPANIONS[name] ?? "";
    const fromEnvironment = await scan(companion, { [environmentName(name)]: value });
    const fromFlag = await scan(`${companion} ${flag}`, {});
    assert.equal(shown(fromEnvironment), shown(fromFlag));
    assert.notEqual(
      shown(fromEnvironment),
      shown(await scan(["bom", "since", "notify-always"].includes(name) ? companion : "", {})),
      "and it is not the default",
    );
  });
}

/** Compiled patterns compare by what they were compiled from. */
function shown(options: ScanOptions): string {
  return JSON.stringify(options);
}

test("a flag wins over the environment, whole: lists are not joined", async () => {
  const env = {
    LAMBDA_INVENTORY_PROFILE: "a,b",
    LAMBDA_INVENTORY_CONCURRENCY: "2",
    LAMBDA_INVENTORY_REGION: "eu-*",
  };
  const options = await scan("-p c --concurrency 5 -r us-east-1", env);
  assert.deepEqual(options.profiles, ["c"]);
  assert.equal(options.concurrency, 5);
  assert.deepEqual(options.regions.include?.source, ["us-east-1"]);
});

test("a flag's variable is true, false, 1 or 0; =false turns it off again", async () => {
  for (const [value, expected] of [
    ["true", true],
    ["1", true],
    ["False", false],
    ["0", false],
    ["", false],
  ] as const) {
    assert.equal((await scan("", { LAMBDA_INVENTORY_ORG: value })).org, expected, value);
  }
  assert.equal((await scan("--org=false", { LAMBDA_INVENTORY_ORG: "true" })).org, false);
  assert.equal((await scan("--no-progress=false", { LAMBDA_INVENTORY_NO_PROGRESS: "1" })).progress, true);
});

test("an empty variable counts as none", async () => {
  assert.equal((await scan("", { LAMBDA_INVENTORY_CONCURRENCY: "" })).concurrency, 64);
});

test("a source of accounts on the command line silences those of the environment, with what hangs on them", async () => {
  const env = {
    LAMBDA_INVENTORY_ORG: "true",
    LAMBDA_INVENTORY_OU: "r-ab12",
    LAMBDA_INVENTORY_ROLE: "Reader",
  };
  const options = await scan("--accounts a.yaml", env);
  assert.deepEqual([options.org, options.ous, options.accountsFile], [false, [], "a.yaml"]);
  assert.equal(options.role, "Reader", "which is read with a file too");
  const sso = { LAMBDA_INVENTORY_SSO: "corp", LAMBDA_INVENTORY_SSO_ROLE: "Reader" };
  assert.deepEqual((await scan("--org", sso)).ssoRoles, []);
});

test("how to assume roles may stand in the environment for runs that assume none", async () => {
  const env = {
    LAMBDA_INVENTORY_SSO_ROLE: "Reader",
    LAMBDA_INVENTORY_EXTERNAL_ID: "abc",
    LAMBDA_INVENTORY_SESSION_NAME: "me",
  };
  const plain = await scan("", env);
  assert.deepEqual([plain.ssoRoles, plain.externalId, plain.sessionName], [[], undefined, undefined]);
  assert.deepEqual((await scan("--sso corp", env)).ssoRoles, ["Reader"]);
  assert.equal((await scan("--org", env)).externalId, "abc");
});

test("the demo has accounts of its own, whatever the environment names", async () => {
  const env = {
    LAMBDA_INVENTORY_PROFILE: "prod",
    LAMBDA_INVENTORY_OU: "ou-ab12-11112222",
    LAMBDA_INVENTORY_ROLE: "Reader",
    LAMBDA_INVENTORY_ACCOUNT: "payments-*",
  };
  const demo = await parse("demo", env);
  assert.ok(demo.command === "demo");
  const { profiles, ous, role, account } = demo.options;
  assert.deepEqual([profiles, ous, role, account?.source], [[], [], undefined, ["payments-*"]]);
});

test("a profile beside --org of the environment is its base", async () => {
  const options = await scan("-p hub", { LAMBDA_INVENTORY_ORG: "true" });
  assert.deepEqual([options.org, options.profiles], [true, ["hub"]]);
});

test("of --quiet and --verbose the command line's stays", async () => {
  const quiet = await scan("-q", { LAMBDA_INVENTORY_VERBOSE: "1" });
  assert.deepEqual([quiet.quiet, quiet.verbose], [true, false]);
  const verbose = await scan("-v", { LAMBDA_INVENTORY_QUIET: "1" });
  assert.deepEqual([verbose.quiet, verbose.verbose], [false, true]);
});

test("one variable serves all commands: values that only another command has are passed over", async () => {
  const role = await parse("role", { LAMBDA_INVENTORY_FORMAT: "csv" });
  assert.ok(role.command === "role");
  assert.equal(role.options.format, "policy");
  const accounts = await parse("accounts", {
    LAMBDA_INVENTORY_FORMAT: "json",
    LAMBDA_INVENTORY_COLUMNS: "nonsense",
  });
  assert.ok(accounts.command === "accounts");
  assert.equal(accounts.options.format, "json");
  const scanning = await scan("-f csv", { LAMBDA_INVENTORY_GROUP_BY: "region" });
  assert.equal(scanning.groupBy, undefined);
  await assert.rejects(parse("role", { LAMBDA_INVENTORY_FORMAT: "nonsense" }), {
    message: /^LAMBDA_INVENTORY_FORMAT/,
  });
});

test("what the environment says for a scan is no reason to refuse diff OLD NEW", async () => {
  const diff = await parse("diff a.json b.json", { LAMBDA_INVENTORY_REGION: "eu-west-1" });
  assert.equal(diff.command, "diff");
});

test("variables that Kubernetes makes of a service's name are none of ours", async () => {
  const env = {
    LAMBDA_INVENTORY_PORT: "tcp://10.0.0.1:443",
    LAMBDA_INVENTORY_SERVICE_HOST: "10.0.0.1",
    LAMBDA_INVENTORY_PORT_443_TCP: "tcp://10.0.0.1:443",
    LAMBDA_INVENTORY_BUCKET: "reports",
  };
  assert.equal((await scan("", env)).format, "table");
});
