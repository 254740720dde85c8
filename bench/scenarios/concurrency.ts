import { type Bench, compare, type Scenario } from "../harness/bench.ts";
import type { Row } from "../harness/row.ts";
import { type Simulated, type Size, simulate } from "../harness/simulated.ts";

const FIXED = [64, 128, 256, 512, 1024];
const REGIONS = 17;

type Weather = Pick<Size, "accounts" | "latencyMs" | "jitterMs" | "faults"> & { readonly name: string };

/** Each account may list functions ten times a second: more calls in flight only make more of them wait. */
const THROTTLE = [{ kind: "throttle", action: "ListFunctions", perSecond: 10 }] as const;

export const WEATHERS: readonly Weather[] = [
  { name: "near", accounts: 200, latencyMs: 10 },
  { name: "far", accounts: 200, latencyMs: 180, jitterMs: 60 },
  { name: "throttled", accounts: 40, latencyMs: 50, faults: THROTTLE },
];

/** `--concurrency auto` against fixed numbers. */
export const concurrency: Scenario = {
  name: "concurrency",
  about:
    "--concurrency auto against 64 to 1,024 calls: near, far, and with every account throttled at 10 calls a second",
  async run(bench) {
    const rows: Row[] = [];
    for (const weather of WEATHERS) rows.push(...(await race(bench, weather)));
    return rows;
  },
};

async function race(bench: Bench, { name, ...weather }: Weather): Promise<Row[]> {
  const accounts = bench.quick ? 4 : weather.accounts;
  const server = await simulate({
    ...weather,
    accounts,
    regions: REGIONS,
    functions: 3,
    verify: bench.quick,
  });
  try {
    const rows: Row[] = [];
    for (const calls of [...(bench.quick ? [64] : FIXED), undefined]) {
      rows.push(...(await scan(bench, server, name, accounts, calls)));
    }
    return rows;
  } finally {
    server.close();
  }
}

function scan(
  bench: Bench,
  server: Simulated,
  name: string,
  accounts: number,
  calls: number | undefined,
): Promise<Row[]> {
  const reads = { role: server.role, concurrency: calls ?? 64, oursAuto: calls === undefined };
  return compare(bench, server, {
    scenario: "concurrency",
    workload: `${name}, ${calls ?? "auto"}`,
    who: ["lambda-inventory"],
    runs: bench.runs(2),
    reads: { ...reads, format: "names" },
    functions: accounts * REGIONS * 3,
  });
}
