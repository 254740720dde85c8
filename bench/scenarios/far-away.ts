import { type Bench, compare, type Scenario } from "../harness/bench.ts";
import type { Row } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

const REGIONS = 17;

/** An organization on the other side of the world: ours with default options, the limit loop in its best setting. */
export const farAway: Scenario = {
  name: "far-away",
  about:
    "200 and 1,000 accounts × 17 regions × 3 functions, 180 ± 60 ms latency, ours with default options, 512 else",
  async run(bench) {
    if (bench.quick) return scan(bench, 4, 1);
    return [...(await scan(bench, 200, bench.runs(3))), ...(await scan(bench, 1000, bench.runs(1)))];
  },
};

async function scan(bench: Bench, accounts: number, runs: number): Promise<Row[]> {
  const server = await simulate({
    accounts,
    regions: REGIONS,
    functions: 3,
    latencyMs: 180,
    jitterMs: 60,
    verify: bench.quick,
  });
  try {
    return await compare(bench, server, {
      scenario: "far-away",
      workload: `${accounts} accounts`,
      who: ["limit loop", "lambda-inventory"],
      runs,
      reads: { role: server.role, concurrency: 512, oursAuto: true, format: "names" },
      functions: accounts * REGIONS * 3,
    });
  } finally {
    server.close();
  }
}
