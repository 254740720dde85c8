import { compare, type Scenario } from "../harness/bench.ts";
import { SLOWEST } from "../harness/distances.ts";
import { simulate } from "../harness/simulated.ts";

/** One account over TLS, each region at its own distance: nothing may take much longer than the most distant one alone. */
export const realDistances: Scenario = {
  name: "real-distances",
  about:
    "one account × 17 regions over TLS, 20 to 280 ms by region, handshakes included; and the slowest region alone",
  async run(bench) {
    const server = await simulate({
      accounts: 1,
      regions: 0,
      functions: 3,
      latencyMs: 0,
      tls: true,
      verify: bench.quick,
    });
    const reads = { role: undefined, concurrency: 64, oursAuto: true, format: "names" } as const;
    const common = { scenario: "real-distances", who: ["lambda-inventory"], runs: bench.runs(5) } as const;
    try {
      return [
        ...(await compare(bench, server, { ...common, workload: "17 regions", reads, functions: 17 * 3 })),
        ...(await compare(bench, server, {
          ...common,
          workload: "the slowest region",
          reads: { ...reads, region: SLOWEST },
          functions: 3,
        })),
      ];
    } finally {
      server.close();
    }
  },
};
