import type { Catalogue } from "./catalogue.ts";

/** Runtimes listed as a preview although AWS announced them as generally available by now, with that day. */
export type OverduePreviews = ReadonlyMap<string, string>;

/**
 * A preview and the generally available runtime share one identifier, and functions move on without a change: a
 * catalogue that is not updated goes on calling them a preview.
 */
export function overduePreviews({ runtimes }: Catalogue, today: string): OverduePreviews {
  const overdue = new Map<string, string>();
  for (const { id, phase, gaExpectedBy } of runtimes) {
    if (phase === "preview" && gaExpectedBy !== undefined && gaExpectedBy < today)
      overdue.set(id, gaExpectedBy);
  }
  return overdue;
}

/** A sentence, without the final period, for each of them that the report names. */
export function previewWarnings(overdue: OverduePreviews, isNamed: (id: string) => boolean): string[] {
  return [...overdue]
    .filter(([id]) => isNamed(id))
    .map(
      ([id, day]) =>
        `the catalogue lists ${id} as a preview, but AWS announced its general availability by ${day}; it may be ` +
        "supported by now: update lambda-inventory, or pass newer data with --catalogue FILE|URL",
    );
}
