import { type Bench, compare, type Scenario } from "../harness/bench.ts";
import type { Row } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

const REGIONS = 10;
const FUNCTIONS = 100;
/** Bytes a second: a tenth of what a scan writes. */
const SLOW = 10_000_000;

/** Whether memory grows with the estate, or with the time that the reader takes: a tenth of a million functions, and a million. */
export const million: Scenario = {
  name: "million",
  about:
    "1,000,000 functions (1,000 accounts × 10 regions × 100) as NDJSON; a tenth of them, also to a slow reader",
  async run(bench) {
    if (bench.quick) return read(bench, 2, "100 %");
    const tenth = [...(await read(bench, 100, "10 %")), ...(await read(bench, 100, "10 %", SLOW))];
    return [...tenth, ...(await read(bench, 1000, "100 %"))];
  },
};

async function read(bench: Bench, accounts: number, share: string, bytesPerSecond?: number): Promise<Row[]> {
  const server = await simulate({
    accounts,
    regions: REGIONS,
    functions: FUNCTIONS,
    latencyMs: 0,
    verify: bench.quick,
  });
  try {
    return await compare(bench, server, {
      scenario: "million",
      workload: `ndjson, ${share}${bytesPerSecond === undefined ? "" : ", slow reader"}`,
      who: bytesPerSecond === undefined ? ["limit loop", "lambda-inventory"] : ["lambda-inventory"],
      runs: bench.runs(1),
      reads: { role: server.role, concurrency: 64, format: "ndjson" },
      bytesPerSecond,
      functions: accounts * REGIONS * FUNCTIONS,
    });
  } finally {
    server.close();
  }
}
