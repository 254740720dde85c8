/** The goals: everything that the benchmark is for, in one table. Ratios of two programs in the same run. */
import type { Metric, Row } from "./harness/row.ts";

/** A number of one program on one workload. */
type Cell = readonly [workload: string, who: string, metric: Metric];

export interface Goal {
  readonly scenario: string;
  readonly text: string;
  /** One cell, or the first through the second. */
  readonly of: readonly [Cell] | readonly [Cell, Cell];
  readonly atMost?: number;
  readonly atLeast?: number;
}

const US = "lambda-inventory";
const LIMIT = "limit loop";
const SDK = "SDK v3";
const BOTO3 = "boto3 threads";
const CLI = "AWS CLI loop";
const STREAMS = ["tsv", "csv", "ndjson", "json"] as const;

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

/** A number of our own between two workloads. */
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
  faults: "faults",
};

export const GOALS: readonly Goal[] = [
  within("start", "--version", "node -e 0", "wallMs", 1.5),
  within("start", "--help", "node -e 0", "wallMs", 2),
  ahead("one-account", "17 regions, 80 ms", CLI, "wallMs", 20),
  ahead("one-account", "17 regions, 80 ms", BOTO3, "wallMs", 1),
  ahead("one-account", "17 regions, 80 ms", SDK, "wallMs", 1),
  within("one-account", "17 regions, 80 ms", LIMIT, "wallMs", 1.5),
  within("far-away", "200 accounts", LIMIT, "wallMs", 1.4),
  ...["300 accounts", "1000 accounts"].flatMap((workload) => [
    ahead("organization", workload, SDK, "wallMs", 3),
    ahead("organization", workload, SDK, "cpuMs", 3),
    ahead("organization", workload, BOTO3, "wallMs", 10),
    ahead("organization", workload, BOTO3, "cpuMs", 10),
    within("organization", workload, LIMIT, "cpuMs", 2),
  ]),
  // The pages are the same, so pages a second are to each other as the times the other way round.
  within("one-region", "20000 functions", LIMIT, "wallMs", 1 / 0.6),
  ...STREAMS.flatMap((format): Goal[] => [
    {
      scenario: "million",
      text: `${format}: our peak memory (MiB)`,
      of: [[`${format}, 100 %`, US, "peakMb"]],
      atMost: 250,
    },
    grows("million", `${format}, 10 %`, `${format}, 100 %`, "peakMb", 1.2),
    within("million", `${format}, 100 %`, LIMIT, "wallMs", 1 / 0.6),
  ]),
  ...STREAMS.map(
    (format): Goal => ({
      scenario: "saved",
      text: `report -f ${format}: our peak memory (MiB)`,
      of: [[format, US, "peakMb"]],
      atMost: 250,
    }),
  ),
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
    const [above, below] = goal.of.map((cell) => find(rows, goal.scenario, cell));
    const value = goal.of.length === 1 ? above : above !== undefined && below ? above / below : undefined;
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
