import { daysBetween } from "../model/day.ts";
import type { CatalogueInfo } from "../model/runtime.ts";
import data from "./catalogue.json" with { type: "json" };
import { type CatalogueShape, checkCatalogue, type Fault } from "./schema.ts";

/**
 * Lifecycle data: every runtime with its dates, the day it stands for, and where it comes from. A null date:
 * AWS publishes none. `sameVersionSuccessor`: the same language version on a newer operating system.
 * `containerOnly`: a base image that is never the runtime of a function.
 */
export type Catalogue = Readonly<Omit<CatalogueShape, "runtimes">> & {
  readonly runtimes: readonly CatalogueRuntime[];
};
export type CatalogueRuntime = Readonly<CatalogueShape["runtimes"][number]>;

let builtin: Catalogue | undefined;

/** The catalogue that is shipped with the program. */
export function builtinCatalogue(): Catalogue {
  builtin ??= catalogueOf(data, (fault) => new Error(`catalogue.json: ${fault.path} ${fault.message}`));
  return builtin;
}

/** A catalogue from data of unknown shape; throws what `failure` makes of the first fault. */
export function catalogueOf(data: unknown, failure: (fault: Fault) => Error): Catalogue {
  const checked = checkCatalogue(data);
  if ("fault" in checked) throw failure(checked.fault);
  const repeated = repeatedId(checked.value.runtimes);
  if (repeated !== undefined) throw failure(repeated);
  return checked.value;
}

function repeatedId(runtimes: readonly CatalogueRuntime[]): Fault | undefined {
  const seen = new Map<string, number>();
  for (const [index, { id }] of runtimes.entries()) {
    const first = seen.get(id);
    if (first !== undefined)
      return { path: `runtimes[${index}].id`, message: `${id} repeats runtimes[${first}]` };
    seen.set(id, index);
  }
  return undefined;
}

/** What a report says of the catalogue that judged it. */
export function catalogueInfo(catalogue: Catalogue, today: string): CatalogueInfo {
  const { asOf, source } = catalogue;
  return { asOf, source, ageDays: daysBetween(asOf, today) };
}
