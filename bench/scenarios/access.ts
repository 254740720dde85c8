import { fork } from "node:child_process";
import { once } from "node:events";
import type { Scenario } from "../harness/bench.ts";
import { compile } from "../harness/build.ts";
import { SHELTER } from "../harness/measure.ts";
import { medians, type Numbers } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

const WARM_UP = 200;

/** What an account costs before its first function is listed. */
export const access: Scenario = {
  name: "access",
  about: "CPU time of AssumeRole and DescribeRegions: 800 accounts, after 200 to warm up, no latency",
  async run(bench) {
    const accounts = bench.quick ? WARM_UP + 4 : WARM_UP + 800;
    const server = await simulate({ accounts, regions: 17, functions: 0, latencyMs: 0, verify: bench.quick });
    const { run = "" } = await compile({ run: "harness/access-run.ts" }, "bundle");
    const runs: Numbers[] = [];
    try {
      for (let round = 0; round < bench.runs(3); round++) {
        const child = fork(run, { env: { ...SHELTER, ...server.env } });
        child.send({ accounts: server.accounts, role: server.role });
        const failed = once(child, "exit").then(() => Promise.reject(new Error("the program ended early")));
        const message = once(child, "message") as Promise<[Pick<Numbers, "cpuMs" | "wallMs">]>;
        const [measured] = await Promise.race([message, failed]);
        failed.catch(() => {});
        child.kill();
        const cpuPerAccount = (measured.cpuMs * 1000) / (accounts - WARM_UP);
        bench.note(`access: ${cpuPerAccount.toFixed(0)} µs of CPU an account`);
        runs.push({ ...measured, peakMb: 0, cpuPerAccount });
      }
    } finally {
      server.close();
    }
    const row = { scenario: "access", workload: "per account", who: "lambda-inventory", runs: runs.length };
    return [{ ...row, ...medians(runs) }];
  },
};
