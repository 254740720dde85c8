/** Options that are valid alone: but not together, not in this directory, or not in the environment. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { folder, type Mistake, rejectsEach } from "../support/cli/mistakes.ts";
import { program } from "../support/cli/program.ts";

const TOGETHER: readonly Mistake[] = [
  // Options that need, exclude or silence each other
  { argv: "--ou r-abcd", message: "--ou requires --org", hint: "Add --org, or omit --ou." },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_OU: "r-abcd" },
    message: "LAMBDA_INVENTORY_OU requires --org",
    hint: "Add --org, or omit LAMBDA_INVENTORY_OU.",
  },
  { argv: "--sso corp", message: "--sso requires --sso-role", hint: "Add --sso-role, or omit --sso." },
  { argv: "--sso-role R", message: "--sso-role requires --sso", hint: "Add --sso, or omit --sso-role." },
  {
    argv: "--external-id abc",
    message: "--external-id has no effect: no role is being assumed",
    hint: "Add --role, --accounts or --org, or omit --external-id.",
  },
  {
    argv: "--org --accounts a.yaml",
    message: "--accounts and --org cannot be combined",
    hint: "Use one of the two.",
  },
  {
    argv: "--all-profiles --profile x",
    message: "--profile and --all-profiles cannot be combined",
    hint: "Use one of the two.",
  },
  {
    argv: "--sso corp --sso-role R --profile x",
    message: "--profile and --sso cannot be combined",
    hint: "Use one of the two.",
  },
  {
    argv: "--org --profile a,b",
    message: '--org takes a single --profile (the one to start from), not "a,b"',
    hint: "Pass one profile. Each entry of an accounts file may name its own.",
  },
  {
    argv: "--org --role arn:aws:iam::111122223333:role/x",
    message: '--role: "arn:aws:iam::111122223333:role/x" is a role in one account, but --org reads several',
    hint: "Pass the name of the role: its ARN is built for each account.",
  },
  { argv: "-q -v", message: "--quiet and --verbose cannot be combined", hint: "Use one of the two." },
  {
    argv: "--group-by account -f csv",
    message: "--group-by works only with --format table or markdown, not csv",
    hint: "Use one of these formats, or use --sort with csv.",
  },
  {
    argv: "--no-header -f json",
    message: "--no-header works only with --format table, tsv, csv or xlsx, not json",
    hint: "Use one of these formats, or omit --no-header with json.",
  },
  {
    argv: "runtimes --no-header -o runtimes.json",
    message: "--no-header works only with --format table or tsv, not json",
    hint: "Use one of these formats, or omit --no-header with json.",
  },
  {
    argv: "--bom -o report.html",
    message: "--bom works only with --format csv or tsv, not html",
    hint: "Use one of these formats, or omit --bom with html.",
  },
  {
    argv: "diff a.json b.json --region eu-west-1",
    message: "--region applies only when NEW is omitted and a fresh scan is made",
    hint: "Omit --region, or omit NEW to compare with a fresh scan.",
  },

  // Reports on stdin
  {
    argv: "diff - -",
    message: '"-" (stdin) can be used only once',
    hint: "Pass a file for the other report.",
  },
  {
    argv: "merge - a.json --notify slack --since -",
    message: '"-" (stdin) can be used only once',
    hint: "Pass a file for the other report.",
  },

  // Files to write
  {
    argv: "--coverage ledger.csv",
    message: '--coverage: "ledger.csv" must end in .tsv or .json',
    hint: "The extension sets the format: coverage.tsv or coverage.json.",
  },
  {
    argv: "-o nowhere/report.csv",
    message: `--output: directory "${folder}/nowhere" does not exist`,
    hint: "Create it first, or choose another path.",
  },
  { argv: "-o .", message: '--output: "." is a directory', hint: "Pass the name of a file in it." },
  { argv: "-o new/", message: '--output: "new/" is a directory', hint: "Pass the name of a file in it." },
  {
    argv: "-o file/report.csv",
    message: `--output: "${folder}/file" is not a directory`,
    hint: "Choose another path.",
  },
  {
    argv: "-o out.json --coverage ./out.json",
    message: '--coverage: "./out.json" is the same file as --output',
    hint: "Use two different files.",
  },

  // The environment
  {
    argv: "",
    env: { LAMBDA_INVENTORY_ORG: "yes" },
    message: 'LAMBDA_INVENTORY_ORG must be true or false, not "yes"',
    hint: "1 and 0 work as well.",
  },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_CONCURRENCY: "many" },
    message: 'LAMBDA_INVENTORY_CONCURRENCY must be a whole number from 1 to 10000, not "many"',
    hint: "The default is auto.",
  },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_EXCLUDE_REGIONS: "us-*" },
    message: "unknown environment variable LAMBDA_INVENTORY_EXCLUDE_REGIONS",
    hint: "Did you mean LAMBDA_INVENTORY_EXCLUDE_REGION?",
  },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_ORG: "1", LAMBDA_INVENTORY_ACCOUNTS: "a.yaml" },
    message: "LAMBDA_INVENTORY_ACCOUNTS and LAMBDA_INVENTORY_ORG cannot be combined",
    hint: "Use one of the two.",
  },
];

rejectsEach(TOGETHER);

test("rejects --exclude-region that takes away every --region", async () => {
  const { code, stderr } = await program(["-r", "us-east-1,us-west-2", "--exclude-region", "us-*"]);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /: --exclude-region "us-\*" excludes all of --region "us-east-1,us-west-2"\n {2}Omit one/,
  );
});
