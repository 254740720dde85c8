import { isDeprecated, type RuntimeStatus } from "../../model/runtime.ts";
import { accountText, groupedBy } from "../../report/groups.ts";
import {
  type Cause,
  type CellChange,
  CHANGES,
  type Change,
  type ChangeKind,
  type Difference,
  type MovedDate,
} from "../difference.ts";

/** Raw text, which each writer makes safe for where it goes. */
export interface Cell {
  readonly text: string;
  /** The status that the cell speaks of, for its colour. */
  readonly status?: RuntimeStatus;
  /** An identifier, which some formats set apart. */
  readonly name?: true;
}

/** One table of a comparison. */
export interface Section {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The tables of a comparison, empty ones among them. */
export function sectionsOf({ functions, cells, movedDates }: Difference): Section[] {
  const kinds = Object.keys(LISTED) as (keyof typeof LISTED)[];
  return [
    ...kinds.map((kind) => changeSection(kind, functions[kind])),
    cellSection("Read then, not read now", cells.notReadNow),
    cellSection("Read now, not read then", cells.notReadThen),
    dateSection(movedDates),
  ];
}

/** How each column of a change is filled. */
const COLUMNS = {
  account: (change) => ({ text: accountText(change) }),
  region: ({ region }) => ({ text: region }),
  functionName: ({ functionName, version }) => ({
    text: version === "$LATEST" ? functionName : `${functionName}:${version}`,
    name: true,
  }),
  runtime: (change) => ({ text: thenNow(change, ({ runtime }) => runtime ?? "container image") }),
  runtimeStatus: (change) => statusCell(change),
  deprecationDate: (change) => ({
    text: thenNow(change, ({ deprecationDate }) => deprecationDate ?? "no date"),
  }),
  because: ({ cause }) => ({ text: cause === null ? "" : BECAUSE[cause] }),
  lastModified: ({ lastModified }) => ({ text: lastModified.slice(0, 10) }),
} as const satisfies Record<string, (change: Change) => Cell>;
type ColumnName = keyof typeof COLUMNS;

const PLACE = ["account", "region", "functionName", "runtime", "runtimeStatus"] as const;
const JUDGED = [...PLACE, "deprecationDate", "because"] as const satisfies readonly ColumnName[];
const THERE = [...PLACE, "deprecationDate", "lastModified"] as const satisfies readonly ColumnName[];

/**
 * The kinds that are listed function by function. What cannot be called gone or new is told by region, further
 * down: one account that could not be entered may hide thousands. Of what came into sight, the deprecated are
 * listed.
 */
const LISTED = {
  newlyDeprecated: JUDGED,
  newlyBlocked: JUDGED,
  newlyExpiring: JUDGED,
  newlyFixed: JUDGED,
  moved: [...PLACE, "deprecationDate"],
  new: THERE,
  gone: THERE,
  newlyVisible: [...PLACE, "deprecationDate", "because"],
} as const satisfies Partial<Record<ChangeKind, readonly ColumnName[]>>;

const BECAUSE: Readonly<Record<Cause, string>> = {
  runtime: "it was moved",
  catalogue: "AWS moved the date",
  time: "time passed",
  "not read": "its region was not read then",
  filtered: "a filter kept it out then",
  "not in the report": "its region was not in the report then",
};

function changeSection(kind: keyof typeof LISTED, changes: readonly Change[]): Section {
  const visible = kind === "newlyVisible";
  const headings: readonly ColumnName[] = LISTED[kind];
  return {
    title: visible ? "Deprecated, and not looked at then" : CHANGES[kind],
    headings,
    rows: changes
      .filter(({ new: now }) => !visible || (now !== null && isDeprecated(now.runtimeStatus)))
      .map((change) => headings.map((heading) => COLUMNS[heading](change))),
  };
}

/** `then → now`, or once what stayed or stands in one report only. */
function thenNow(change: Change, text: (standing: NonNullable<Change["new"]>) => string): string {
  const told = [change.old, change.new].flatMap((standing) => (standing ? [text(standing)] : []));
  return [...new Set(told)].join(" → ");
}

function statusCell(change: Change): Cell {
  const status: RuntimeStatus | undefined = (change.new ?? change.old)?.runtimeStatus;
  return { text: thenNow(change, ({ runtimeStatus }) => runtimeStatus), ...(status && { status }) };
}

/** So many regions are still named one by one. */
const FEW = 6;

/** Regions of an account for which the same is to be said stand on one line. */
function cellSection(title: string, cells: readonly CellChange[]): Section {
  const groups = groupedBy(cells, (cell) => [accountText(cell), cell.status, cell.message].join("\n"));
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const functions = group.reduce((sum, cell) => sum + cell.functions, 0);
    const regions =
      group.length > FEW ? `${group.length} regions` : group.map(({ region }) => region).join(", ");
    const why =
      first.status === "absent"
        ? "not in the report"
        : [first.status, first.message].filter(Boolean).join(": ");
    return [[accountText(first), regions, String(functions), why].map((text) => ({ text }))];
  });
  return { title, headings: ["account", "regions", "functions", "because"], rows };
}

function dateSection(moved: readonly MovedDate[]): Section {
  return {
    title: "Dates that AWS moved",
    headings: ["runtime", "date", "then", "now", "functions"],
    rows: moved.map(({ runtime, date, old, new: fresh, functions }) =>
      [runtime, date, old ?? "none", fresh ?? "none", String(functions)].map((text) => ({ text })),
    ),
  };
}
