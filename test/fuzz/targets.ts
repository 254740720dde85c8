/** Every part of the program that reads outside data. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Estate, startSimulator } from "../../simulator/index.ts";
import { diffReports } from "../../src/compare/diff.ts";
import { mergeReports } from "../../src/compare/merge.ts";
import { readReport } from "../../src/compare/read-report.ts";
import { writeDifference } from "../../src/compare/write/write.ts";
import { accountsFromFile } from "../../src/config/accounts.ts";
import { accountsFileOf } from "../../src/config/accounts-file.ts";
import { parseSource } from "../../src/config/source.ts";
import { UserError } from "../../src/model/failure.ts";
import type { Report } from "../../src/model/report.ts";
import { RUNTIME_STATUSES } from "../../src/model/runtime.ts";
import { FORMAT_NAMES, openWriter } from "../../src/report/formats.ts";
import { compileQuery } from "../../src/report/query/query.ts";
import { SAMPLE_REPORT } from "../../src/report/query/sample.ts";
import { resultText } from "../../src/report/query/text.ts";
import { scanSummary } from "../../src/report/summary-text.ts";
import { createAssessor } from "../../src/runtimes/assess.ts";
import { builtinCatalogue } from "../../src/runtimes/catalogue.ts";
import { changeText, compareCatalogues } from "../../src/runtimes/compare.ts";
import { loadCatalogue } from "../../src/runtimes/load.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { program } from "../support/cli/program.ts";
import { joined } from "../support/report/sample.ts";
import { CFN_LINT, END_OF_LIFE_V0, END_OF_LIFE_V1, HEALTH } from "../support/runtimes/samples.ts";
import { temporaryDirectory } from "../support/temporary.ts";
import { mutate, mutateValues } from "./mutate.ts";
import { startMutatingAws } from "./mutating-aws.ts";
import type { Random } from "./random.ts";
import {
  OWNERS_SEEDS,
  PROJECT_SEEDS,
  projectReader,
  readOwners,
  readWaivers,
  WAIVERS_SEEDS,
} from "./rules.ts";
import {
  CONFIG_SEEDS,
  IMAGE_SEEDS,
  organizationWithSources,
  readConfigAnswer,
  readImageConfiguration,
} from "./sources.ts";

export interface Target {
  /** Feeds one input; rejects when it was neither read nor refused. */
  feed(random: Random): Promise<void>;
  /** The last input, for the report of a failure. */
  input(): string;
  close(): Promise<void>;
}

/** Feeds mutations of valid texts to a parser that may throw only `UserError`. */
function parser(
  seeds: readonly string[],
  parse: (text: string) => unknown,
  spoil: (text: string, random: Random) => string = (text, random) => mutate(text, random, seeds),
): Target {
  let input = "";
  return {
    async feed(random) {
      input = spoil(random.oneOf(seeds), random);
      try {
        await parse(input);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        assert.ok(error.message.length < 5_000, `a message of ${error.message.length} characters`);
      }
    },
    input: () => input,
    close: async () => {},
  };
}

const C7N = `accounts:
- account_id: "111122223333"
  name: prod
  role: arn:aws:iam::111122223333:role/Reader
  regions: [eu-west-1]
  tags: ["type:prod"]
`;

function accountsFile(): Target {
  const example = readFileSync(join(import.meta.dirname, "../../accounts.example.yaml"), "utf8");
  const json = JSON.stringify({ accounts: [{ id: "111122223333", role: ["Hub", { role: "Reader" }] }] });
  const nothing = { profiles: [], role: undefined, externalId: undefined, sessionName: undefined };
  const overrides = { ...nothing, regions: { include: undefined, exclude: undefined } };
  return parser([example, C7N, json], (text) =>
    accountsFromFile(accountsFileOf(parseSource("accounts.yaml", text), "/"), overrides),
  );
}

function catalogue(): Target {
  const own = readFileSync(join(import.meta.dirname, "../../src/runtimes/catalogue.json"), "utf8");
  const seeds = [
    own,
    ...[CFN_LINT, END_OF_LIFE_V0, END_OF_LIFE_V1].map((data) => JSON.stringify(data, null, 1)),
  ];
  const cwd = temporaryDirectory("fuzz-catalogue");
  return parser(seeds, (text) => {
    writeFileSync(join(cwd, "data.json"), text);
    return loadCatalogue("data.json", { cwd, today: "2026-11-21", now: new Date() });
  });
}

/** Loaded, compared with the built-in catalogue, and used to assess functions in each region that it names. */
function health(spoil?: (text: string, random: Random) => string): Target {
  const cwd = temporaryDirectory("fuzz-health");
  const assessed = { today: "2026-11-21", within: 180 };
  const use = async (text: string) => {
    writeFileSync(join(cwd, "health.json"), text);
    const reading = { cwd, today: assessed.today, now: new Date() };
    const { catalogue, uncovered } = await loadCatalogue("health.json", reading);
    compareCatalogues(builtinCatalogue(), catalogue, uncovered).map(changeText);
    const assess = createAssessor({ catalogue, ...assessed });
    for (const { id, regional = {} } of catalogue.runtimes)
      for (const region of [undefined, ...Object.keys(regional)])
        assert.ok(RUNTIME_STATUSES.includes(assess(id, "Zip", region).runtimeStatus));
  };
  return parser([JSON.stringify(HEALTH, null, 1)], use, spoil);
}

