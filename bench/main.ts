/**
 * Speed and memory against other programs on the same machine in the same minutes.
 * Usage: npm run bench -- [--quick] [--runs N] [SCENARIO...]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { verdictsOf } from "./goals.ts";
import type { Bench, Scenario } from "./harness/bench.ts";
import { findPrograms } from "./harness/programs.ts";
import type { Row } from "./harness/row.ts";
import { goalsTable, measurementsTable } from "./harness/table.ts";
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
  start,
  access,
  farAway,
  thousand,
  oneAccount,
  realDistances,
  concurrency,
  organization,
  oneRegion,
  million,
  saved,
  page,
  growth,
  soak,
];
const RESULTS = join(import.meta.dirname, "results");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, runs: { type: "string" } },
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

function save(rows: readonly Row[]): void {
  mkdirSync(RESULTS, { recursive: true });
  const machine = {
    node: process.version,
    platform: process.platform,
    cpus: cpus().map(({ model }) => model),
  };
  const report = { at: new Date().toISOString(), machine, goals: verdictsOf(rows), rows };
  writeFileSync(join(RESULTS, "latest.json"), `${JSON.stringify(report, null, 2)}\n`);
}

const directory = mkdtempSync(join(tmpdir(), "lambda-inventory-bench-"));
try {
  const rows = await bench(directory);
  if (!values.quick) save(rows);
} finally {
  rmSync(directory, { recursive: true });
}
