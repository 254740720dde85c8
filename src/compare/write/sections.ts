import type { AccountNames } from "../../model/coverage.ts";
import { isPublished } from "../../model/function.ts";
import { groupedBy } from "../../model/maps.ts";
import { isDeprecated, type RuntimeStatus } from "../../model/runtime.ts";
import { accountText } from "../../report/groups.ts";
import {
  type Cause,
  type CellChange,
  CHANGES,
  type Change,
  type ChangeKind,
  type Difference,
  type MovedDate,
  type RuntimeState,
} from "../difference.ts";

/** Raw text, which each writer escapes for its format. */
export interface Cell {
  readonly text: string;
  /** The status that the cell shows, for its colour. */
  readonly status?: RuntimeStatus;
  /** An identifier, which some formats show as code. */
  readonly name?: true;
  /** Whose text it is, where that is an account. */
  readonly account?: AccountNames;
}

/** One table of a comparison. */
export interface DiffSection {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The tables of a comparison, including empty ones. */
export function sectionsOf({ functions, cells, movedDates }: Difference): DiffSection[] {
  const kinds = Object.keys(LISTED) as (keyof typeof LISTED)[];
  return [
    ...kinds.map((kind) => changeSection(kind, functions[kind])),
    cellSection("Read in the older report only", cells.notReadNow),
    cellSection("Read in the newer report only", cells.notReadThen),
    dateSection(movedDates),
  ];
}

/** How each column of a change is filled. */
const COLUMNS = {
  account: (change) => ({ text: accountText(change), account: change }),
  region: ({ region }) => ({ text: region }),
  functionName: ({ functionName, version }) => ({
    text: isPublished({ version }) ? `${functionName}:${version}` : functionName,
    name: true,
  }),
  runtime: (change) => ({ text: thenNow(change, runtimeText) }),
  runtimeStatus: (change) => statusCell(change),
  deprecationDate: (change) => ({
    text: thenNow(change, ({ deprecationDate }) => deprecationDate ?? "no date"),
  }),
  because: ({ cause }) => ({ text: cause === null ? "" : BECAUSE[cause] }),
  lastModified: ({ lastModified }) => ({ text: lastModified.slice(0, 10) }),
} as const satisfies Record<string, (change: Change) => Cell>;

/** Without a runtime, only a container image is one. */
function runtimeText({ runtime, runtimeStatus }: RuntimeState): string {
  return runtime ?? (runtimeStatus === "container" ? "container image" : "unknown");
}

type ColumnName = keyof typeof COLUMNS;

const PLACE = ["account", "region", "functionName", "runtime", "runtimeStatus"] as const;
const STATUS_CHANGE = [...PLACE, "deprecationDate", "because"] as const satisfies readonly ColumnName[];
const EXISTENCE = [...PLACE, "deprecationDate", "lastModified"] as const satisfies readonly ColumnName[];

/**
 * The kinds whose functions are listed. Functions that may not be gone or new are only summed up by region, further
 * down, since one account that could not be accessed may have thousands; of those that appeared, the deprecated ones
 * are listed.
 */
const LISTED = {
  newlyDeprecated: STATUS_CHANGE,
  newlyBlocked: STATUS_CHANGE,
  newlyExpiring: STATUS_CHANGE,
  newlyFixed: STATUS_CHANGE,
  moved: [...PLACE, "deprecationDate"],
  new: EXISTENCE,
  gone: EXISTENCE,
  newlyVisible: [...PLACE, "deprecationDate", "because"],
} as const satisfies Partial<Record<ChangeKind, readonly ColumnName[]>>;

const BECAUSE: Readonly<Record<Cause, string>> = {
  runtime: "the function was moved",
  catalogue: "AWS moved the date",
  time: "time passed",
  "not read": "its region was not read then",
  filtered: "it was filtered out then",
  "not in the report": "its region was not in the older report",
};

function changeSection(kind: keyof typeof LISTED, changes: readonly Change[]): DiffSection {
  const visible = kind === "newlyVisible";
  const headings: readonly ColumnName[] = LISTED[kind];
  return {
    title: visible ? "Deprecated, and not covered by the older report" : CHANGES[kind],
    headings,
    rows: changes
      .filter(({ new: now }) => !visible || (now !== null && isDeprecated(now.runtimeStatus)))
      .map((change) => headings.map((heading) => COLUMNS[heading](change))),
  };
}

/** `then → now`, or one text when both are equal or one report has it. */
function thenNow(change: Change, text: (state: RuntimeState) => string): string {
  const texts = [change.old, change.new].flatMap((state) => (state ? [text(state)] : []));
  return [...new Set(texts)].join(" → ");
}

function statusCell(change: Change): Cell {
  const status: RuntimeStatus | undefined = (change.new ?? change.old)?.runtimeStatus;
  return { text: thenNow(change, ({ runtimeStatus }) => runtimeStatus), ...(status && { status }) };
}

/** One line for all regions of an account with the same status and message. */
function cellSection(title: string, cells: readonly CellChange[]): DiffSection {
  const groups = groupedBy(cells, (cell) => [accountText(cell), cell.status, cell.message].join("\n"));
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const functions = group.reduce((sum, cell) => sum + cell.functions, 0);
    const regions = group.map(({ region }) => region).join(", ");
    const why =
      first.status === "absent"
        ? "not in the report"
        : [first.status, first.message].filter(Boolean).join(": ");
    return [[accountText(first), regions, String(functions), why].map((text) => ({ text }))];
  });
  return { title, headings: ["account", "regions", "functions", "because"], rows };
}

function dateSection(moved: readonly MovedDate[]): DiffSection {
  return {
    title: "Dates that AWS moved",
    headings: ["runtime", "date", "then", "now", "functions"],
    rows: moved.map(({ runtime, date, old, new: fresh, functions }) =>
      [runtime, date, old ?? "none", fresh ?? "none", String(functions)].map((text) => ({ text })),
    ),
  };
}
