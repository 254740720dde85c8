import { type Bench, compare, type Scenario } from "../harness/bench.ts";
import type { Row } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

/** A platform team: every account of an organization, 17 regions, 3 functions each, 20 ms until an answer. */
export const organization: Scenario = {
  name: "organization",
  about: "300 accounts × 17 regions × 3 functions, 20 ms latency, 64 calls in flight",
  async run(bench) {
    if (bench.quick) return scan(bench, 4, 4, 1);
    return scan(bench, 300, 17, bench.runs(1));
  },
};

async function scan(bench: Bench, accounts: number, regions: number, runs: number): Promise<Row[]> {
  const server = await simulate({ accounts, regions, functions: 3, latencyMs: 20, verify: bench.quick });
  try {
    return await compare(bench, server, {
      scenario: "organization",
      workload: `${accounts} accounts`,
      who: ["boto3 threads", "SDK v3", "limit loop", "lambda-inventory"],
      runs,
      reads: { role: server.role, concurrency: 64, format: "names" },
      functions: accounts * regions * 3,
    });
  } finally {
    server.close();
  }
}
