import assert from "node:assert/strict";
import { test } from "node:test";
import type { ListOptions } from "../../src/cli/commands/list-options.ts";
import { parse, scan, source } from "../support/cli/parsed.ts";

test("without arguments: list, with the defaults of the contract", async () => {
  assert.deepEqual(await parse(""), {
    command: "list",
    words: [],
    notes: [],
    warnings: [],
    quiet: false,
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
      accounts: undefined,
      excludeAccounts: undefined,
      shard: undefined,
      aggregator: undefined,
      aggregatorOnly: false,
      regions: undefined,
      excludeRegions: undefined,
      runtimes: undefined,
      excludeRuntimes: undefined,
      statuses: undefined,
      deprecated: false,
      names: undefined,
      excludeNames: undefined,
      owners: undefined,
      tagged: undefined,
      managedBy: undefined,
      actions: undefined,
      ownerTags: [],
      ownersFile: undefined,
      waiversFile: undefined,
      within: 180,
      versions: "latest",
      extras: [],
      format: "table",
      columns: undefined,
      sort: undefined,
      noHeader: false,
      bom: false,
      groupBy: undefined,
      limit: undefined,
      output: undefined,
      splitBy: undefined,
      outputDir: undefined,
      query: undefined,
      coverage: undefined,
      failOn: [],
      allowIncomplete: false,
      notify: [],
      since: undefined,
      notifyAlways: false,
      reportUrl: undefined,
      concurrency: "auto",
      config: undefined,
      timeout: 60,
      deadline: undefined,
      maxAttempts: 6,
      resume: undefined,
      catalogue: undefined,
      asOf: undefined,
      endpointUrl: undefined,
      color: "auto",
      quiet: false,
      verbose: false,
      noProgress: false,
    },
  });
});

/** Each option of a scan with a different value, and what that makes of the defaults. */
const READ: Readonly<Record<string, Partial<Record<keyof ListOptions, unknown>>>> = {
  "-o report.html": { output: "report.html", format: "html" },
  "-o report.MD": { output: "report.MD", format: "markdown" },
  "-o report.txt": { output: "report.txt" },
  "-o report.html -f csv": { output: "report.html", format: "csv" },
  "--query functions[] -o names.tsv": { query: "functions[]", output: "names.tsv", format: "tsv" },
  "--query functions[] -o names.csv": { query: "functions[]", output: "names.csv", format: "json" },
  "--profile a,b": { profiles: ["a", "b"] },
  "-p a -p b": { profiles: ["a", "b"] },
  "-pa": { profiles: ["a"] },
  "--profile a,b --profile a": { profiles: ["a", "b"] },
  "--all-profiles": { allProfiles: true },
  "-a accounts.yaml": { accountsFile: "accounts.yaml" },
  "--accounts=accounts.yaml": { accountsFile: "accounts.yaml" },
  "--org --ou ou-ab12-11112222,r-ab12": { org: true, ous: ["ou-ab12-11112222", "r-ab12"] },
  "--org --exclude-ou ou-ab12-11112222": { org: true, excludeOus: ["ou-ab12-11112222"] },
  "--org --aggregator org --aggregator-only": { org: true, aggregator: "org", aggregatorOnly: true },
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
  "--deprecated": { deprecated: true, statuses: ["deprecated", "create-blocked", "update-blocked"] },
  "--status unknown,deprecated --deprecated": {
    deprecated: true,
    statuses: ["unknown", "deprecated", "create-blocked", "update-blocked"],
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
  "--no-header": { noHeader: true },
  "--limit 0": { limit: 0 },
  "--limit 20": { limit: 20 },
  "--group-by region": { groupBy: "region" },
  "-o out.csv --coverage out.TSV": { output: "out.csv", format: "csv", coverage: "out.TSV" },
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
  "--concurrency auto": { concurrency: "auto" },
  "--concurrency 8 --timeout 0.5 --deadline 90 --max-attempts 1": {
    concurrency: 8,
    timeout: 0.5,
    deadline: 90,
    maxAttempts: 1,
  },
  "--resume old.json": { resume: "old.json" },
  "--catalogue https://example.com/c.json --as-of 2028-02-29": {
    catalogue: "https://example.com/c.json",
    asOf: "2028-02-29",
  },
  "--endpoint-url http://localhost:4566": { endpointUrl: "http://localhost:4566" },
  "--color never -qq": { color: "never", quiet: true },
  "-v --no-progress": { verbose: true, noProgress: true },
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
  assert.deepEqual(source(options.accounts), ["1111*", "prod"]);
  assert.deepEqual(source(options.excludeAccounts), ["x"]);
  assert.deepEqual(source(options.regions), ["eu-west-1", "us-{east,west}-1"], "a comma in braces stays");
  assert.deepEqual(
    source((await scan("--name a,{b,{c,d}}-x,{e,f,g{h")).names),
    ["a", "{b,{c,d}}-x", "{e", "f", "g{h"],
    "braces within braces, and without an end",
  );
  assert.equal(options.regions?.literal, false);
  assert.equal(options.regions?.matches("us-west-1"), true);
  assert.deepEqual(source(options.runtimes), ["go*"]);
  const { regions, excludeRegions, names } = await scan(
    "--region eu-west-1 --exclude-region us-east-1 --name A*",
  );
  assert.equal(regions?.literal, true);
  assert.deepEqual(source(excludeRegions), ["us-east-1"]);
  assert.deepEqual([names?.matches("Abc"), names?.matches("abc")], [true, false], "case counts");
});

test("a region that is newer than the program is a pattern", async () => {
  assert.deepEqual(source((await scan("-r eu-west-9*")).regions), ["eu-west-9*"]);
});

test("an output file whose extension promises another format than is written is a warning", async () => {
  const warnings = async (line: string) => (await parse(line)).warnings;
  const tableFor = (command: string, extension: string, use: string) => [
    `--output: ${command} cannot write ${extension}, so "x.${extension}" is a table; use --format ${use}`,
  ];
  assert.deepEqual(await warnings("-o x.xls"), tableFor("list", "xls", "xlsx"));
  assert.deepEqual(await warnings("diff a b -o x.csv"), tableFor("diff", "csv", "markdown, json or html"));
  assert.deepEqual(await warnings("accounts -o x.pdf"), tableFor("accounts", "pdf", "tsv, json or yaml"));
  const asJson = (option: string) =>
    `--output: "x.csv" will be written as json: ${option} decides, not the extension`;
  assert.deepEqual(await warnings("-f json -o x.csv"), [asJson("--format")]);
  assert.deepEqual(await warnings("--query functions -o x.csv"), [asJson("--query")]);
  for (const line of [
    "-o x.xlsx",
    "-o x.txt",
    "-o x",
    "-o x.constructor",
    "-o x.csv",
    "-o x.csv -f csv",
    "-o x.xls -f tsv",
    "-o x.json -f ndjson",
    "diff a b -o x.json",
    "plan -f atx -o x.csv",
    "role -o x.json",
    "role -f cloudformation -o x.yaml",
  ])
    assert.deepEqual(await warnings(line), [], line);
});
