import type { Patterns } from "../model/patterns.ts";
import type { FunctionRow } from "../model/report.ts";
import type { RuntimeStatus } from "../model/runtime.ts";

/** `--runtime`, `--status` and `--name`; what is undefined keeps everything. */
export interface RowFilter {
  readonly runtime?: Patterns | undefined;
  readonly status?: readonly RuntimeStatus[] | undefined;
  readonly name?: Patterns | undefined;
}

/** Keeps what matches every filter. A container image has no runtime, so that no runtime pattern matches it. */
export function rowFilter({ runtime, status, name }: RowFilter): (row: FunctionRow) => boolean {
  return (row) =>
    (status === undefined || status.includes(row.runtimeStatus)) &&
    (name === undefined || name.matches(row.functionName)) &&
    (runtime === undefined || (row.runtime !== null && runtime.matches(row.runtime)));
}
