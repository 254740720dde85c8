/** Options that are sound alone: not beside each other, not in this folder, not in the environment. */
import { join } from "node:path";
import { folder, type Mistake, refusesEach } from "../support/cli/mistakes.ts";

const TOGETHER: readonly Mistake[] = [
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

  // Reports on stdin
  {
    argv: "diff - -",
    message: '"-" is given 2 times, and stdin holds one report',
    hint: "Name a file for each other.",
  },
  {
    argv: "merge - a.json --notify slack --since -",
    message: '"-" is given 2 times, and stdin holds one report',
    hint: "Name a file for each other.",
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

refusesEach(TOGETHER);
