import type { Patterns } from "../model/patterns.ts";
import type { FunctionRow } from "../model/report.ts";
import type { RuntimeStatus } from "../model/runtime.ts";

/** `--runtime`, `--status` and `--name`; what is undefined keeps everything. */
export interface RowFilter {
  readonly runtimes?: Patterns | undefined;
  readonly statuses?: readonly RuntimeStatus[] | undefined;
  readonly names?: Patterns | undefined;
}

/** Keeps what matches every filter. A container image has no runtime, so that no runtime pattern matches it. */
export function rowFilter({ runtimes, statuses, names }: RowFilter): (row: FunctionRow) => boolean {
  return (row) =>
    (statuses === undefined || statuses.includes(row.runtimeStatus)) &&
    (names === undefined || names.matches(row.functionName)) &&
    (runtimes === undefined || (row.runtime !== null && runtimes.matches(row.runtime)));
}
