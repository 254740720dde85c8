import type { Verdict } from "../goals.ts";
import type { Row } from "./row.ts";

const number = (digits: number) => (value: number) => value.toFixed(digits);

/** Columns of the table of measurements; a column nobody has a value in is left out. */
const COLUMNS: readonly [title: string, cell: (row: Row) => string | number | undefined][] = [
  ["workload", (row) => row.workload],
  ["who", (row) => row.who],
  ["wall s", (row) => number(2)(row.wallMs / 1000)],
  ["CPU s", (row) => number(2)(row.cpuMs / 1000)],
  ["peak MiB", (row) => number(0)(row.peakMb)],
  ["connections", (row) => row.connections],
  ["functions/s", (row) => row.functions && number(0)((row.functions * 1000) / row.wallMs)],
  ["CPU µs/target", (row) => row.cpuPerTarget && number(0)(row.cpuPerTarget)],
  ["CPU µs/account", (row) => row.cpuPerAccount && number(0)(row.cpuPerAccount)],
  ["in flight", (row) => row.reached],
  ["faults", (row) => row.faults],
  ["runs", (row) => row.runs],
];

/** Markdown, which reads well on a terminal too. */
export function measurementsTable(rows: readonly Row[]): string {
  const columns = COLUMNS.filter(([, cell]) => rows.some((row) => cell(row) !== undefined));
  return markdown([
    columns.map(([title]) => title),
    ...rows.map((row) => columns.map(([, cell]) => String(cell(row) ?? ""))),
  ]);
}

/** The table of docs/performance.md: one of all scenarios. */
export function pageTable(rows: readonly Row[]): string {
  const isTold = ({ who, wallMs }: Row) => who !== "fastest" && wallMs > 0;
  return markdown([
    ["scenario", "program", "wall s", "CPU s", "peak MiB", "in flight", "runs"],
    ...rows
      .filter(isTold)
      .map((row) => [
        `${row.scenario}: ${row.workload}`,
        row.who,
        number(2)(row.wallMs / 1000),
        number(2)(row.cpuMs / 1000),
        row.peakMb > 0 ? number(0)(row.peakMb) : "",
        String(row.reached ?? ""),
        String(row.runs),
      ]),
  ]);
}

export function goalsTable(verdicts: readonly Verdict[]): string {
  return markdown([
    ["goal", "measured", "to reach", "reached"],
    ...verdicts.map(({ text, value, atMost, atLeast, reached }) => [
      text,
      value === undefined ? "not measured" : number(2)(value),
      atMost === undefined ? `≥ ${short(atLeast)}` : `≤ ${short(atMost)}`,
      value === undefined ? "" : reached ? "yes" : "NO",
    ]),
  ]);
}

function short(value = 0): string {
  return String(Number(value.toFixed(2)));
}

function markdown(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length), 3),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return `${[line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n")}\n`;
}
