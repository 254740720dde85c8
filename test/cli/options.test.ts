import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoleOptions, ScanOptions } from "../../src/cli/options.ts";
import { type Invocation, parseArguments } from "../../src/cli/options.ts";
import type { Patterns } from "../../src/model/patterns.ts";

async function parse(line: string, env: Record<string, string> = {}): Promise<Invocation> {
  return parseArguments(
    line.split(" ").filter((word) => word !== ""),
    { env, cwd: import.meta.dirname },
  );
}

async function scan(line: string, env: Record<string, string> = {}): Promise<ScanOptions> {
  const invocation = await parse(line, env);
  assert.ok(invocation.command === "list" || invocation.command === "demo");
  return invocation.options;
}

function source(patterns: Patterns | undefined): readonly string[] | undefined {
  return patterns?.source;
}

test("without arguments: list, with the defaults of the contract", async () => {
  assert.deepEqual(await parse(""), {
    command: "list",
    options: {
      profiles: [],
      allProfiles: false,
      accountsFile: undefined,
      org: false,
      ous: [],
      excludeOus: [],
      sso: undefined,
      ssoRoles: [],
      role: undefined,
      externalId: undefined,
      sessionName: undefined,
      account: undefined,
      excludeAccount: undefined,
      shard: undefined,
      regions: { include: undefined, exclude: undefined },
      runtime: undefined,
      status: undefined,
      name: undefined,
      within: 180,
      versions: "latest",
      extras: [],
      format: "table",
      columns: undefined,
      sort: undefined,
      header: true,
      bom: false,
      groupBy: undefined,
      output: undefined,
      query: undefined,
      coverage: undefined,
      failOn: [],
      allowIncomplete: false,
      notify: [],
      since: undefined,
      notifyAlways: false,
      concurrency: 64,
      timeoutMs: 60_000,
      deadlineMs: undefined,
      maxAttempts: 6,
      resume: undefined,
      catalogue: undefined,
      asOf: undefined,
      endpointUrl: undefined,
      color: "auto",
      quiet: false,
      verbose: false,
      progress: true,
    },
  });
});