async function report(spoil?: (text: string, random: Random) => string): Promise<Target> {
  const simulator = await startSimulator({ estate: smallOrganization() });
  const argv = ["--org", "-r", "eu-west-1,us-east-1", "--with", "tags,aliases", "-f", "json"];
  const { stdout } = await program(argv, { env: simulator.env() });
  await simulator.close();
  const seeds = [stdout, JSON.stringify(JSON.parse(stdout))];
  const read = (text: string) =>
    readReport("-", "/", [Buffer.from(text)] as unknown as AsyncIterable<unknown>);
  const good = await read(stdout);
  const write = async (text: string) => {
    const mutated = await read(text);
    await writeReport(mergeReports([{ path: "mutated.json", report: mutated }]).report);
    await writeComparison(good, mutated);
  };
  return parser(seeds, write, spoil);
}

const CONTEXT = { columns: undefined, sort: [], header: true, groupBy: undefined, width: 80, color: false };

/** In every format; what a terminal shows contains no control sequences. */
async function writeReport(report: Report): Promise<void> {
  for (const format of FORMAT_NAMES) {
    const writer = await openWriter(format, { ...CONTEXT, head: report });
    const text = writer.rows(report.functions) + (await joined(writer.end(report)));
    if (format !== "html") assert.doesNotMatch(text, UNPRINTABLE, format);
  }
  assert.doesNotMatch(scanSummary(report, report.catalogue, { color: false }), UNPRINTABLE);
}

async function writeComparison(old: Report, fresh: Report): Promise<void> {
  const names = { old: "old.json", new: "new.json" };
  for (const format of ["table", "markdown", "json", "html"] as const) {
    const written = await writeDifference(format, diffReports(old, fresh), names, CONTEXT);
    const text = [...written].join("");
    if (format !== "html") assert.doesNotMatch(text, UNPRINTABLE, format);
  }
}

/** Control characters except tab and newline, and characters that change the direction of text. */
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u2028-\u202e\u2066-\u2069]/u;

const QUERIES = [
  "functions[?runtime=='python3.9'].[functionName,region]",
  "functions[?runtime==`python3.9` && codeSize > `15`].functionName | [0]",
  "reverse(sort_by(functions, &codeSize))[::2].{name: functionName, tags: tags.*}",
  "{n: length(functions), oldest: min(functions[].lastModified), all: functions[*].layers[]}",
  "join(', ', map(&to_string(memorySize), functions)) || summary.byRuntime.\"nodejs18.x\"",
];

function query(): Target {
  return parser(QUERIES, (text) => {
    const answer = compileQuery(text, "--query", SAMPLE_REPORT).find(SAMPLE_REPORT);
    JSON.parse(resultText(answer, "json", true));
    assert.doesNotMatch(resultText(answer, "tsv", true), UNPRINTABLE);
  });
}

/** The whole program, while responses of AWS are mutated. */
async function responses(
  kind: "text" | "values",
  argv: readonly string[] = ["--with", "tags,aliases,lastInvoked"],
  estate?: Estate,
): Promise<Target> {
  const aws = await startMutatingAws(estate);
  const common = ["--org", ...argv, "--max-attempts", "1", "--timeout", "5"];
  return {
    async feed(random) {
      aws.begin(random, kind);
      const format = random.oneOf(["json", "json", "html", "markdown", "table"]);
      const { code, stdout, stderr } = await program([...common, "-f", format], { env: aws.env });
      assert.ok([0, 2, 3].includes(code), `exit code ${code}: ${stderr}`);
      if (code === 2) {
        assert.equal(stdout, "");
        return;
      }
      assert.notEqual(stdout, "");
      if (format !== "json") return;
      const { summary, coverage } = JSON.parse(stdout);
      assert.equal(summary.targets, coverage.length);
      assert.equal(summary.targets, summary.read + summary.notRead);
      assert.equal(code, summary.notRead > 0 ? 3 : 0);
    },
    input: () => aws.mutated(),
    close: () => aws.close(),
  };
}

const SOURCES = ["--aggregator", "org", "--with", "image"];
const ONLY = ["--aggregator", "org", "--aggregator-only"];

export const TARGETS: Readonly<Record<string, () => Target | Promise<Target>>> = {
  "accounts file": accountsFile,
  "owners file": () => parser(OWNERS_SEEDS, readOwners),
  "waivers file": () => parser(WAIVERS_SEEDS, readWaivers),
  "project file": () => parser(PROJECT_SEEDS, projectReader()),
  catalogue,
  "JSON of AWS Health": () => health(),
  "values in the JSON of AWS Health": () => health(mutateValues),
  report: () => report(),
  "values of a report": () => report(mutateValues),
  query,
  "responses of AWS": () => responses("text"),
  "values in responses of AWS": () => responses("values"),
  "values in answers of AWS Config": () => parser(CONFIG_SEEDS, readConfigAnswer, mutateValues),
  "values in configurations of images": () => parser(IMAGE_SEEDS, readImageConfiguration, mutateValues),
  "responses of AWS Config and ECR": () => responses("values", SOURCES, organizationWithSources()),
  "responses of AWS Config alone": () => responses("values", ONLY, organizationWithSources()),
};
