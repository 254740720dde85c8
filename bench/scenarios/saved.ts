import { rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { type Bench, checkExit, type Scenario } from "../harness/bench.ts";
import { measure } from "../harness/measure.ts";
import { BUNDLE } from "../harness/programs.ts";
import { medians, type Numbers, type Row } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

const FORMATS = ["tsv", "csv", "ndjson", "json"] as const;
const [REGIONS, FUNCTIONS] = [10, 100];

/** Whether a saved report is printed again, and counted, in little memory. */
export const saved: Scenario = {
  name: "saved",
  about:
    "a saved report of 1,000,000 functions, printed again in each format that streams, and its trend, to /dev/null",
  async run(bench) {
    if (!bench.programs["lambda-inventory"]) return [];
    const accounts = bench.quick ? 2 : 1000;
    const report = join(bench.directory, "saved.json");
    await scan(bench, accounts, report);
    const rows: Row[] = [];
    const size = accounts * REGIONS * FUNCTIONS;
    for (const format of FORMATS)
      rows.push(await print(bench, format, ["report", report, "-q", "-f", format], size));
    rows.push(await print(bench, "trend", ["trend", report, "-q"], size));
    rmSync(report);
    return rows;
  },
};

async function scan(bench: Bench, accounts: number, report: string): Promise<void> {
  const size = { accounts, regions: REGIONS, functions: FUNCTIONS };
  const server = await simulate({ ...size, latencyMs: 0, verify: bench.quick });
  try {
    const argv = [process.execPath, BUNDLE, "--org", "--role", server.role, "-q", "-f", "json"];
    checkExit(await measure({ argv, env: server.env }, report, bench.directory));
  } finally {
    server.close();
  }
}

async function print(
  bench: Bench,
  workload: string,
  words: readonly string[],
  functions: number,
): Promise<Row> {
  const runs: Numbers[] = [];
  for (let round = 0; round < bench.runs(1); round++) {
    const argv = [process.execPath, BUNDLE, ...words];
    const measured = await measure({ argv, env: {} }, "/dev/null", bench.directory);
    checkExit(measured);
    const { wallMs, cpuMs, peakMb } = measured;
    runs.push({ wallMs, cpuMs, peakMb, functions });
    bench.note(`saved, ${workload}: CPU ${(cpuMs / 1000).toFixed(2)} s, ${peakMb.toFixed(0)} MiB`);
  }
  return {
    scenario: "saved",
    workload,
    who: "lambda-inventory",
    runs: runs.length,
    ...medians(runs),
  };
}
