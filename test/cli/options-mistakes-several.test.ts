/** Several mistakes in the options of one run: it lists all of them, each as it would be printed alone. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { libraryRejects } from "../support/cli/mistakes.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("mistakes");
writeFileSync(
  join(cwd, "project.yaml"),
  "options: {within: soon, region: [us-esat-1, eu-wset-1]}\nowner: []",
);
writeFileSync(join(cwd, "org.yaml"), "options: {org: true, accounts: a.yaml}");

const FORMATS = "  Values: table, tsv, csv, json, ndjson, markdown, html, xlsx, openmetrics.\n";
const CONCURRENCY =
  '--concurrency must be a whole number from 1 to 10000, not "abc"\n  The default is auto.\n';
const TIMEOUT = '--timeout must be a number of seconds, not "x"\n  For example 60 or 0.5, without a unit.\n';
const ONE_OF_TWO = "  Use one of the two.\n";
const fresh = (option: string) =>
  `${option} applies only when NEW is omitted and a fresh scan is made\n  Omit ${option}, or omit NEW to compare with a fresh scan.\n`;
const unknownOption = (name: string, meant = "") =>
  `unknown option ${name}\n  ${meant}Run \`lambda-inventory --help\` to see all options.\n`;

interface Case {
  readonly argv: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stderr: string;
}

const CASES: readonly Case[] = [
  {
    argv: "--concurrency abc --timeout x --format pdf",
    stderr: `invalid value "pdf" for --format\n${FORMATS}${CONCURRENCY}${TIMEOUT}`,
  },
  // What hints have in common is printed once.
  {
    argv: "--regiom x --foo --fromat y --concurrency abc",
    stderr: `unknown option --regiom\n  Did you mean --region?\nunknown option --foo\n${unknownOption("--fromat", "Did you mean --format? ")}${CONCURRENCY}`,
  },
  {
    argv: "--verbos diff a b",
    stderr: `${unknownOption("--verbos", "Did you mean --verbose? ")}unknown command "a"\n  Commands: list, accounts, check, runtimes, report, plan, trend, diff, merge, role, demo, completion, help.\n`,
  },
  {
    argv: "--org=maybe --timeout x --profile",
    stderr: `--org must be true or false, not "maybe"\n  1 and 0 work as well.\n--profile requires a value\n  Put the value after it; one that begins with a dash needs an equals sign: --profile=-value.\n${TIMEOUT}`,
  },
  {
    argv: "--region -p --org --timeout x --name",
    stderr: `${["--region", "-p", "--name"].map((option) => `${option} requires a value\n  Put the value after it; one that begins with a dash needs an equals sign: ${option === "-p" ? "--profile" : option}=-value.\n`).join("")}${TIMEOUT}`,
  },
  // Constraints between options
  {
    argv: "--ou r-abcd --exclude-ou r-x --concurrency abc",
    stderr: `--ou requires --org\n  Add --org, or omit --ou.\n--exclude-ou requires --org\n  Add --org, or omit --exclude-ou.\n${CONCURRENCY}`,
  },
  {
    argv: "--org --accounts a.yaml --all-profiles -q -v",
    stderr: `--all-profiles and --accounts cannot be combined\n--accounts and --org cannot be combined\n--quiet and --verbose cannot be combined\n${ONE_OF_TWO}`,
  },
  {
    argv: "diff a.json b.json --region eu-west-1 --timeout 3",
    stderr: fresh("--region") + fresh("--timeout"),
  },
  {
    argv: "--notify-always --report-url https://example.com --bom",
    stderr:
      "--bom works only with --format csv or tsv, not table\n  Use one of these formats, or omit --bom with table.\n" +
      "--notify-always requires --notify\n--report-url requires --notify\n  Add --notify slack or --notify webhook.\n",
  },
  // Several in one list
  {
    argv: "--region eu-wset-1,us-esat-1,eu-west-1",
    stderr:
      "--region: unknown region \"eu-wset-1\"\n  Did you mean eu-west-1? If the region is newer than this version, use a pattern: 'eu-wset-1*'.\n" +
      "--region: unknown region \"us-esat-1\"\n  Did you mean us-east-1? If the region is newer than this version, use a pattern: 'us-esat-1*'.\n",
  },
  // Files to write, and the environment
  {
    argv: "-o nowhere/x.csv --coverage y.csv",
    env: { LAMBDA_INVENTORY_REGIN: "eu-west-1", LAMBDA_INVENTORY_ORG: "yes" },
    stderr:
      "unknown environment variable LAMBDA_INVENTORY_REGIN\n  Did you mean LAMBDA_INVENTORY_REGION?\n" +
      'LAMBDA_INVENTORY_ORG must be true or false, not "yes"\n  1 and 0 work as well.\n' +
      '--coverage: "y.csv" must end in .tsv or .json\n  The extension sets the format: coverage.tsv or coverage.json.\n' +
      `--output: directory "${cwd}/nowhere" does not exist\n  Create it first, or choose another path.\n`,
  },
  // The project file
  {
    argv: "--config project.yaml --concurrency abc --timeout x",
    stderr:
      "project.yaml has 4 mistakes\n" +
      '  project.yaml:1:19: options.within: must be a whole number from 0 to 36500, not "soon"\n    The default is 180.\n' +
      "  project.yaml:1:33: options.region: unknown region \"us-esat-1\"\n    Did you mean us-east-1? If the region is newer than this version, use a pattern: 'us-esat-1*'.\n" +
      "  project.yaml:1:33: options.region: unknown region \"eu-wset-1\"\n    Did you mean eu-west-1? If the region is newer than this version, use a pattern: 'eu-wset-1*'.\n" +
      "  project.yaml:2:1: owner: unknown key\n    Did you mean owners? Keys: options, defaults, accounts, owners, waivers.\n" +
      CONCURRENCY +
      TIMEOUT,
  },
  {
    argv: "--config org.yaml --concurrency abc",
    stderr: `options.accounts in org.yaml:1:32 and options.org in org.yaml:1:16 cannot be combined\n${ONE_OF_TWO}${CONCURRENCY}`,
  },
];

for (const { argv, env = {}, stderr } of CASES) {
  test(`lists every mistake of lambda-inventory ${argv}`, async () => {
    const run = await program(argv.split(" "), { env: cleanEnv(env), cwd });
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.equal(run.stderr, `lambda-inventory: ${stderr}`);
  });
}

/** Each names an option that is invalid, so what it would seem to lack or to contradict is not known. */
const CONSEQUENCES = [
  "--org=maybe --ou r-abcd",
  "-f pdf --bom",
  "-f htm --since a.json",
  "--ogr --ou r-abcd",
];

for (const argv of CONSEQUENCES) {
  test(`lists no consequence of the mistake in lambda-inventory ${argv}`, async () => {
    const { code, stderr } = await program(argv.split(" "), { env: cleanEnv({}), cwd });
    assert.equal(code, 2);
    assert.equal(stderr.split("\n").length, 3, stderr);
  });
}

test("lists the first 20 mistakes", async () => {
  const names = Array.from({ length: 30 }, (_, index) => `--no-${index}`);
  const { stderr } = await program(names, { env: cleanEnv({}), cwd });
  assert.match(stderr, /--no-19\n {2}Run .*\nand more\n$/);
});

test("the library lists every mistake of its options", async () => {
  await libraryRejects({ concurrency: 0, timeout: -1, ous: ["r-abcd"] }, [
    "ous requires --org",
    'concurrency must be a whole number from 1 to 10000, not "0"',
    'timeout: "-1" is out of range',
  ]);
});
