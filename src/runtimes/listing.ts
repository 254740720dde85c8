import type { RuntimeStatus } from "../model/runtime.ts";
import { type AssessOptions, assess } from "./assess.ts";
import type { CatalogueRuntime } from "./catalogue.ts";

/** A row of the catalogue with its status on the assessment date. */
export interface ListedRuntime extends CatalogueRuntime {
  readonly status: RuntimeStatus;
  /** Days until the deprecation date; negative once it has passed; null without a date. */
  readonly daysLeft: number | null;
}

/** Assesses the whole catalogue, in its own order: by family, older before newer. */
export function listRuntimes({ catalogue, today, within }: AssessOptions): readonly ListedRuntime[] {
  return catalogue.runtimes.map((row) => {
    const { runtimeStatus, daysLeft } = assess(row, today, within);
    return { ...row, status: runtimeStatus, daysLeft };
  });
}
