import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseArguments } from "../../src/cli/options.ts";
import { UserError } from "../../src/model/failure.ts";

const folder = mkdtempSync(join(tmpdir(), "lambda-inventory-options-"));
writeFileSync(join(folder, "file"), "");

/** Arguments, and the message and the hint that answer them. `env` is what the environment adds. */
interface Mistake {
  readonly argv: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly message: string;
  readonly hint: string;
}

const COLUMNS =
  "accountId, accountName, region, functionName, version, runtime, runtimeStatus, deprecationDate, " +
  "blockCreateDate, blockUpdateDate, daysLeft, successor, packageType, architectures, memorySize, timeout, " +
  "codeSize, lastModified, description, handler, role, layers, functionArn, tags, lastInvoked, aliases";
const COMMANDS = "list, accounts, check, runtimes, diff, merge, role, demo, completion";
const COMMAS = "Several values of one option are joined by commas: --profile a,b.";
const STATUSES =
  "supported, expiring, deprecated, create-blocked, update-blocked, preview, custom, container, unknown";

const MISTAKES: readonly Mistake[] = [
  // Words
  {
    argv: "--profle x",
    message: "unknown option --profle",
    hint: "Did you mean --profile? `lambda-inventory --help` shows every option.",
  },
  {
    argv: "check --regions eu-west-1",
    message: "unknown option --regions",
    hint: "Did you mean --region? `lambda-inventory check --help` shows every option.",
  },
  { argv: "-x", message: "unknown option -x", hint: "`lambda-inventory --help` shows every option." },
  {
    argv: "--constructor",
    message: "unknown option --constructor",
    hint: "`lambda-inventory --help` shows every option.",
  },
  {
    argv: "accounts --columns region",
    message: "--columns is no option of accounts",
    hint: "It is one of: list, merge, demo.",
  },
  {
    argv: "acounts",
    message: '"acounts" is no command',
    hint: `Did you mean accounts? Commands: ${COMMANDS}. ${COMMAS}`,
  },
  { argv: "--profile a b", message: '"b" is no command', hint: `Commands: ${COMMANDS}. ${COMMAS}` },
  {
    argv: "demo accounts",
    message: '"accounts": demo takes options only',
    hint: "The demo is a scan, as `list` is; there is none of `accounts`.",
  },
  {
    argv: "demo list",
    message: '"list": demo takes options only',
    hint: "Leave it out: the demo is that scan.",
  },
  {
    argv: "check list",
    message: '"list": check takes options only',
    hint: "Give one command: the first word, check, is it.",
  },
  { argv: "check prod", message: '"prod": check takes options only', hint: COMMAS },
  { argv: "diff", message: "diff needs OLD", hint: "Usage: lambda-inventory diff [OPTION]... OLD [NEW]" },
  { argv: "diff a b c", message: '"c": diff takes OLD and NEW, no more', hint: COMMAS },
  {
    argv: "merge",
    message: "merge needs REPORT",
    hint: "Usage: lambda-inventory merge [OPTION]... REPORT...",
  },
  {
    argv: "completion fsh",
    message: 'completion: "fsh" is no shell that is known',
    hint: "Did you mean zsh? Name one of: bash, zsh, fish.",
  },

  // Values that are missing, empty or repeated
  {
    argv: "--region",
    message: "--region needs a value",
    hint: "Write the value after it, or --option=-value when the value begins with a dash.",
  },
  {
    argv: "-p --org",
    message: "-p needs a value",
    hint: "Write the value after it, or --option=-value when the value begins with a dash.",
  },
  {
    argv: "--region=",
    message: '--region has an empty value in ""',
    hint: "Separate the values by single commas.",
  },
  {
    argv: "--region eu-west-1,,us-east-1",
    message: '--region has an empty value in "eu-west-1,,us-east-1"',
    hint: "Separate the values by single commas.",
  },
  { argv: "--accounts=", message: "--accounts has an empty value", hint: "Give a value, or leave it out." },
  {
    argv: "-a one.yaml --accounts=two.yaml",
    message: "--accounts is given 2 times: one.yaml, two.yaml",
    hint: "Give it once.",
  },
  {
    argv: "-f csv --format=",
    message: "--format has an empty value",
    hint: "Give a value, or leave it out.",
  },
  {
    argv: "--org=maybe",
    message: '--org: "maybe" is neither true nor false',
    hint: "Give true, false, 1 or 0.",
  },

  // Numbers, days, parts
  {
    argv: "--concurrency abc",
    message: '--concurrency: "abc" is no whole number',
    hint: "Give one from 1 to 10000.",
  },
  {
    argv: "--concurrency 1.5",
    message: '--concurrency: "1.5" is no whole number',
    hint: "Give one from 1 to 10000.",
  },
  {
    argv: "--concurrency 1e3",
    message: '--concurrency: "1e3" is no whole number',
    hint: "Give one from 1 to 10000.",
  },
  {
    argv: "--concurrency -5",
    message: '--concurrency: "-5" is too small',
    hint: "Give a number from 1 to 10000.",
  },
  {
    argv: "--concurrency 0",
    message: '--concurrency: "0" is too small',
    hint: "Give a number from 1 to 10000.",
  },
  {
    argv: "--max-attempts 101",
    message: '--max-attempts: "101" is too large',
    hint: "Give a number from 1 to 100.",
  },
  {
    argv: "--timeout 60s",
    message: '--timeout: "60s" is no number of seconds',
    hint: "Give a number such as 60 or 0.5, without a unit.",
  },
  {
    argv: "--deadline 0",
    message: '--deadline: "0" is out of range',
    hint: "Give a number of seconds above 0 and up to 2000000.",
  },
  { argv: "--within -1", message: '--within: "-1" is too small', hint: "Give a number from 0 to 36500." },
  {
    argv: "--as-of 2026-02-30",
    message: '--as-of: "2026-02-30" is no day of the calendar',
    hint: "Write a day that exists, as YYYY-MM-DD.",
  },
  {
    argv: "--as-of 21.11.2026",
    message: '--as-of: "21.11.2026" is no date',
    hint: "Write it as YYYY-MM-DD, e.g. 2027-01-31.",
  },
  {
    argv: "--shard 3/2",
    message: '--shard: "3/2" is no part',
    hint: "Write I/N with I from 1 to N, e.g. 1/4 to 4/4.",
  },
  {
    argv: "--shard 0/2",
    message: '--shard: "0/2" is no part',
    hint: "Write I/N with I from 1 to N, e.g. 1/4 to 4/4.",
  },

  // Words from a list
  {
    argv: "--format jsn",
    message: '--format: "jsn" is not one of its values',
    hint: "Did you mean json? Values: table, tsv, csv, json, ndjson, markdown, html, xlsx.",
  },
  {
    argv: "accounts -f csv",
    message: '--format: "csv" is not one of its values',
    hint: "Did you mean tsv? Values: table, tsv, json, yaml.",
  },
  {
    argv: "--columns region,functonName",
    message: '--columns: "functonName" is not one of its values',
    hint: `Did you mean functionName? Values: ${COLUMNS}.`,
  },
  {
    argv: "--sort -day-left",
    message: '--sort: "day-left" is not one of its values',
    hint: `Did you mean daysLeft? Values: ${COLUMNS}.`,
  },
  {
    argv: "--status old",
    message: '--status: "old" is not one of its values',
    hint: `Values: ${STATUSES}.`,
  },
  {
    argv: "--with tag",
    message: '--with: "tag" is not one of its values',
    hint: "Did you mean tags? Values: tags, lastInvoked, aliases.",
  },
  {
    argv: "--fail-on supported",
    message: '--fail-on: "supported" is not one of its values',
    hint: "Values: deprecated, expiring, unknown.",
  },
  {
    argv: "--region us-esat-1",
    message: '--region: "us-esat-1" is no region that is known',
    hint: "Did you mean us-east-1? A region that is newer than this program can be given as a pattern: 'us-esat-1*'.",
  },
  {
    argv: "--region all",
    message: '--region: "all" is no region',
    hint: "Leave it out: then every region is read.",
  },
  {
    argv: "--exclude-region atlantis",
    message: '--exclude-region: "atlantis" is no region that is known',
    hint: "A region that is newer than this program can be given as a pattern: 'atlantis*'.",
  },
  {
    argv: "--account [z-a]*",
    message: '--account: "[z-a]*" is no pattern',
    hint: "Mend the brackets: [a-z] goes from the lower to the higher letter.",
  },

  // Texts that AWS would refuse
  {
    argv: "--role arn:aws:iam::12:role/x",
    message: '--role: "arn:aws:iam::12:role/x" is no role ARN',
    hint: "A role ARN is like arn:aws:iam::111122223333:role/Name.",
  },
  {
    argv: "role --role arn:aws:iam::111122223333:role/x",
    message: '--role: "arn:aws:iam::111122223333:role/x" is an ARN, and the role is yet to be made',
    hint: "Give its name, or path/name.",
  },
  {
    argv: "--role x --external-id a",
    message: '--external-id: "a" is no external id',
    hint: "It has 2 to 1224 letters, digits and +=,.@:/-_",
  },
  {
    argv: "--role x --session-name a/b",
    message: '--session-name: "a/b" is no session name',
    hint: "It has 2 to 64 letters, digits and +=,.@-_",
  },
  {
    argv: "--org --ou Engineering",
    message: '--ou: "Engineering" is no organizational unit',
    hint: "Give an id such as ou-abcd-11112222, or r-abcd for the root.",
  },
  {
    argv: "role --trusted-account 11112222333",
    message: '--trusted-account: "11112222333" is no account id: it has 11 digits',
    hint: 'An account id is 12 digits, without dashes, e.g. "111122223333".',
  },
  {
    argv: "--endpoint-url localhost:4566",
    message: '--endpoint-url: "localhost:4566" is no URL',
    hint: "It begins with https:// or http://, e.g. http://localhost:4566.",
  },

  // Options that need, exclude or silence each other
  {
    argv: "--ou r-abcd",
    message: '--ou: "r-abcd" is for --org, which is not given',
    hint: "Add --org, or leave it out.",
  },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_OU: "r-abcd" },
    message: 'LAMBDA_INVENTORY_OU: "r-abcd" is for --org, which is not given',
    hint: "Add --org, or leave it out.",
  },
  {
    argv: "--sso corp",
    message: '--sso: "corp" has no role to enter accounts with',
    hint: "Add --sso-role, or leave it out.",
  },
  {
    argv: "--sso-role R",
    message: '--sso-role: "R" is for --sso, which is not given',
    hint: "Add --sso, or leave it out.",
  },
  {
    argv: "--external-id abc",
    message: '--external-id: "abc" is for a role, and none is to be assumed',
    hint: "Add --role, --accounts, or --org, or leave it out.",
  },
  {
    argv: "--org --accounts a.yaml",
    message: "--accounts and --org both say which accounts to read",
    hint: "Give one of the two.",
  },
  {
    argv: "--all-profiles --profile x",
    message: "--profile and --all-profiles both say which accounts to read",
    hint: "Give one of the two.",
  },
  {
    argv: "--sso corp --sso-role R --profile x",
    message: "--profile and --sso both say which accounts to read",
    hint: "Give one of the two.",
  },
  {
    argv: "--org --profile a,b",
    message: "--profile a,b: with --org one profile is the base",
    hint: "Give the one profile to start from; each entry of an accounts file may name its own.",
  },
  {
    argv: "--org --role arn:aws:iam::111122223333:role/x",
    message: "--role: arn:aws:iam::111122223333:role/x is a role of one account, and --org reads several",
    hint: "Give the role's name: its ARN is built for each account.",
  },
  { argv: "-q -v", message: "--quiet and --verbose contradict each other", hint: "Give one of the two." },
  {
    argv: "--group-by account -f csv",
    message: "--group-by account: the format csv has no headings",
    hint: "Give --format table or markdown; in the others, use --sort.",
  },
  {
    argv: "diff a.json b.json --region eu-west-1",
    message: "--region is for a scan, and diff OLD NEW compares two reports",
    hint: "Leave it out, or leave NEW out to compare with a fresh scan.",
  },

  {
    argv: "-r us-east-1,us-west-2 --exclude-region us-*",
    message: "--exclude-region us-* leaves none of --region us-east-1,us-west-2",
    hint: "Leave one of the two out.",
  },

  // Files to write
  {
    argv: "--coverage ledger.csv",
    message: '--coverage: "ledger.csv" ends neither in .tsv nor in .json',
    hint: "The ending says the format: coverage.tsv or coverage.json.",
  },
  {
    argv: "-o nowhere/report.csv",
    message: `--output: "nowhere/report.csv": there is no folder ${join(folder, "nowhere")}`,
    hint: "Make the folder first, or write elsewhere.",
  },
  { argv: "-o .", message: '--output: "." is a folder', hint: "Give the name of a file in it." },
  {
    argv: "-o file/report.csv",
    message: `--output: "file/report.csv" cannot be: ${join(folder, "file")} is no folder`,
    hint: "Write elsewhere.",
  },
  {
    argv: "-o out.json --coverage ./out.json",
    message: '--coverage: "./out.json" is also the file of --output',
    hint: "Give them different files.",
  },

  // The environment
  {
    argv: "",
    env: { LAMBDA_INVENTORY_ORG: "yes" },
    message: 'LAMBDA_INVENTORY_ORG: "yes" is neither true nor false',
    hint: "Give true, false, 1 or 0.",
  },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_CONCURRENCY: "many" },
    message: 'LAMBDA_INVENTORY_CONCURRENCY: "many" is no whole number',
    hint: "Give one from 1 to 10000.",
  },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_EXCLUDE_REGIONS: "us-*" },
    message: "environment variable LAMBDA_INVENTORY_EXCLUDE_REGIONS is none of this program's",
    hint: "Did you mean LAMBDA_INVENTORY_EXCLUDE_REGION?",
  },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_ORG: "1", LAMBDA_INVENTORY_ACCOUNTS: "a.yaml" },
    message: "LAMBDA_INVENTORY_ACCOUNTS and LAMBDA_INVENTORY_ORG both say which accounts to read",
    hint: "Give one of the two.",
  },
];

for (const { argv, env = {}, message, hint } of MISTAKES) {
  const variables = Object.entries(env).map((entry) => `${entry.join("=")} `);
  test(`refuses ${variables.join("")}lambda-inventory ${argv}`, async () => {
    const words = argv.split(" ").filter((word) => word !== "");
    await assert.rejects(parseArguments(words, { env, cwd: folder }), (error) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual({ message: error.message, hint: error.hint }, { message, hint });
      return true;
    });
  });
}
