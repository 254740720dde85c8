/** Values just inside and just outside of what an option accepts, and arguments that look like options. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ListOptions } from "../../src/cli/commands/list-options.ts";
import { parseArguments } from "../../src/cli/options.ts";
import { UserError } from "../../src/model/failure.ts";
import { libraryRejects, type Mistake, rejectsEach } from "../support/cli/mistakes.ts";
import { parse, scan, source } from "../support/cli/parsed.ts";

const COMMANDS =
  "list, accounts, check, runtimes, report, plan, trend, diff, merge, role, demo, completion, help";
const SECONDS = "Use more than 0 and at most 2000000 seconds.";
const DATE = "Use YYYY-MM-DD, e.g. 2027-01-31.";
const SHARD = "Use I/N with I from 1 to N, e.g. 1/4.";
const BOOLEAN = "1 and 0 work as well.";
const LEDGER = "The extension sets the format: coverage.tsv or coverage.json.";
const UNIT = "Use an id such as ou-abcd-11112222, or r-abcd for the root.";
const RUNNER = "The job runner sets it, counting from 0. To choose a shard yourself, pass e.g. 1/4.";

const notSeconds = (text: string): Mistake => ({
  argv: `--timeout ${text}`,
  message: `--timeout must be a number of seconds, not "${text}"`,
  hint: "For example 60 or 0.5, without a unit.",
});
const requiresValue = (argv: string, option: string, name: string): Mistake => ({
  argv,
  message: `${option} requires a value`,
  hint: `Put the value after it; one that begins with a dash needs an equals sign: --${name}=-value.`,
});
const mistake = (argv: string, message: string, hint: string): Mistake => ({ argv, message, hint });

rejectsEach([
  mistake(
    "--concurrency 10001",
    '--concurrency must be a whole number from 1 to 10000, not "10001"',
    "The default is auto.",
  ),
  mistake(
    "--limit x",
    '--limit must be a whole number from 0 to 1000000000, not "x"',
    "Use a number from 0 to 1000000000.",
  ),
  mistake("--timeout 0.0009", '--timeout: "0.0009" is out of range', SECONDS),
  mistake("--timeout 2000001", '--timeout: "2000001" is out of range', SECONDS),
  mistake("--timeout -.25", '--timeout: "-.25" is out of range', SECONDS),
  ...["1e3", "5x", "x5", ".", "1..5", "0x10"].map(notSeconds),
  ...["2026-11-211", "x2026-11-21"].map((text) =>
    mistake(`--as-of ${text}`, `--as-of: "${text}" is not a date`, DATE),
  ),
  ...["1/2/3", "1/2x", "x1/2", "1/1000000", "0000001/2"].map((text) =>
    mistake(`--shard ${text}`, `--shard: "${text}" is not a valid shard`, SHARD),
  ),
  ...["x1", "1x"].map((index) => ({
    argv: "--shard auto/4",
    env: { JOB_COMPLETION_INDEX: index },
    message: `JOB_COMPLETION_INDEX must be a whole number, not "${index}"`,
    hint: RUNNER,
  })),
  mistake("--shard xauto/4", '--shard: "xauto/4" is not a valid shard', SHARD),
  ...["10", "untrue", "truer", "falsely", "unfalse"].map((text) =>
    mistake(`--org=${text}`, `--org must be true or false, not "${text}"`, BOOLEAN),
  ),
  ...["x.tsv.bak", "tsv"].map((text) =>
    mistake(`--coverage ${text}`, `--coverage: "${text}" must end in .tsv or .json`, LEDGER),
  ),
  ...["ou-abcd-1!", "xou-abcd-1"].map((text) =>
    mistake(`--org --ou ${text}`, `--ou: "${text}" is not the id of an organizational unit`, UNIT),
  ),
  ...["team", "=payments"].map((text) =>
    mistake(
      `--tag ${text}`,
      `--tag: "${text}" is not KEY=PATTERN`,
      "For example team=payments, or 'team=pay*'.",
    ),
  ),
  ...[
    ["example.com", "example.com"],
    ["ftp://example.com/report", "ftp://example.com/…"],
    ["xhttps://example.com", "xhttps://example.com"],
  ].map(([url, shown]) =>
    mistake(
      `--notify slack --report-url ${url}`,
      `--report-url: "${shown}" is not a valid URL`,
      "Start it with https:// or http://.",
    ),
  ),
  mistake(
    "--notify slack --report-url https://:pw@example.com",
    '--report-url: "https://example.com" contains a user name or password',
    "Remove it from the URL.",
  ),
  mistake(
    "--notify slack --report-url https://me@example.com",
    '--report-url: "https://example.com" contains a user name or password',
    "Remove it from the URL.",
  ),
  ...["arn:aws:config:x", "org!", "a".repeat(257)].map((name) =>
    mistake(
      `--aggregator ${name}`,
      `--aggregator: "${name.slice(0, 100)}${name.length > 100 ? "…" : ""}" is not the name of an aggregator`,
      "Use its name, not its ARN: 1 to 256 letters, digits, - and _.",
    ),
  ),
  mistake(
    "--tag team=[z-a]",
    '--tag: "[z-a]" is not a valid pattern: a range is reversed',
    "Write the lower character of a range first: [a-z].",
  ),
  mistake(
    "--region eu-west-1 --region ,us-east-1",
    '--region: empty value in "eu-west-1,,us-east-1"',
    "Separate values with single commas.",
  ),
  mistake(
    "--region us.east",
    '--region: unknown region "us.east"',
    "Did you mean us-east-1? A region is a name such as eu-west-1, or a pattern such as 'eu-*'.",
  ),

  // An option that seems to be the value of the one before it, or has none
  requiresValue("-qp", "-p", "profile"),
  requiresValue("--sort -q", "--sort", "sort"),
  requiresValue("--region -ab", "--region", "region"),
  requiresValue("--region -.5x", "--region", "region"),

  // A word where a command is expected
  mistake(
    "reports/monday-1.json",
    'unknown command "reports/monday-1.json"',
    `Did you mean \`lambda-inventory report reports/monday-1.json\`? Commands: ${COMMANDS}.`,
  ),
  mistake(
    "MONDAY.JSON",
    'unknown command "MONDAY.JSON"',
    `Did you mean \`lambda-inventory report MONDAY.JSON\`? Commands: ${COMMANDS}.`,
  ),
  mistake(
    "$(x).json",
    'unknown command "$(x).json"',
    `Did you mean \`lambda-inventory report FILE.json\`? Commands: ${COMMANDS}.`,
  ),
  mistake(
    "\u2014-org",
    'unknown command "\u2014-org"',
    "It begins with a dash. Options begin with two hyphens: --org.",
  ),
  ...["-p a", "--account=a", "--tag a=b", "--columns region", "-r eu-west-1", "--runtime go1.x"].map((list) =>
    mistake(
      `${list} zz`,
      'unknown command "zz"',
      `Separate several values with commas: --profile a,b. Commands: ${COMMANDS}.`,
    ),
  ),
  ...["--with tags", "--sort region"].map((list) =>
    mistake(
      `${list} zz`,
      'unknown command "zz"',
      `Separate several values with commas: --profile a,b. Commands: ${COMMANDS}.`,
    ),
  ),
  mistake(
    "rol --trusted-account 111122223333",
    'unknown command "rol"',
    `Did you mean role? Commands: ${COMMANDS}.`,
  ),
  mistake(
    "a$(x).json",
    'unknown command "a$(x).json"',
    `Did you mean \`lambda-inventory report FILE.json\`? Commands: ${COMMANDS}.`,
  ),
  mistake("-f csv zz", 'unknown command "zz"', `Commands: ${COMMANDS}.`),

  // The environment
  {
    argv: "",
    env: { LAMBDA_INVENTORY_REPORT_UL: "x" },
    message: "unknown environment variable LAMBDA_INVENTORY_REPORT_UL",
    hint: "Did you mean LAMBDA_INVENTORY_REPORT_URL?",
  },
  {
    argv: "",
    env: { "LAMBDA_INVENTORY_REGI-ON": "x" },
    message: 'unknown environment variable "LAMBDA_INVENTORY_REGI-ON"',
    hint: "Did you mean LAMBDA_INVENTORY_REGION?",
  },
]);

test("numbers may have a sign, no digit before or after the point, and the values at the ends", async () => {
  for (const [text, seconds] of [
    ["0.001", 0.001],
    ["2000000", 2_000_000],
    [".25", 0.25],
    ["10.", 10],
    ["10.25", 10.25],
    ["+5", 5],
  ] as const)
    assert.equal((await scan(`--timeout ${text}`)).timeout, seconds, text);
  for (const [text, calls] of [
    ["10000", 10_000],
    ["+5", 5],
  ] as const)
    assert.equal((await scan(`--concurrency ${text}`)).concurrency, calls, text);
});

test("URLs of both schemes, links of 2000 characters, names of 256, and shards of several digits", async () => {
  for (const url of ["http://localhost:4566", "https://localhost"])
    assert.equal((await scan(`--endpoint-url ${url}`)).endpointUrl, url);
  for (const url of ["http://example.com/", `https://example.com/${"x".repeat(1980)}`])
    assert.equal((await scan(`--notify slack --report-url ${url}`)).reportUrl, url);
  assert.equal((await scan(`--aggregator ${"a".repeat(256)}`)).aggregator?.length, 256);
  assert.deepEqual((await scan("--shard 12/345")).shard, { index: 12, count: 345 });
  assert.deepEqual((await scan("--shard auto/12", { JOB_COMPLETION_INDEX: "10" })).shard, {
    index: 11,
    count: 12,
  });
});

test("values of one tag key are alternatives, and a value may contain an equals sign", async () => {
  const { tagged } = await scan("--tag team=a,team=b,x=y=z");
  assert.deepEqual([...(tagged?.keys() ?? [])], ["team", "x"]);
  assert.deepEqual([tagged?.get("team")?.source, tagged?.get("x")?.source], [["a", "b"], ["y=z"]]);
});

/** For values with spaces, and empty ones. */
async function listed(argv: readonly string[], cwd = "/") {
  const { options } = (await parseArguments(argv, { env: {}, cwd })) as { readonly options: ListOptions };
  return options;
}

