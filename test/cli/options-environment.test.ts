/** Precedence of the command line and the environment. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, scan } from "../support/cli/parsed.ts";

test("a flag replaces the environment variable: lists are not joined", async () => {
  const env = {
    LAMBDA_INVENTORY_PROFILE: "a,b",
    LAMBDA_INVENTORY_CONCURRENCY: "2",
    LAMBDA_INVENTORY_REGION: "eu-*",
  };
  const options = await scan("-p c --concurrency 5 -r us-east-1", env);
  assert.deepEqual(options.profiles, ["c"]);
  assert.equal(options.concurrency, 5);
  assert.deepEqual(options.regions?.source, ["us-east-1"]);
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
  assert.equal((await scan("--no-progress=false", { LAMBDA_INVENTORY_NO_PROGRESS: "1" })).noProgress, false);
});

test("the extension of --output on the command line wins over a format in the environment", async () => {
  const env = { LAMBDA_INVENTORY_FORMAT: "csv" };
  assert.equal((await scan("-o report.html", env)).format, "html");
  assert.equal((await scan("-o report.txt", env)).format, "csv");
  assert.equal((await scan("", { ...env, LAMBDA_INVENTORY_OUTPUT: "report.html" })).format, "csv");
});

test("an empty variable counts as not set", async () => {
  assert.equal((await scan("", { LAMBDA_INVENTORY_CONCURRENCY: "" })).concurrency, "auto");
});

test("a source of accounts on the command line overrides those in the environment, with what depends on them", async () => {
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

test("how to assume roles may stay in the environment for runs that assume none", async () => {
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

test("the demo has its own accounts, whatever the environment names", async () => {
  const env = {
    LAMBDA_INVENTORY_PROFILE: "prod",
    LAMBDA_INVENTORY_OU: "ou-ab12-11112222",
    LAMBDA_INVENTORY_ROLE: "Reader",
    LAMBDA_INVENTORY_ACCOUNT: "payments-*",
  };
  const demo = await parse("demo", env);
  assert.ok(demo.command === "demo");
  const { profiles, ous, role, accounts } = demo.options;
  assert.deepEqual([profiles, ous, role, accounts?.source], [[], [], undefined, ["payments-*"]]);
});

test("with --org in the environment, a profile is the one to start from", async () => {
  const options = await scan("-p hub", { LAMBDA_INVENTORY_ORG: "true" });
  assert.deepEqual([options.org, options.profiles], [true, ["hub"]]);
});

test("of --quiet and --verbose the one on the command line counts", async () => {
  const quiet = await scan("-q", { LAMBDA_INVENTORY_VERBOSE: "1" });
  assert.deepEqual([quiet.quiet, quiet.verbose], [true, false]);
  const verbose = await scan("-v", { LAMBDA_INVENTORY_QUIET: "1" });
  assert.deepEqual([verbose.quiet, verbose.verbose], [false, true]);
});

test("one variable serves all commands: values that only another command has are ignored", async () => {
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
    message: /LAMBDA_INVENTORY_FORMAT/,
  });
});

test("scan options in the environment do not prevent diff OLD NEW", async () => {
  const diff = await parse("diff a.json b.json", { LAMBDA_INVENTORY_REGION: "eu-west-1" });
  assert.equal(diff.command, "diff");
});

test("variables that Kubernetes derives from a service's name are ignored", async () => {
  const env = {
    LAMBDA_INVENTORY_PORT: "tcp://10.0.0.1:443",
    LAMBDA_INVENTORY_SERVICE_HOST: "10.0.0.1",
    LAMBDA_INVENTORY_PORT_443_TCP: "tcp://10.0.0.1:443",
    LAMBDA_INVENTORY_BUCKET: "reports",
  };
  assert.equal((await scan("", env)).format, "table");
});
