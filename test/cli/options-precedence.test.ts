/** Options from several sources that contradict each other: the one of the weaker source gives way, without an error. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { ListOptions } from "../../src/cli/commands/list-options.ts";
import { parseArguments } from "../../src/cli/options.ts";
import { UserError } from "../../src/model/failure.ts";
import { rejectsEach } from "../support/cli/mistakes.ts";
import { scan } from "../support/cli/parsed.ts";
import { temporaryDirectory } from "../support/temporary.ts";

type Expected = Partial<Record<keyof ListOptions, unknown>>;

const READ: readonly (readonly [line: string, env: Readonly<Record<string, string>>, expected: Expected])[] =
  [
    // AWS Config does not record versions and aliases.
    [
      "--versions all",
      { AGGREGATOR: "org", AGGREGATOR_ONLY: "true" },
      { versions: "all", aggregator: undefined, aggregatorOnly: false },
    ],
    [
      "--aggregator org --aggregator-only",
      { VERSIONS: "all" },
      { versions: "latest", aggregator: "org", aggregatorOnly: true },
    ],
    [
      "--aggregator org --aggregator-only",
      { WITH: "tags,aliases,lastInvoked" },
      { extras: ["tags", "lastInvoked"], aggregatorOnly: true },
    ],
    ["--aggregator org --aggregator-only", { WITH: "aliases" }, { extras: [], aggregatorOnly: true }],
    ["--aggregator-only=false --versions all", {}, { versions: "all", aggregatorOnly: false }],

    // A query and the format of its result
    ["-f table", { QUERY: "functions" }, { query: undefined, format: "table" }],
    ["--query functions", { FORMAT: "table" }, { query: "functions", format: "json" }],
    ["--query functions", { FORMAT: "tsv" }, { query: "functions", format: "tsv" }],

    // One file, or one for each owner
    [
      "-o all.json",
      { SPLIT_BY: "owner", OUTPUT_DIR: "d" },
      { output: "all.json", splitBy: undefined, outputDir: undefined },
    ],
    [
      "--split-by owner --output-dir d",
      { OUTPUT: "all.json" },
      { output: undefined, splitBy: "owner", outputDir: "d" },
    ],
    ["", { SPLIT_BY: "owner" }, { splitBy: undefined }],
    ["", { OUTPUT_DIR: "d" }, { outputDir: undefined }],

    // What is known only from tags
    ["--tag team=a", {}, { extras: ["tags"] }],
    ["--owner-tag Team", {}, { extras: ["tags"] }],
    ["--columns functionName,tags.team", {}, { extras: ["tags"] }],
    ["--sort -tags.team", {}, { extras: ["tags"] }],
    ["--sort region --columns functionName", {}, { extras: [] }],
    ["--tag team=a --with aliases", {}, { extras: ["aliases", "tags"] }],
    ["--tag team=a --with tags", {}, { extras: ["tags"] }],
    ["--tag team=a", { WITH: "aliases" }, { extras: ["aliases", "tags"] }],

    // Without a notice
    [
      "",
      { SINCE: "old.json", REPORT_URL: "https://example.com" },
      { since: undefined, reportUrl: undefined },
    ],
    ["-f html --since old.json", {}, { since: "old.json" }],
    ["-f html", { SINCE: "old.json" }, { since: "old.json" }],

    // One role in one account
    ["--role arn:aws:iam::111122223333:role/x --profile a", {}, { profiles: ["a"] }],
    ["--role x --profile a,b", {}, { profiles: ["a", "b"] }],
  ];
for (const [line, env, expected] of READ) {
  const variables = Object.entries(env).map(([name, value]) => [`LAMBDA_INVENTORY_${name}`, value]);
  test(`${line} with ${JSON.stringify(env)}`, async () => {
    const options = await scan(line, Object.fromEntries(variables));
    assert.deepEqual(
      Object.fromEntries(Object.keys(expected).map((key) => [key, options[key as keyof ListOptions]])),
      expected,
    );
  });
}

const ROLE = "arn:aws:iam::111122223333:role/x";
const SEVERAL = "Pass the name of the role: its ARN is built for each account.";
const KEPT = "Pass --output with another file, or --output - for standard output.";
const STDIN = { message: '"-" (stdin) can be used only once', hint: "Pass a file for the other report." };

rejectsEach([
  {
    argv: "",
    env: {
      LAMBDA_INVENTORY_AGGREGATOR: "org",
      LAMBDA_INVENTORY_AGGREGATOR_ONLY: "true",
      LAMBDA_INVENTORY_VERSIONS: "all",
    },
    message: "LAMBDA_INVENTORY_AGGREGATOR_ONLY and LAMBDA_INVENTORY_VERSIONS all cannot be combined",
    hint: "AWS Config does not record published versions, aliases or web functions. Omit one of the two.",
  },
  {
    argv: "--query functions -f table",
    message: "--query cannot be combined with --format table",
    hint: "Use --format json or tsv, or omit one of the two.",
  },
  {
    argv: "diff a b --query functions -f markdown",
    message: "--query cannot be combined with --format markdown",
    hint: "Use --format json, or omit one of the two.",
  },
  {
    argv: "--split-by owner",
    message: "--split-by requires --output-dir",
    hint: "Add --output-dir, or omit --split-by.",
  },
  { argv: "--resume - -f html --since -", ...STDIN },
  {
    argv: "--aggregator-only",
    message: "--aggregator-only requires --aggregator",
    hint: "Add --aggregator NAME, or omit it.",
  },
  {
    argv: "--output-dir d",
    message: "--output-dir requires --split-by",
    hint: "Add --split-by, or omit --output-dir.",
  },
  {
    argv: "--split-by owner --output-dir d -o all.json",
    message: "--output-dir and --output cannot be combined",
    hint: "Use one of the two.",
  },
  ...["--org", "--all-profiles", "--sso corp --sso-role x", "--profile a,b"].map((several) => ({
    argv: `--role ${ROLE} ${several}`,
    message: `--role: "${ROLE}" is a role in one account, but ${several.split(" ")[0]} reads several`,
    hint: SEVERAL,
  })),
  { argv: "diff - -", ...STDIN },
  { argv: "merge - a.json -", ...STDIN },
  { argv: "report - -f html --since -", ...STDIN },
  {
    argv: "report a.json --since old.json",
    message: "--since requires --format html",
    hint: "Add it, or use `lambda-inventory diff`.",
  },
  {
    argv: "--since old.json",
    message: "--since requires --notify",
    hint: "Add --notify slack or --notify webhook; or --format html, whose page shows the changes.",
  },
  {
    argv: "--notify-always",
    message: "--notify-always requires --notify",
    hint: "Add --notify slack or --notify webhook.",
  },
  {
    argv: "report reports/a.json",
    env: { LAMBDA_INVENTORY_OUTPUT: "reports/a.json" },
    message: 'LAMBDA_INVENTORY_OUTPUT would replace "reports/a.json", which is read',
    hint: KEPT,
  },
  {
    argv: "trend reports",
    env: { LAMBDA_INVENTORY_OUTPUT: "reports/trend.csv" },
    message: 'LAMBDA_INVENTORY_OUTPUT would replace a file in "reports", which is read',
    hint: KEPT,
  },
]);

/** How many mistakes there are. */
async function mistakesIn(argv: readonly string[], cwd = "/"): Promise<number> {
  const error: unknown = await parseArguments(argv, { env: {}, cwd }).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof UserError);
  return 1 + error.also.length;
}

test("a mistake hides those that may only follow from it", async () => {
  // The file is the value of the unknown option, or OLD.
  assert.equal(await mistakesIn(["diff", "--profle", "a.json"]), 1);
  assert.equal(await mistakesIn(["--aggregator-only", "--versions", "all"]), 1);
  assert.equal(await mistakesIn(["--org=maybe", "--ou", "ou-abcd-1"]), 1);
  const cwd = temporaryDirectory("options-precedence");
  writeFileSync(join(cwd, "lambda-inventory.yaml"), "options: {aggregator: org, bogus: 1}\n");
  assert.equal(await mistakesIn(["--aggregator-only"], cwd), 1);
});