test("an empty owner is none, and spaces around the items of a list do not count", async () => {
  for (const owner of ["", " "])
    assert.deepEqual(source((await listed(["--owner", owner])).owners), ["none"]);
  assert.deepEqual(source((await listed(["-r", "eu-west-1, us-east-1"])).regions), [
    "eu-west-1",
    "us-east-1",
  ]);
  assert.deepEqual((await listed(["--columns", "region, tags.team"])).extras, ["tags"]);
});

test("standard output needs no directory; a name that is empty is one mistake", async () => {
  assert.equal((await listed(["-o", "-"], "/nowhere")).output, undefined);
  for (const name of ["", " "])
    await assert.rejects(listed([`--output=${name}`]), (error) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual([error.message, error.also.length], ["--output: the value is empty", 0]);
      return true;
    });
});

test("on the command line, --output may name the file that is read", async () => {
  assert.equal((await parse("report a.json -o a.json")).command, "report");
  assert.deepEqual((await parse("report -")).words, ["-"]);
});

test("arguments that contain options are not options", async () => {
  const words = ["a-p", "b--region"];
  assert.deepEqual((await parse(`diff ${words.join(" ")}`)).words, words);
  assert.deepEqual((await parse("diff x--org=1 y")).words, ["x--org=1", "y"]);
  assert.deepEqual((await parse("merge a-p")).words, ["a-p"]);
});

test("an argument that is empty, as of a variable without a value, is a mistake", async () => {
  await assert.rejects(parseArguments(["diff", "old.json", ""], { env: {}, cwd: "/" }), {
    message: "diff: an argument is empty",
    hint: "Pass a value, or omit the argument.",
  });
});

test("a value of white space counts as empty", async () => {
  await assert.rejects(parseArguments(["--as-of", " "], { env: {}, cwd: "/" }), {
    message: "--as-of: the value is empty",
  });
});

test("the library's numbers are checked like those of the command line", async () => {
  await libraryRejects({ concurrency: 1.5, timeout: Number.NaN, shard: { index: 1.5, count: 2 } }, [
    'shard: "1.5/2" is not a valid shard',
    'concurrency must be a whole number from 1 to 10000, not "1.5"',
    'timeout must be a number of seconds, not "NaN"',
  ]);
});
