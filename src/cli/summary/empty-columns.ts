/** Selected columns that stay empty, because the calls that fill them need `--with`. */
import { EXTRAS, type Extra } from "../../model/column.ts";
import { type ColumnKey, extraColumns, isTagColumn } from "../../report/columns.ts";
import type { Messages } from "../messages.ts";
import type { OutputOptions } from "../options/report.ts";

/** @param remedy what to do, or why it is so; the words of `--with` that are missing go in */
export function warnOfEmpty(
  { columns = [], sort = [] }: Pick<OutputOptions, "columns" | "sort">,
  extras: readonly Extra[],
  remedy: (needed: string) => string,
  messages: Messages,
): void {
  const named = new Set([...columns, ...sort.map(({ key }) => key)]);
  const missing = EXTRAS.filter((extra) => !extras.includes(extra)).map((extra) => ({
    extra,
    columns: [...named].filter((key) => fills(extra, key)),
  }));
  const needed = missing.filter(({ columns }) => columns.length > 0);
  if (needed.length === 0) return;
  const empty = needed.flatMap(({ columns }) => columns).join(",");
  messages.warn(`${empty} will be empty: ${remedy(needed.map(({ extra }) => extra).join(","))}`);
}

/** What is read from the tags of a function besides the tags themselves. */
const IN_TAGS: ReadonlySet<ColumnKey> = new Set(["stack", "logicalId", "origin"]);

function fills(extra: Extra, key: ColumnKey): boolean {
  if (extra === "tags" && (isTagColumn(key) || IN_TAGS.has(key))) return true;
  return extraColumns([extra]).includes(key);
}