/** Each option of a scan with a value of its own, and what that makes of the defaults. */
const READ: Readonly<Record<string, Partial<Record<keyof ScanOptions, unknown>>>> = {
  "--profile a,b": { profiles: ["a", "b"] },
  "-p a -p b": { profiles: ["a", "b"] },
  "-pa": { profiles: ["a"] },
  "--profile a,b --profile a": { profiles: ["a", "b"] },
  "--all-profiles": { allProfiles: true },
  "-a accounts.yaml": { accountsFile: "accounts.yaml" },
  "--accounts=accounts.yaml": { accountsFile: "accounts.yaml" },
  "--org --ou ou-ab12-11112222,r-ab12": { org: true, ous: ["ou-ab12-11112222", "r-ab12"] },
  "--org --exclude-ou ou-ab12-11112222": { org: true, excludeOus: ["ou-ab12-11112222"] },
  "--org -p hub": { org: true, profiles: ["hub"] },
  "--sso corp --sso-role Reader,Admin": { sso: "corp", ssoRoles: ["Reader", "Admin"] },
  "--role path/Reader --external-id x:1 --session-name me@x": {
    role: "path/Reader",
    externalId: "x:1",
    sessionName: "me@x",
  },
  "-p a --role arn:aws-cn:iam::111122223333:role/Reader": {
    profiles: ["a"],
    role: "arn:aws-cn:iam::111122223333:role/Reader",
  },
  "--shard 2/3": { shard: { index: 2, count: 3 } },
  "--deprecated": { status: ["deprecated", "create-blocked", "update-blocked"] },
  "--status unknown,deprecated --deprecated": {
    status: ["unknown", "deprecated", "create-blocked", "update-blocked"],
  },
  "--within 0": { within: 0 },
  "--versions all": { versions: "all" },
  "--with tags,aliases --with lastInvoked": { extras: ["tags", "aliases", "lastInvoked"] },
  "-f csv": { format: "csv" },
  "-fcsv": { format: "csv" },
  "-f=csv": { format: "csv" },
  "-f csv --format json --within 1 --within 2": { format: "json", within: 2 },
  "--columns runtime,region": { columns: ["runtime", "region"] },
  "--sort -daysLeft,region": {
    sort: [
      { key: "daysLeft", descending: true },
      { key: "region", descending: false },
    ],
  },
  "--sort=-daysLeft": { sort: [{ key: "daysLeft", descending: true }] },
  "--no-header": { header: false },
  "--group-by region": { groupBy: "region" },
  "-o out.csv --coverage out.TSV": { output: "out.csv", coverage: "out.TSV" },
  "--query functions[0]": { query: "functions[0]", format: "json" },
  "--query functions[] -f tsv": { query: "functions[]", format: "tsv" },
  "--notify slack,webhook": { notify: ["slack", "webhook"] },
  "--notify webhook --since old.json --notify-always": {
    notify: ["webhook"],
    since: "old.json",
    notifyAlways: true,
  },
  "--bom -f csv": { bom: true, format: "csv" },
  "-f xlsx": { format: "xlsx" },
  "-o -": { output: undefined },
  "-o /dev/null": { output: "/dev/null" },
  "--fail-on deprecated,unknown": { failOn: ["deprecated", "unknown"] },
  "--allow-incomplete": { allowIncomplete: true },
  "--concurrency 8 --timeout 0.5 --deadline 90 --max-attempts 1": {
    concurrency: 8,
    timeoutMs: 500,
    deadlineMs: 90_000,
    maxAttempts: 1,
  },
  "--resume old.json": { resume: "old.json" },
  "--catalogue https://example.com/c.json --as-of 2028-02-29": {
    catalogue: "https://example.com/c.json",
    asOf: "2028-02-29",
  },
  "--endpoint-url http://localhost:4566": { endpointUrl: "http://localhost:4566" },
  "--color never -qq": { color: "never", quiet: true },
  "-v --no-progress": { verbose: true, progress: false },
  "--org=false --quiet=0 --verbose=1": { verbose: true },
};

for (const [line, expected] of Object.entries(READ)) {
  test(`reads ${line}`, async () => {
    assert.deepEqual(await scan(line), { ...(await scan("")), ...expected });
    assert.deepEqual(await scan(`demo ${line}`), await scan(line), "the demo takes the same");
  });
}

test("patterns are compiled, and say whether they are plain names", async () => {
  const options = await scan(
    "--account 1111*,prod --exclude-account x -r eu-west-1,us-{east,west}-1 --runtime go*",
  );
  assert.deepEqual(source(options.account), ["1111*", "prod"]);
  assert.deepEqual(source(options.excludeAccount), ["x"]);
  assert.deepEqual(
    source(options.regions.include),
    ["eu-west-1", "us-{east,west}-1"],
    "a comma in braces stays",
  );
  assert.equal(options.regions.include?.literal, false);
  assert.equal(options.regions.include?.matches("us-west-1"), true);
  assert.deepEqual(source(options.runtime), ["go*"]);
  const { regions, name } = await scan("--region eu-west-1 --exclude-region us-east-1 --name A*");
  assert.equal(regions.include?.literal, true);
  assert.deepEqual(source(regions.exclude), ["us-east-1"]);
  assert.deepEqual([name?.matches("Abc"), name?.matches("abc")], [true, false], "case counts");
});

test("a region that is newer than the program is a pattern", async () => {
  assert.deepEqual(source((await scan("-r eu-west-9*")).regions.include), ["eu-west-9*"]);
});

