/** What a run is measured by. */
export interface Numbers {
  readonly wallMs: number;
  /** User and system, children included. */
  readonly cpuMs: number;
  /** Largest resident set, MiB. */
  readonly peakMb: number;
  /** Functions found. */
  readonly functions?: number;
  /** Connections that the server saw opened. */
  readonly connections?: number;
  /** CPU microseconds a target. */
  readonly cpuPerTarget?: number;
  /** CPU microseconds an account. */
  readonly cpuPerAccount?: number;
  /** The most calls in flight, as the server saw them. */
  readonly reached?: number;
  /** Of anything that has to be zero. */
  readonly faults?: number;
}

export type Metric = keyof Numbers;

/** Medians of the runs of one program on one workload. */
export interface Row extends Numbers {
  readonly scenario: string;
  /** The workload, in the scenario's words: `300 accounts`. */
  readonly workload: string;
  readonly who: string;
  readonly runs: number;
}

/** The median of each metric by itself. */
export function medians(runs: readonly Numbers[]): Numbers {
  const metrics = new Set(runs.flatMap((run) => Object.keys(run) as Metric[]));
  const entries = [...metrics].map(
    (metric) => [metric, median(runs.map((run) => run[metric] ?? 0))] as const,
  );
  return { wallMs: 0, cpuMs: 0, peakMb: 0, ...Object.fromEntries(entries) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
}
