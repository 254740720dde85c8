import { type Bench, compare, type Scenario } from "../harness/bench.ts";
import type { Row } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

const REGIONS = 17;

/** Whether the thousandth account costs more than the tenth. */
export const growth: Scenario = {
  name: "growth",
  about: "CPU time per target as the organization grows from 10 to 100 to 1,000 accounts",
  async run(bench) {
    const sizes = bench.quick ? [2, 4] : [10, 100, 1000];
    const rows: Row[] = [];
    for (const accounts of sizes) rows.push(...(await scan(bench, accounts)));
    return [...rows, ...sizes.slice(1).flatMap((to, index) => step(rows, sizes[index] ?? 0, to))];
  },
};

async function scan(bench: Bench, accounts: number): Promise<Row[]> {
  const server = await simulate({
    accounts,
    regions: REGIONS,
    functions: 3,
    latencyMs: 5,
    verify: bench.quick,
  });
  try {
    const rows = await compare(bench, server, {
      scenario: "growth",
      workload: `${accounts} accounts`,
      who: ["limit loop", "lambda-inventory"],
      runs: bench.runs(3),
      reads: { role: server.role, concurrency: 64, format: "names" },
      functions: accounts * REGIONS * 3,
    });
    return rows.map((row) => ({ ...row, cpuPerTarget: (row.cpuMs * 1000) / (accounts * REGIONS) }));
  } finally {
    server.close();
  }
}

/** What each further target costs between two sizes: the start of the program is in neither. */
function step(rows: readonly Row[], from: number, to: number): Row[] {
  const of = (accounts: number) => rows.filter(({ workload }) => workload === `${accounts} accounts`);
  return of(to).flatMap((large) => {
    const small = of(from).find(({ who }) => who === large.who);
    if (!small) return [];
    const targets = (to - from) * REGIONS;
    const [cpuMs, wallMs] = [large.cpuMs - small.cpuMs, large.wallMs - small.wallMs];
    const cpuPerTarget = (cpuMs * 1000) / targets;
    const { functions: _, connections: __, ...rest } = large;
    return [{ ...rest, workload: `${from} → ${to} accounts`, cpuMs, wallMs, cpuPerTarget }];
  });
}
