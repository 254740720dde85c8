/** The goals: everything that the benchmark is for, in one table. Ratios of two programs in the same run. */
import type { Metric, Row } from "./harness/row.ts";

/** A number of one program on one workload. */
type Cell = readonly [workload: string, who: string, metric: Metric];

export interface Goal {
  readonly scenario: string;
  readonly text: string;
  /** One cell, or the first through the least of the others. */
  readonly of: readonly [Cell, ...Cell[]];
  readonly atMost?: number;
  readonly atLeast?: number;
}

const US = "lambda-inventory";
const LIMIT = "limit loop";
const SDK = "SDK v3";
const BOTO3 = "boto3 threads";
const CLI = "AWS CLI loop";

/** How many times as much another program takes: larger is better for us. */
function ahead(scenario: string, workload: string, other: string, metric: Metric, atLeast: number): Goal {
  const of = [[workload, other, metric] as const, [workload, US, metric] as const] as const;
  return { scenario, text: `${workload}: ${METRIC_NAMES[metric]} of ${other} / ours`, of, atLeast };
}

/** How many times as much as another program we take: smaller is better for us. */
function within(scenario: string, workload: string, other: string, metric: Metric, atMost: number): Goal {
  const of = [[workload, US, metric] as const, [workload, other, metric] as const] as const;
  return { scenario, text: `${workload}: our ${METRIC_NAMES[metric]} / that of ${other}`, of, atMost };
}

/** A ratio between two of our workloads. */
function grows(scenario: string, from: string, to: string, metric: Metric, atMost: number): Goal {
  const of = [[to, US, metric] as const, [from, US, metric] as const] as const;
  return { scenario, text: `our ${METRIC_NAMES[metric]}: ${to} / ${from}`, of, atMost };
}

const METRIC_NAMES: Readonly<Record<Metric, string>> = {
  wallMs: "wall time",
  cpuMs: "CPU time",
  peakMb: "peak memory (MiB)",
  functions: "functions",
  connections: "connections",
  cpuPerTarget: "CPU per target",
  cpuPerAccount: "CPU per account (µs)",
  reached: "calls in flight",
  faults: "faults",
};

/** Ours with `--concurrency auto` through ours with the best of these fixed numbers. */
function auto(weather: string, fixed: readonly number[], atMost: number): Goal {
  const cell = (calls: number | "auto"): Cell => [`${weather}, ${calls}`, US, "wallMs"];
  const than = fixed.length === 1 ? `${fixed[0]}` : "the best fixed number";
  const text = `${weather}: wall time of auto / that of ${than}`;
  return { scenario: "concurrency", text, of: [cell("auto"), ...fixed.map(cell)], atMost };
}

const FIXED = [64, 128, 256, 512, 1024];
const FAR = "1000 accounts, 180 ms";
const NEAR = "1000 accounts, 10 ms";

/** Our milliseconds. */
function takes(scenario: string, workload: string, atMost: number): Goal {
  return { scenario, text: `${workload}: milliseconds`, of: [[workload, US, "wallMs"]], atMost };
}

export const GOALS: readonly Goal[] = [
  within("thousand-accounts", FAR, "fastest", "wallMs", 1.15),
  grows("thousand-accounts", NEAR, FAR, "cpuMs", 1.2),
  within("thousand-accounts", NEAR, LIMIT, "wallMs", 1.15),
  within("thousand-accounts", NEAR, LIMIT, "cpuMs", 1.4),
  within("far-away", "200 accounts, 180 ms", LIMIT, "wallMs", 1.4),
  ahead("one-account", "17 regions, 80 ms", CLI, "wallMs", 20),
  ahead("one-account", "17 regions, 80 ms", BOTO3, "wallMs", 1),
  ahead("one-account", "17 regions, 80 ms", SDK, "wallMs", 1),
  within("one-account", "17 regions, 80 ms", LIMIT, "wallMs", 1.1),
  grows("real-distances", "the slowest region", "17 regions", "wallMs", 1.15),
  auto("near", FIXED, 1.1),
  auto("far", FIXED, 1.1),
  auto("throttled", FIXED, 1.1),
  auto("throttled", [64], 1),
  ahead("organization", "300 accounts", SDK, "wallMs", 3),
  ahead("organization", "300 accounts", SDK, "cpuMs", 3),
  ahead("organization", "300 accounts", BOTO3, "wallMs", 10),
  ahead("organization", "300 accounts", BOTO3, "cpuMs", 10),
  within("one-region", "20000 functions", LIMIT, "wallMs", 1.25),
  {
    scenario: "million",
    text: "ndjson: our peak memory (MiB)",
    of: [["ndjson, 100 %", US, "peakMb"]],
    atMost: 250,
  },
  grows("million", "ndjson, 10 %", "ndjson, 100 %", "peakMb", 1.15),
  grows("million", "ndjson, 10 %", "ndjson, 10 %, slow reader", "peakMb", 1.15),
  within("million", "ndjson, 100 %", LIMIT, "wallMs", 1.6),
  within("start", "--version", "node -e 0", "wallMs", 1.4),
  within("start", "--help", "node -e 0", "wallMs", 1.8),
  {
    scenario: "saved",
    text: "trend of a million functions: our peak memory (MiB)",
    of: [["trend", US, "peakMb"]],
    atMost: 250,
  },
  {
    scenario: "access",
    text: "AssumeRole and DescribeRegions: CPU per account (µs)",
    of: [["per account", US, "cpuPerAccount"]],
    atMost: 1000,
  },
  takes("page", "shown", 1500),
  takes("page", "sort", 200),
  takes("page", "search", 200),
  grows("growth", "10 → 100 accounts", "100 → 1000 accounts", "cpuPerTarget", 1.1),
  { scenario: "soak", text: "faults in three scans", of: [["three scans", US, "faults"]], atMost: 0 },
];

export interface Verdict extends Goal {
  /** Undefined: one of the programs was not measured. */
  readonly value: number | undefined;
  readonly reached: boolean;
}

/** Compares the goals of the scenarios that were run. */
export function verdictsOf(rows: readonly Row[]): Verdict[] {
  const scenarios = new Set(rows.map(({ scenario }) => scenario));
  return GOALS.filter(({ scenario }) => scenarios.has(scenario)).map((goal) => {
    const [above, ...others] = goal.of.map((cell) => find(rows, goal.scenario, cell));
    const below = Math.min(...others.map((value) => value ?? Infinity));
    const isMeasured = above !== undefined && Number.isFinite(below);
    const value = others.length === 0 ? above : isMeasured ? above / below : undefined;
    return { ...goal, value, reached: value !== undefined && isReached(goal, value) };
  });
}

function isReached({ atMost = Infinity, atLeast = 0 }: Goal, value: number): boolean {
  return value <= atMost && value >= atLeast;
}

function find(rows: readonly Row[], scenario: string, [workload, who, metric]: Cell): number | undefined {
  return rows.find((row) => row.scenario === scenario && row.workload === workload && row.who === who)?.[
    metric
  ];
}
