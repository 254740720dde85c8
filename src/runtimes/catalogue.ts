import { daysBetween } from "../model/day.ts";
import type { CatalogueInfo } from "../model/runtime.ts";
import data from "./catalogue.json" with { type: "json" };
import { type CatalogueShape, checkCatalogue, type SchemaIssue } from "./schema.ts";

/**
 * Lifecycle data: every runtime with its dates, the day on which the data was current, and its source. A date is
 * null when AWS has not published one. `sameVersionSuccessor` is the same language version on a newer operating
 * system. `containerOnly` marks a base image that functions cannot use as a runtime. `gaExpectedBy`: the last day of
 * the month for which AWS announced the general availability of a preview.
 * `regional`: by region, the dates that differ there.
 */
export type Catalogue = Readonly<Omit<CatalogueShape, "runtimes">> & {
  readonly runtimes: readonly CatalogueRuntime[];
};
/** Dates of a runtime that differ in one region. */
export type RegionalDates = Readonly<NonNullable<CatalogueRuntime["regional"]>[string]>;
export type CatalogueRuntime = Readonly<CatalogueShape["runtimes"][number]>;

let builtin: Catalogue | undefined;

/** The catalogue that ships with this version. */
export function builtinCatalogue(): Catalogue {
  builtin ??= catalogueOf(data, ({ path, message }) => new Error(`catalogue.json: ${path} ${message}`));
  return builtin;
}

/** Parses a catalogue from data of unknown shape; throws what `failure` makes of its problems. */
export function catalogueOf(data: unknown, failure: (issue: SchemaIssue) => Error): Catalogue {
  const checked = checkCatalogue(data);
  if ("issue" in checked) throw failure(checked.issue);
  const [repeated, ...others] = repeatedIds(checked.value.runtimes);
  if (repeated !== undefined) throw failure({ ...repeated, others });
  return checked.value;
}

function repeatedIds(runtimes: readonly CatalogueRuntime[]): SchemaIssue[] {
  const seen = new Map<string, number>();
  return runtimes.flatMap(({ id }, index) => {
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    return first === undefined
      ? []
      : [{ path: `runtimes[${index}].id`, message: `${id} repeats runtimes[${first}]` }];
  });
}

/** What a report records about the catalogue it was assessed with. */
export function catalogueInfo(catalogue: Catalogue, today: string): CatalogueInfo {
  const { asOf, source } = catalogue;
  return { asOf, source, ageDays: daysBetween(asOf, today) };
}
