/** Every option has an environment variable. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ListOptions } from "../../src/cli/commands/list-options.ts";
import { optionsOf } from "../../src/cli/commands.ts";
import { environmentName } from "../../src/cli/options/entry.ts";
import { scan } from "../support/cli/parsed.ts";

/** A value that is not the default, for every option of a scan. */
const VALUES: Readonly<Record<string, string>> = {
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
  aggregator: "org",
  "aggregator-only": "1",
  region: "eu-*,us-east-1",
  "exclude-region": "eu-west-1",
  runtime: "python*",
  "exclude-runtime": "python3*",
  status: "unknown,preview",
  deprecated: "TRUE",
  name: "a*",
  "exclude-name": "ab*",
  owner: "payments,none",
  tag: "team=pay*",
  "managed-by": "aws-cdk",
  action: "upgrade,retire",
  "owner-tag": "Service",
  owners: "owners.yaml",
  waivers: "waivers.yaml",
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
  limit: "5",
  output: "o.txt",
  "split-by": "owner",
  "output-dir": "reports",
  query: "functions[].runtime",
  coverage: "c.tsv",
  "fail-on": "deprecated",
  "allow-incomplete": "true",
  notify: "slack",
  since: "old.json",
  "notify-always": "1",
  "report-url": "https://reports.example",
  config: "../../../lambda-inventory.example.yaml",
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

test("there is a value for each option", () =>
  assert.deepEqual(Object.keys(VALUES).sort(), [...optionsOf("list").keys()].sort()));

/** What an option requires. */
const COMPANIONS: Readonly<Record<string, string>> = {
  bom: "-f csv",
  since: "--notify slack",
  "notify-always": "--notify slack",
  "report-url": "--notify slack",
  ou: "--org",
  "exclude-ou": "--org",
  sso: "--sso-role R",
  "sso-role": "--sso s",
  "external-id": "--role R",
  "session-name": "--role R",
  "split-by": "--output-dir reports",
  "output-dir": "--split-by owner",
  "aggregator-only": "--aggregator org",
};

/** Their companions alone are accepted. */
const REQUIRING = ["bom", "since", "notify-always", "report-url", "aggregator-only"];

for (const [name, value] of Object.entries(VALUES)) {
  test(`${environmentName(name)} does what --${name} does`, async () => {
    const flag = optionsOf("list").get(name)?.kind === "flag" ? `--${name}` : `--${name}=${value}`;
    const companion = COMPANIONS[name] ?? "";
    const fromEnvironment = await scan(companion, { [environmentName(name)]: value });
    const fromFlag = await scan(`${companion} ${flag}`);
    assert.equal(quoted(fromEnvironment), quoted(fromFlag));
    assert.notEqual(
      quoted(fromEnvironment),
      quoted(await scan(REQUIRING.includes(name) ? companion : "")),
      "and it is not the default",
    );
  });
}

/** Compiled patterns compare by what they were compiled from. */
function quoted(options: ListOptions): string {
  return JSON.stringify(options);
}
