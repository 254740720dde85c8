/** The note of a target whose Web Functions are missing: what was seen earlier may still exist. */
import type { CoverageRow } from "./coverage.ts";

export const WEB_NOT_LISTED = "web functions could not be listed";

/** Whether all Web Functions of a target are in the report, where they were asked for. */
export function hasAllWeb({ message }: Pick<CoverageRow, "message">): boolean {
  return !message.includes(WEB_NOT_LISTED);
}
