import type { CoverageRow } from "../model/coverage.ts";
import { tsvCell } from "./flat-cell.ts";
import { jsonLines } from "./json.ts";

/** The ledger's columns, in the order of the JSON report. */
export const COVERAGE_KEYS = [
  "accountId",
  "accountName",
  "region",
  "status",
  "stage",
  "code",
  "message",
  "functions",
  "durationMs",
] as const satisfies readonly (keyof CoverageRow)[];

/** The ledger as a separate file (`--coverage FILE`), in pieces. */
export function* coverageText(rows: readonly CoverageRow[], kind: "tsv" | "json"): Iterable<string> {
  if (kind === "json") {
    yield* jsonLines(rows, "");
    yield "\n";
    return;
  }
  yield `${COVERAGE_KEYS.join("\t")}\n`;
  for (const row of rows) yield `${COVERAGE_KEYS.map((key) => tsvCell(String(row[key]))).join("\t")}\n`;
}
