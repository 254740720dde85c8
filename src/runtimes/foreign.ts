/** Lifecycle data that others publish, read as it is and brought into the shape of our own catalogue. */
import { dayOf } from "../model/day.ts";
import { isObject } from "../model/json.ts";
import { builtinCatalogue, type CatalogueRuntime } from "./catalogue.ts";
import { checkCfnLint, checkEndOfLifeV0, checkEndOfLifeV1, type Fault, familyOf } from "./schema.ts";

/** What a row of a catalogue may hold and a source may be silent about. */
export type Unsaid = "blockCreateDate" | "successor";

/** A foreign source, understood. */
export interface Foreign {
  readonly source: string;
  /** The day that the source itself gives; undefined when it has none. */
  readonly asOf: string | undefined;
  readonly rows: readonly ForeignRow[];
  readonly unsaid: readonly Unsaid[];
}

type Dates = Pick<CatalogueRuntime, "id" | "deprecationDate" | "blockCreateDate" | "blockUpdateDate">;

/** One runtime; `ended`: the source says that it is over, whether or not it has the day. */
interface ForeignRow extends Dates {
  readonly name?: string | undefined;
  readonly successor?: string | null;
  readonly ended?: boolean;
}

interface Format {
  readonly recognises: (data: unknown) => boolean;
  readonly read: (data: unknown) => Foreign | { readonly fault: Fault };
}

const FORMATS: readonly Format[] = [
  { recognises: Array.isArray, read: readEndOfLifeV0 },
  { recognises: (data) => isObject(data) && "result" in data, read: readEndOfLifeV1 },
  { recognises: looksLikeCfnLint, read: readCfnLint },
];

/** Understands a foreign source; undefined: it is in none of their formats. */
export function readForeign(data: unknown): Foreign | { readonly fault: Fault } | undefined {
  return FORMATS.find(({ recognises }) => recognises(data))?.read(data);
}

function looksLikeCfnLint(data: unknown): boolean {
  return isObject(data) && Object.values(data).some((row) => isObject(row) && "deprecated" in row);
}

function readCfnLint(data: unknown): Foreign | { readonly fault: Fault } {
  const checked = checkCfnLint(data);
  if ("fault" in checked) return checked;
  const rows = Object.entries(checked.value).map(([id, row]) => ({
    id,
    deprecationDate: row.deprecated,
    blockCreateDate: row["create-block"],
    blockUpdateDate: row["update-block"],
    successor: row.successor,
  }));
  return { source: "cfn-lint", asOf: undefined, rows, unsaid: [] };
}

function readEndOfLifeV0(data: unknown): Foreign | { readonly fault: Fault } {
  const checked = checkEndOfLifeV0(data);
  if ("fault" in checked) return checked;
  const rows = checked.value.map(({ cycle, releaseLabel, support, eol }) => ({
    id: cycle,
    name: releaseLabel,
    deprecationDate: typeof support === "string" ? support : null,
    blockCreateDate: null,
    blockUpdateDate: typeof eol === "string" ? eol : null,
    ended: support === false || eol === true,
  }));
  return { source: "endoflife.date", asOf: undefined, rows, unsaid: ["blockCreateDate", "successor"] };
}

function readEndOfLifeV1(data: unknown): Foreign | { readonly fault: Fault } {
  const checked = checkEndOfLifeV1(data);
  if ("fault" in checked) return checked;
  const { result, last_modified, generated_at } = checked.value;
  const rows = result.releases.map((release) => ({
    id: release.name,
    name: release.label,
    deprecationDate: release.eoasFrom,
    blockCreateDate: null,
    blockUpdateDate: release.eolFrom,
    ended: release.isEoas,
  }));
  const unsaid = ["blockCreateDate", "successor"] as const;
  // The page is built daily; what counts is the day on which its dates were last touched.
  return { source: "endoflife.date", asOf: dayIn(last_modified ?? generated_at), rows, unsaid };
}

function dayIn(moment: string): string | undefined {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? undefined : dayOf(date);
}

/**
 * The rows as a catalogue has them. Dates are the source's alone; what it does not speak of at all (name, family,
 * operating system, phase, often the successor) comes from the built-in catalogue.
 */
export function completeRows(rows: readonly ForeignRow[]): readonly object[] {
  const known = new Map(builtinCatalogue().runtimes.map((row) => [row.id, row]));
  return rows
    .filter(isDatable)
    .map(({ id, name, successor, deprecationDate, blockCreateDate, blockUpdateDate }) => {
      const own = known.get(id);
      const dated = (deprecationDate ?? blockCreateDate ?? blockUpdateDate) !== null;
      return {
        id,
        name: name ?? own?.name ?? id,
        family: own?.family ?? familyOf(id),
        os: own?.os ?? null,
        deprecationDate,
        blockCreateDate,
        blockUpdateDate,
        successor: successor === undefined ? (own?.successor ?? null) : successor,
        sameVersionSuccessor: own?.sameVersionSuccessor ?? null,
        phase: dated ? "ga" : (own?.phase ?? "ga"),
        containerOnly: own?.containerOnly ?? false,
      };
    });
}

/** False for a runtime that is said to be over, without a single day: it must not pass as supported. */
export function isDatable(row: ForeignRow): boolean {
  return row.ended !== true || (row.deprecationDate ?? row.blockUpdateDate) !== null;
}
