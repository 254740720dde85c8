import { byCodePoint } from "../model/order.ts";
import type { Catalogue, CatalogueRuntime, RegionalDates } from "./catalogue.ts";
import type { UncoveredField } from "./foreign-row.ts";

/** The fields of a runtime that AWS changes, with their names for people. */
const COMPARED = [
  ["deprecationDate", "deprecation"],
  ["blockCreateDate", "create block"],
  ["blockUpdateDate", "update block"],
  ["phase", "phase"],
  ["successor", "successor"],
] as const satisfies readonly (readonly [keyof CatalogueRuntime, string])[];

type ComparedField = (typeof COMPARED)[number][0];

/** One difference between two catalogues. */
export interface CatalogueChange {
  readonly id: string;
  readonly change: "added" | "removed" | "later" | "earlier" | "set" | "cleared" | "changed";
  /**
   * Undefined when the whole runtime was added or removed. `deprecationDate:us-east-1`: the date that holds in that
   * region, where it differs from the others.
   */
  readonly field: ComparedField | `${keyof RegionalDates}:${string}` | undefined;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * The differences between two catalogues, by identifier and then in the order of `COMPARED`.
 * @param ignored fields that one of the two sources does not cover
 */
export function compareCatalogues(
  before: Catalogue,
  after: Catalogue,
  ignored: readonly UncoveredField[] = [],
): readonly CatalogueChange[] {
  const old = new Map(before.runtimes.map((row) => [row.id, row]));
  const now = new Map(after.runtimes.map((row) => [row.id, row]));
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort(byCodePoint);
  return ids.flatMap((id) => changesOf(id, old.get(id), now.get(id), ignored));
}

function changesOf(
  id: string,
  before: CatalogueRuntime | undefined,
  after: CatalogueRuntime | undefined,
  ignored: readonly UncoveredField[],
): CatalogueChange[] {
  const whole = { id, field: undefined, before: null, after: null };
  if (before === undefined) return [{ ...whole, change: "added" }];
  if (after === undefined) return [{ ...whole, change: "removed" }];
  return COMPARED.map(([field]) => field)
    .filter((field) => !ignored.some((uncovered) => uncovered === field))
    .flatMap((field) => [
      ...changeOf(id, field, before[field], after[field]),
      ...(isDated(field) ? regionalChanges(before, after, field) : []),
    ]);
}

function changeOf(
  id: string,
  field: NonNullable<CatalogueChange["field"]>,
  before: string | null,
  after: string | null,
): CatalogueChange[] {
  return before === after ? [] : [{ id, field, before, after, change: kindOf(field, before, after) }];
}

function isDated(field: ComparedField): field is keyof RegionalDates {
  return field.endsWith("Date");
}

/** The regions where a date moved otherwise than it did elsewhere. */
function regionalChanges(
  before: CatalogueRuntime,
  after: CatalogueRuntime,
  field: keyof RegionalDates,
): CatalogueChange[] {
  const regions = new Set([...Object.keys(before.regional ?? {}), ...Object.keys(after.regional ?? {})]);
  return [...regions].sort(byCodePoint).flatMap((region) => {
    const [old, now] = [before, after].map((row) => row.regional?.[region]?.[field] ?? row[field]);
    const asElsewhere = old === before[field] && now === after[field];
    return asElsewhere ? [] : changeOf(before.id, `${field}:${region}`, old ?? null, now ?? null);
  });
}

function kindOf(field: string, before: string | null, after: string | null): CatalogueChange["change"] {
  if (before === null) return "set";
  if (after === null) return "cleared";
  if (!/Date(?::|$)/.test(field)) return "changed";
  return after > before ? "later" : "earlier";
}

/** One difference as a line: `python3.10 deprecation 2026-06-30 → 2026-10-31, later`. */
export function changeText({ id, change, field, before, after }: CatalogueChange): string {
  if (field === undefined) return `${id} ${change}`;
  const [key, region] = field.split(":");
  const [, name] = COMPARED.find(([compared]) => compared === key) ?? [field, field];
  const where = region === undefined ? "" : ` in ${region}`;
  return `${id} ${name}${where} ${before ?? "none"} → ${after ?? "none"}, ${change}`;
}
