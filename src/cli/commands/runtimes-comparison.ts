import { counted } from "../../model/words.ts";
import { cleanText } from "../../report/clean-text.ts";
import { tsvCell } from "../../report/flat-cell.ts";
import type { Catalogue } from "../../runtimes/catalogue.ts";
import { type CatalogueChange, changeText, compareCatalogues } from "../../runtimes/compare.ts";
import type { ListedRuntime } from "../../runtimes/listing.ts";
import type { Loaded } from "../../runtimes/load.ts";
import type { RuntimesOptions } from "./runtimes-options.ts";

interface Comparison {
  readonly before: Catalogue;
  readonly after: Catalogue;
  readonly changes: readonly CatalogueChange[];
  /** What was compared with what, for stderr. */
  readonly headline: string;
}

/**
 * Compares the older catalogue with the newer one, in whichever order they were given. If both have the same date, the
 * one of `--compare` counts as older.
 * @param chosen the rows that the filters keep; a runtime is compared when its row in either catalogue is kept
 */
export function compareInOrder(
  ours: Loaded,
  other: Loaded,
  chosen: (catalogue: Catalogue) => readonly ListedRuntime[],
): Comparison {
  const newer = other.catalogue.asOf > ours.catalogue.asOf;
  const [before, after] = newer ? [ours.catalogue, other.catalogue] : [other.catalogue, ours.catalogue];
  const ids = new Set([...chosen(before), ...chosen(after)].map(({ id }) => id));
  const uncovered = [...ours.uncovered, ...other.uncovered];
  const changes = compareCatalogues(before, after, uncovered).filter(({ id }) => ids.has(id));
  const headline = `${nameOf(before)} → ${nameOf(after)}: ${counted(changes.length, "difference")}`;
  return { before, after, changes, headline };
}

function nameOf({ asOf, source }: Catalogue): string {
  return `catalogue of ${asOf} (${source})`;
}

const KEYS = [
  "id",
  "change",
  "field",
  "before",
  "after",
] as const satisfies readonly (keyof CatalogueChange)[];

/** The differences: a sentence per line, TSV, or JSON. */
export function* comparisonText(
  { before, after, changes }: Comparison,
  { format, noHeader }: Pick<RuntimesOptions, "format" | "noHeader">,
): Iterable<string> {
  if (format === "json") {
    yield `${JSON.stringify({ before: headOf(before), after: headOf(after), changes: changes.map(recordOf) }, null, 2)}\n`;
    return;
  }
  if (format === "tsv" && !noHeader) yield `${KEYS.join("\t")}\n`;
  for (const change of changes) {
    yield format === "tsv"
      ? `${KEYS.map((key) => tsvCell(change[key] ?? "")).join("\t")}\n`
      : `${cleanText(changeText(change))}\n`;
  }
}

function headOf({ asOf, source }: Catalogue): Pick<Catalogue, "asOf" | "source"> {
  return { asOf, source };
}

/** With every key, even where there is no value. */
function recordOf(change: CatalogueChange): object {
  return { ...change, field: change.field ?? null };
}
