/** Which extra columns (`--with`) a report was made with: those in which some row has a value. */
import { EXTRAS, type Extra } from "../model/column.ts";
import type { Report } from "../model/report.ts";
import { COLUMN_KEYS, definition, type RowKey, type SavedRow } from "../model/row.ts";

/** The columns of extra calls. */
export const EXTRA_KEYS = COLUMN_KEYS.filter((key) => definition(key).with !== undefined);

/** Looks at rows one by one. */
export class SeenExtras {
  readonly #missing = new Set<RowKey>(EXTRA_KEYS);
  readonly #seen = new Set<Extra | undefined>();

  add(row: Partial<SavedRow>): void {
    for (const key of this.#missing) {
      if (!hasValue(row, key)) continue;
      this.#missing.delete(key);
      this.#seen.add(definition(key).with);
    }
  }

  list(): Extra[] {
    return EXTRAS.filter((extra) => this.#seen.has(extra));
  }
}

/** Web Functions have no column: their number in the summary says that they were asked for. */
export function extrasOf({ functions, summary }: Pick<Report, "functions" | "summary">): Extra[] {
  const seen = new SeenExtras();
  for (const row of functions) seen.add(row);
  return [...seen.list(), ...(summary.webFunctions === undefined ? [] : ["webFunctions" as const])];
}

export function hasValue<K extends RowKey>(row: { readonly [Key in K]?: unknown }, key: K): boolean {
  return (row[key] ?? null) !== null;
}
