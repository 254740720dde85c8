import { type Bench, compare, type Scenario } from "../harness/bench.ts";
import type { Row } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

const REGIONS = 17;
const [LATENCY, JITTER] = [180, 60];

/** An organization on the other side of the world: ours with default options, the limit loop in its best setting. */
export const farAway: Scenario = {
  name: "far-away",
  about: "200 accounts × 17 regions × 3 functions, 180 ± 60 ms latency, ours with default options, 512 else",
  async run(bench) {
    return scan(bench, { accounts: bench.quick ? 4 : 200, far: true, runs: bench.runs(3) });
  },
};

/** A large organization, near and far. */
export const thousand: Scenario = {
  name: "thousand-accounts",
  about:
    "1,000 accounts × 17 regions × 3 functions: 10 ms, 64 in flight; 180 ± 60 ms, ours with default options, 512 else",
  async run(bench) {
    const accounts = bench.quick ? 4 : 1000;
    const near = await scan(bench, { accounts, far: false, runs: bench.runs(3) });
    const far = await scan(bench, { accounts, far: true, runs: bench.runs(3) });
    return [...far, ...fastest(far), ...near];
  },
};

interface Size {
  readonly accounts: number;
  readonly far: boolean;
  readonly runs: number;
}

async function scan(bench: Bench, { accounts, far, runs }: Size): Promise<Row[]> {
  const [latencyMs, jitterMs] = far ? [LATENCY, JITTER] : [10, 0];
  const server = await simulate({
    accounts,
    regions: REGIONS,
    functions: 3,
    latencyMs,
    jitterMs,
    verify: bench.quick,
  });
  const { role } = server;
  const reads = { role, accounts: server.accounts, format: "names" } as const;
  const large = accounts > 200;
  try {
    const comparison = {
      scenario: large ? "thousand-accounts" : "far-away",
      workload: `${accounts} accounts, ${latencyMs} ms`,
      runs,
      reads: far ? { ...reads, concurrency: 512, oursAuto: true } : { ...reads, concurrency: 64 },
    };
    const functions = accounts * REGIONS * 3;
    if (!large || !far)
      return await compare(bench, server, {
        ...comparison,
        who: ["limit loop", "lambda-inventory"],
        functions,
      });
    const list = { ...comparison, who: ["limit loop, accounts only"], functions: 0 } as const;
    const who = ["limit loop, accounts given", "lambda-inventory"] as const;
    return [
      ...(await compare(bench, server, list)),
      ...(await compare(bench, server, { ...comparison, who, functions })),
    ];
  } finally {
    server.close();
  }
}

/** What no program can do faster: the pages of accounts come one after the other, and everything else takes its time. */
function fastest(rows: readonly Row[]): Row[] {
  const slowest = rows
    .filter(({ who }) => who.startsWith("limit loop, "))
    .sort((a, b) => b.wallMs - a.wallMs)[0];
  return slowest ? [{ ...slowest, who: "fastest" }] : [];
}
