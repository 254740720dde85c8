import { compare, type Scenario } from "../harness/bench.ts";
import { simulate } from "../harness/simulated.ts";

/** One busy account and region: its pages can only be read one after the other. */
export const oneRegion: Scenario = {
  name: "one-region",
  about: "20,000 functions in one account and region, no latency: 400 pages in a row",
  async run(bench) {
    const functions = bench.quick ? 200 : 20_000;
    const server = await simulate({ accounts: 1, regions: 1, functions, latencyMs: 0, verify: bench.quick });
    try {
      return await compare(bench, server, {
        scenario: "one-region",
        workload: `${functions} functions`,
        who: ["boto3 threads", "SDK v3", "limit loop", "lambda-inventory"],
        runs: bench.runs(7),
        reads: { role: undefined, region: server.firstRegion, concurrency: 64, format: "names" },
        functions,
      });
    } finally {
      server.close();
    }
  },
};
