/**
 * Speed and memory against other programs on the same machine in the same minutes.
 * Usage: npm run bench -- [--quick] [--runs N] [--docs] [SCENARIO...]
 * Results are kept by scenario, so that scenarios may be run one after the other. --docs writes them to docs/performance.md.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { verdictsOf } from "./goals.ts";
import type { Bench, Scenario } from "./harness/bench.ts";
import { findPrograms } from "./harness/programs.ts";
import type { Row } from "./harness/row.ts";
import { goalsTable, measurementsTable, pageTable } from "./harness/table.ts";
import { access } from "./scenarios/access.ts";
import { concurrency } from "./scenarios/concurrency.ts";
import { farAway, thousand } from "./scenarios/far-away.ts";
import { growth } from "./scenarios/growth.ts";
import { million } from "./scenarios/million.ts";
import { oneAccount } from "./scenarios/one-account.ts";
import { oneRegion } from "./scenarios/one-region.ts";
import { organization } from "./scenarios/organization.ts";
import { page } from "./scenarios/page.ts";
import { realDistances } from "./scenarios/real-distances.ts";
import { saved } from "./scenarios/saved.ts";
import { soak } from "./scenarios/soak.ts";
import { start } from "./scenarios/start.ts";

const SCENARIOS: readonly Scenario[] = [
  thousand,
  farAway,
  oneAccount,
  realDistances,
  organization,
  oneRegion,
  million,
  saved,
  page,
  concurrency,
  access,
  start,
  growth,
  soak,
];
const RESULTS = join(import.meta.dirname, "results");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    docs: { type: "boolean", default: false },
    runs: { type: "string" },
  },
});

function chosen(): readonly Scenario[] {
  const unknown = positionals.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    const names = SCENARIOS.map(({ name }) => name).join(", ");
    throw new Error(`no scenario is called '${unknown.join("', '")}'; there are ${names}`);
  }
  return positionals.length === 0 ? SCENARIOS : SCENARIOS.filter(({ name }) => positionals.includes(name));
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function bench(directory: string): Promise<Row[]> {
  const { quick, runs } = values;
  const programs = await findPrograms(note);
  const context: Bench = {
    quick,
    programs,
    directory,
    note,
    runs: (usual) => (runs === undefined ? (quick ? 1 : usual) : Number(runs)),
  };
  const rows: Row[] = [];
  for (const scenario of chosen()) {
    const measured = await scenario.run(context);
    process.stdout.write(`\n## ${scenario.name}: ${scenario.about}\n\n${measurementsTable(measured)}`);
    if (!quick) process.stdout.write(`\n${goalsTable(verdictsOf(measured))}`);
    rows.push(...measured);
  }
  return rows;
}

/** Keeps the rows of scenarios that were not run now. */
function save(measured: readonly Row[]): readonly Row[] {
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, "latest.json");
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { rows: Row[] }).rows : [];
  const isNew = new Set(measured.map(({ scenario }) => scenario));
  const all = [...before.filter(({ scenario }) => !isNew.has(scenario)), ...measured];
  const rows = SCENARIOS.flatMap(({ name }) => all.filter(({ scenario }) => scenario === name));
  const machine = {
    node: process.version,
    platform: process.platform,
    cpus: cpus().map(({ model }) => model),
  };
  const report = { at: new Date().toISOString(), machine, goals: verdictsOf(rows), rows };
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return rows;
}

const PAGE = join(import.meta.dirname, "../docs/performance.md");
const [BEGIN, END] = ["<!-- results: npm run bench -- --docs -->\n", "<!-- end of results -->"];

/** Puts the tables into the page, between its two marks. */
function writePage(rows: readonly Row[]): void {
  const page = readFileSync(PAGE, "utf8");
  const [before, after] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  const verdicts = verdictsOf(rows).filter(({ value }) => value !== undefined);
  const tables = `${goalsTable(verdicts)}\n${pageTable(rows)}`;
  writeFileSync(PAGE, `${page.slice(0, before)}\n${tables}\n${page.slice(after)}`);
}

const directory = mkdtempSync(join(tmpdir(), "lambda-inventory-bench-"));
try {
  const rows = await bench(directory);
  if (!values.quick) {
    const all = save(rows);
    if (values.docs) writePage(all);
  }
} finally {
  rmSync(directory, { recursive: true });
}
