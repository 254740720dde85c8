/** The columns of a trend, for people and for programs. */
import { timeNames } from "../model/day.ts";
import { RUNTIME_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import type { Trend, TrendRow } from "./trend.ts";

export interface TrendColumn {
  readonly heading: string;
  /** The heading in CSV, when it differs. */
  readonly key?: string;
  readonly text: (row: TrendRow) => string;
  readonly isNumber: boolean;
}

const count = (key: keyof TrendRow, heading: string = key): TrendColumn => ({
  heading,
  key,
  text: ({ [key]: value }) => (value === null || value === undefined ? "" : String(value)),
  isNumber: true,
});

const status = (name: RuntimeStatus): TrendColumn => ({
  heading: name,
  text: ({ byStatus }) => String(byStatus[name] ?? 0),
  isNumber: true,
});

export function trendColumns(
  { rows }: Trend,
  statuses: readonly RuntimeStatus[],
  started: TrendColumn,
  ownerText: (owner: string | null) => string,
): TrendColumn[] {
  const owner: TrendColumn = {
    heading: "owner",
    text: (row) => ownerText(row.owner ?? null),
    isNumber: false,
  };
  return [
    started,
    ...(rows.some((row) => row.owner !== undefined) ? [owner] : []),
    count("targets"),
    count("read"),
    count("functions"),
    ...statuses.map(status),
    count("waived"),
    count("new"),
    count("fixed"),
    count("stillOpen", "still open"),
    count("targetsLeftOut", "left out"),
  ];
}

/** For people: the statuses that occur. */
export function peopleColumns(trend: Trend): TrendColumn[] {
  const occurring = RUNTIME_STATUSES.filter((name) => trend.rows.some(({ byStatus }) => byStatus[name]));
  const name = timeNames(trend.rows.map(({ startedAt }) => startedAt));
  const started: TrendColumn = {
    heading: "report",
    text: ({ startedAt }) => name(startedAt),
    isNumber: false,
  };
  return trendColumns(trend, occurring, started, (owner) => owner ?? "(no owner)");
}
