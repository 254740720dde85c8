/** Unknown options and commands, and values that are missing, empty or repeated. */
import { type Mistake, rejectsEach } from "../support/cli/mistakes.ts";

const COMMANDS =
  "list, accounts, check, runtimes, report, plan, trend, diff, merge, role, demo, completion, help";
const COMMAS = "Separate several values with commas: --profile a,b.";

const WORDS: readonly Mistake[] = [
  {
    argv: "--profle x",
    message: "unknown option --profle",
    hint: "Did you mean --profile? Run `lambda-inventory --help` to see all options.",
  },
  {
    argv: "check --regions eu-west-1",
    message: "unknown option --regions",
    hint: "Did you mean --region? Run `lambda-inventory check --help` to see all options.",
  },
  { argv: "-x", message: "unknown option -x", hint: "Run `lambda-inventory --help` to see all options." },
  // It would write to a file `rg`.
  {
    argv: "-org",
    message: "unknown option -org",
    hint: "Did you mean --org? Long options begin with two hyphens.",
  },
  {
    argv: "accounts -profile=prod",
    message: "unknown option -profile",
    hint: "Did you mean --profile? Long options begin with two hyphens.",
  },
  // As a word processor writes two hyphens
  {
    argv: "\u2014org",
    message: 'unknown command "\u2014org"',
    hint: "It begins with a dash. Options begin with two hyphens: --org.",
  },
  {
    argv: "check \u2013foo",
    message: 'unexpected argument "\u2013foo" for check',
    hint: "It begins with a dash. Options begin with two hyphens.",
  },
  {
    argv: "--constructor",
    message: "unknown option --constructor",
    hint: "Run `lambda-inventory --help` to see all options.",
  },
  {
    argv: "accounts --columns region",
    message: "accounts does not accept --columns",
    hint: "Commands that do: list, report, merge, demo.",
  },
  {
    argv: "acounts",
    message: 'unknown command "acounts"',
    hint: `Did you mean accounts? Commands: ${COMMANDS}.`,
  },
  { argv: "scan", message: 'unknown command "scan"', hint: `Did you mean list? Commands: ${COMMANDS}.` },
  {
    argv: "statuses",
    message: 'unknown command "statuses"',
    hint: `Did you mean \`lambda-inventory help statuses\`? Commands: ${COMMANDS}.`,
  },
  { argv: "--profile a b", message: 'unknown command "b"', hint: `${COMMAS} Commands: ${COMMANDS}.` },
  {
    argv: "demo accounts",
    message: 'unexpected argument "accounts" for demo',
    hint: "`demo` can only demonstrate `list`, not `accounts`.",
  },
  {
    argv: "demo list",
    message: 'unexpected argument "list" for demo',
    hint: "Omit it: `demo` runs `list` on a simulated organization.",
  },
  {
    argv: "check list",
    message: 'unexpected argument "list" for check',
    hint: 'Only one command per run; "check" is already the command.',
  },
  {
    argv: "check prod",
    message: 'unexpected argument "prod" for check',
    hint: "Usage: lambda-inventory check [OPTION]...",
  },
  { argv: "diff", message: "diff requires OLD", hint: "Usage: lambda-inventory diff [OPTION]... OLD [NEW]" },
  {
    argv: "diff a b c",
    message: 'unexpected argument "c" for diff',
    hint: "Usage: lambda-inventory diff [OPTION]... OLD [NEW]",
  },
  {
    argv: "merge",
    message: "merge requires REPORT",
    hint: "Usage: lambda-inventory merge [OPTION]... REPORT...",
  },
  {
    argv: "completion fsh",
    message: 'unsupported shell "fsh"',
    hint: "Did you mean zsh? Values: bash, zsh, fish.",
  },
];

const MISSING: readonly Mistake[] = [
  {
    argv: "--region",
    message: "--region requires a value",
    hint: "Put the value after it; one that begins with a dash needs an equals sign: --region=-value.",
  },
  {
    argv: "-p --org",
    message: "-p requires a value",
    hint: "Put the value after it; one that begins with a dash needs an equals sign: --profile=-value.",
  },
  { argv: "--region=", message: '--region: empty value in ""', hint: "Separate values with single commas." },
  {
    argv: "--region eu-west-1,,us-east-1",
    message: '--region: empty value in "eu-west-1,,us-east-1"',
    hint: "Separate values with single commas.",
  },
  {
    argv: "--accounts=",
    message: "--accounts: the value is empty",
    hint: "Pass a value, or omit the option.",
  },
  {
    argv: "-a one.yaml --accounts=two.yaml",
    message: '--accounts can be given only once, not 2 times: "one.yaml", "two.yaml"',
    hint: "Keep one.",
  },
  {
    argv: "-f csv --format=",
    message: "--format: the value is empty",
    hint: "Pass a value, or omit the option.",
  },
  { argv: "--org=maybe", message: '--org must be true or false, not "maybe"', hint: "1 and 0 work as well." },
  {
    argv: `--org=${"x".repeat(101)}`,
    message:
      '--org must be true or false, not "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"',
    hint: "1 and 0 work as well.",
  },
];

rejectsEach(WORDS);
rejectsEach(MISSING);
