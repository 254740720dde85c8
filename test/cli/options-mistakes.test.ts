/** Words that are no options or commands, and values that are missing, empty or repeated. */
import { type Mistake, refusesEach } from "../support/cli/mistakes.ts";

const COMMANDS = "list, accounts, check, runtimes, diff, merge, role, demo, completion";
const COMMAS = "Several values of one option are joined by commas: --profile a,b.";

const WORDS: readonly Mistake[] = [
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
];

const MISSING: readonly Mistake[] = [
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
  {
    argv: `--org=${"x".repeat(101)}`,
    message: `--org: "${"x".repeat(100)}…" is neither true nor false`,
    hint: "Give true, false, 1 or 0.",
  },
];

refusesEach(WORDS);
refusesEach(MISSING);
