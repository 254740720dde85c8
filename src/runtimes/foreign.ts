/** Converts lifecycle data that others publish (cfn-lint, endoflife.date, AWS Health) into the shape of our own catalogue. */
import { dayOf } from "../model/day.ts";
import { isObject } from "../model/json.ts";
import { builtinCatalogue } from "./catalogue.ts";
import type { ForeignCatalogue, ForeignRow } from "./foreign-row.ts";
import { looksLikeHealth, readHealth } from "./health.ts";
import { checkCfnLint, checkEndOfLifeV0, checkEndOfLifeV1, familyOf, type SchemaIssue } from "./schema.ts";

interface Format {
  readonly recognises: (data: unknown) => boolean;
  readonly read: (data: unknown) => ForeignCatalogue | { readonly issue: SchemaIssue };
}

const FORMATS: readonly Format[] = [
  { recognises: Array.isArray, read: readEndOfLifeV0 },
  { recognises: (data) => isObject(data) && "result" in data, read: readEndOfLifeV1 },
  { recognises: looksLikeHealth, read: readHealth },
  { recognises: looksLikeCfnLint, read: readCfnLint },
];

/** Parses data of a foreign format; undefined when it matches none of them. */
export function readForeign(data: unknown): ForeignCatalogue | { readonly issue: SchemaIssue } | undefined {
  return FORMATS.find(({ recognises }) => recognises(data))?.read(data);
}

function looksLikeCfnLint(data: unknown): boolean {
  return isObject(data) && Object.values(data).some((row) => isObject(row) && "deprecated" in row);
}

function readCfnLint(data: unknown): ForeignCatalogue | { readonly issue: SchemaIssue } {
  const checked = checkCfnLint(data);
  if ("issue" in checked) return checked;
  const rows = Object.entries(checked.value).map(([id, row]) => ({
    id,
    deprecationDate: row.deprecated,
    blockCreateDate: row["create-block"],
    blockUpdateDate: row["update-block"],
    successor: row.successor,
  }));
  return { source: "cfn-lint", asOf: undefined, rows, uncovered: [] };
}

function readEndOfLifeV0(data: unknown): ForeignCatalogue | { readonly issue: SchemaIssue } {
  const checked = checkEndOfLifeV0(data);
  if ("issue" in checked) return checked;
  const rows = checked.value.map(({ cycle, releaseLabel, support, eol }) => ({
    id: cycle,
    name: releaseLabel,
    deprecationDate: typeof support === "string" ? support : null,
    blockCreateDate: null,
    blockUpdateDate: typeof eol === "string" ? eol : null,
    ended: support === false || eol === true,
  }));
  return { source: "endoflife.date", asOf: undefined, rows, uncovered: ["blockCreateDate", "successor"] };
}

function readEndOfLifeV1(data: unknown): ForeignCatalogue | { readonly issue: SchemaIssue } {
  const checked = checkEndOfLifeV1(data);
  if ("issue" in checked) return checked;
  const { result, last_modified, generated_at } = checked.value;
  const rows = result.releases.map((release) => ({
    id: release.name,
    name: release.label,
    deprecationDate: release.eoasFrom,
    blockCreateDate: null,
    blockUpdateDate: release.eolFrom,
    ended: release.isEoas,
  }));
  const uncovered = ["blockCreateDate", "successor"] as const;
  // The page is rebuilt daily: the day on which its dates last changed is the one that counts.
  return { source: "endoflife.date", asOf: dayIn(last_modified ?? generated_at), rows, uncovered };
}

function dayIn(moment: string): string | undefined {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? undefined : dayOf(date);
}

/**
 * Completes the rows to those of a catalogue. Dates come from the source only; fields it does not cover (name, family,
 * operating system, phase, often the successor) come from the built-in catalogue.
 */
export function completeRows(rows: readonly ForeignRow[]): readonly object[] {
  const known = new Map(builtinCatalogue().runtimes.map((row) => [row.id, row]));
  return rows
    .filter(hasUsableDates)
    .map(({ id, name, successor, regional, deprecationDate, blockCreateDate, blockUpdateDate }) => {
      const own = known.get(id);
      const dated =
        regional !== undefined || (deprecationDate ?? blockCreateDate ?? blockUpdateDate) !== null;
      return {
        id,
        name: name ?? own?.name ?? id,
        family: own?.family ?? familyOf(id),
        os: own?.os ?? null,
        deprecationDate,
        blockCreateDate,
        blockUpdateDate,
        ...(regional !== undefined && { regional }),
        successor: successor === undefined ? (own?.successor ?? null) : successor,
        sameVersionSuccessor: own?.sameVersionSuccessor ?? null,
        phase: dated ? "ga" : (own?.phase ?? "ga"),
        ...(!dated && own?.gaExpectedBy !== undefined && { gaExpectedBy: own.gaExpectedBy }),
        containerOnly: own?.containerOnly ?? false,
      };
    });
}

/** False for a runtime that has ended without any date: it must not count as supported. */
export function hasUsableDates(row: ForeignRow): boolean {
  return row.ended !== true || (row.deprecationDate ?? row.blockUpdateDate) !== null;
}
