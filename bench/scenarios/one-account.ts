import { compare, type Scenario } from "../harness/bench.ts";
import { simulate } from "../harness/simulated.ts";

/** One engineer with one account, on a network like that between a desk and AWS. */
export const oneAccount: Scenario = {
  name: "one-account",
  about: "one account, 17 regions, 3 functions each, 80 ms until an answer",
  async run(bench) {
    const [regions, latencyMs] = bench.quick ? [3, 5] : [17, 80];
    const server = await simulate({ accounts: 1, regions, functions: 3, latencyMs, verify: bench.quick });
    try {
      return await compare(bench, server, {
        scenario: "one-account",
        workload: `${regions} regions, ${latencyMs} ms`,
        who: ["AWS CLI loop", "boto3 threads", "SDK v3", "limit loop", "lambda-inventory"],
        runs: bench.runs(5),
        reads: { role: undefined, concurrency: 64, format: "names" },
        functions: regions * 3,
      });
    } finally {
      server.close();
    }
  },
};