test("the command may stand before or behind its options", async () => {
  assert.equal((await parse("check --region eu-west-1 -p a")).command, "check");
  assert.equal((await parse("-p a --org=0 check")).command, "check");
  assert.equal((await parse("--org accounts")).command, "accounts");
});

test("behind -- everything is an argument", async () => {
  const invocation = await parse("merge -f json -- -odd.json b.json");
  assert.ok(invocation.command === "merge");
  assert.deepEqual(invocation.options.reports, ["-odd.json", "b.json"]);
  assert.equal(invocation.options.format, "json");
});

test("accounts and check", async () => {
  const accounts = await parse("accounts --org --format yaml -o accounts.yaml");
  assert.ok(accounts.command === "accounts");
  assert.deepEqual(
    [accounts.options.org, accounts.options.format, accounts.options.output],
    [true, "yaml", "accounts.yaml"],
  );
  const check = await parse("check --with tags -r eu-* -f tsv");
  assert.ok(check.command === "check");
  assert.deepEqual([check.options.extras, check.options.format], [["tags"], "tsv"]);
  assert.deepEqual(source(check.options.regions.include), ["eu-*"]);
});

test("runtimes", async () => {
  const invocation = await parse(
    "runtimes --compare old.json --status preview --as-of 2027-01-01 --no-header",
  );
  assert.ok(invocation.command === "runtimes");
  assert.deepEqual(invocation.options, {
    color: "auto",
    quiet: false,
    runtime: undefined,
    status: ["preview"],
    within: 180,
    catalogue: undefined,
    asOf: "2027-01-01",
    compare: "old.json",
    format: "table",
    header: false,
    output: undefined,
  });
});

test("diff: its own format and --fail-on, the others for the fresh scan", async () => {
  const fresh = await parse(
    "diff old.json -f json --fail-on new-deprecated -o d.json -p a --concurrency 2 -q",
  );
  assert.ok(fresh.command === "diff");
  const { scan: options, ...own } = fresh.options;
  assert.deepEqual(own, {
    oldReport: "old.json",
    newReport: undefined,
    format: "json",
    failOn: ["new-deprecated"],
    output: "d.json",
    query: undefined,
  });
  const expected = { ...(await scan("")), profiles: ["a"], concurrency: 2, quiet: true };
  assert.deepEqual(options, expected);
  const two = await parse("diff old.json new.json");
  assert.ok(two.command === "diff");
  assert.equal(two.options.newReport, "new.json");
});

test("role: everything has a default but whom to trust", async () => {
  const defaults: RoleOptions = {
    format: "policy",
    role: "LambdaInventoryReadOnly",
    trustedAccount: undefined,
    externalId: undefined,
    extras: [],
    output: undefined,
  };
  assert.deepEqual(await parse("role"), { command: "role", options: defaults });
  assert.deepEqual(
    await parse("role -f terraform --trusted-account 111122223333 --external-id ab --role a/b --with tags"),
    {
      command: "role",
      options: {
        ...defaults,
        format: "terraform",
        role: "a/b",
        trustedAccount: "111122223333",
        externalId: "ab",
        extras: ["tags"],
      },
    },
  );
});

test("completion: the shell that is named, or the user's own, or bash", async () => {
  assert.deepEqual(await parse("completion zsh"), { command: "completion", options: { shell: "zsh" } });
  const own = await parse("completion", { SHELL: "/usr/local/bin/fish" });
  assert.deepEqual(own, { command: "completion", options: { shell: "fish" } });
  for (const env of [{}, { SHELL: "/bin/sh" }])
    assert.deepEqual(await parse("completion", env), { command: "completion", options: { shell: "bash" } });
});

test("the demo discovers an organization, so that options of --org need no --org", async () => {
  assert.deepEqual((await scan("demo --exclude-ou ou-ab12-11112222")).excludeOus, ["ou-ab12-11112222"]);
  await assert.rejects(scan("demo -p a --exclude-ou ou-ab12-11112222"), { message: /is for --org, which/ });
});
