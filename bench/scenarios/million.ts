import { type Bench, compare, type Scenario } from "../harness/bench.ts";
import type { Row } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

const FORMATS = ["tsv", "csv", "ndjson", "json"] as const;
const REGIONS = 10;
const FUNCTIONS = 100;

/** Whether memory grows with the estate: a tenth of a million functions, and a million, with all columns. */
export const million: Scenario = {
  name: "million",
  about: "1,000,000 functions (1,000 accounts × 10 regions × 100) in each format that streams, to /dev/null",
  async run(bench) {
    if (bench.quick) return read(bench, 2, "100 %");
    return [...(await read(bench, 100, "10 %")), ...(await read(bench, 1000, "100 %"))];
  },
};

async function read(bench: Bench, accounts: number, share: string): Promise<Row[]> {
  const server = await simulate({
    accounts,
    regions: REGIONS,
    functions: FUNCTIONS,
    latencyMs: 0,
    verify: bench.quick,
  });
  const rows: Row[] = [];
  try {
    for (const format of FORMATS) {
      rows.push(
        ...(await compare(bench, server, {
          scenario: "million",
          workload: `${format}, ${share}`,
          who: ["limit loop", "lambda-inventory"],
          runs: bench.runs(1),
          reads: { role: server.role, concurrency: 64, format },
          functions: accounts * REGIONS * FUNCTIONS,
        })),
      );
    }
    return rows;
  } finally {
    server.close();
  }
}
