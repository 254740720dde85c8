/** Rows under headings (`--group-by`), and the words that all formats use for an account. */
import type { AccountNames } from "../model/coverage.ts";
import { isImage } from "../model/function.ts";
import { groupedBy } from "../model/maps.ts";
import { byCodePoint, byVersion } from "../model/order.ts";
import type { FunctionRow } from "../model/report.ts";
import { RUNTIME_STATUSES } from "../model/runtime.ts";
import { ACTIONS } from "../model/triage.ts";
import type { ColumnKey } from "./columns.ts";

interface Group {
  /** For people, e.g. `111122223333 payments-prod`. Raw text. */
  readonly title: string;
  readonly rows: readonly FunctionRow[];
}

/** What the rows of a group have in common, its title, and the columns that the title replaces. */
export const GROUPINGS = {
  account: {
    key: (row) => row.accountId,
    title: (row) => accountText(row),
    columns: ["accountId", "accountName"],
  },
  region: { key: (row) => row.region, title: (row) => row.region, columns: ["region"] },
  // What is not an image has a runtime that is unknown, such as that of a web function without a revision.
  runtime: {
    key: (row) => row.runtime ?? (isImage(row) ? "" : "unknown"),
    title: (row) => row.runtime ?? (isImage(row) ? "container images" : "unknown"),
    columns: ["runtime"],
    compare: byVersion,
  },
  owner: {
    key: (row) => row.owner ?? "",
    title: (row) => row.owner ?? "no owner",
    columns: ["owner", "ownerSource"],
  },
  status: {
    key: (row) => row.runtimeStatus,
    title: (row) => row.runtimeStatus,
    columns: ["runtimeStatus"],
    compare: inOrderOf(RUNTIME_STATUSES),
  },
  action: {
    key: (row) => row.action,
    title: (row) => row.action,
    columns: ["action"],
    compare: inOrderOf(ACTIONS),
  },
  managedBy: {
    key: (row) => row.managedBy ?? "",
    title: (row) => row.managedBy ?? "the team's own code",
    columns: ["managedBy", "managedByReason"],
  },
} as const satisfies Record<string, Grouping>;

interface Grouping {
  readonly key: (row: FunctionRow) => string;
  readonly title: (row: FunctionRow) => string;
  readonly columns: readonly ColumnKey[];
  /** The order of the groups; default: by code point of their keys. */
  readonly compare?: (a: string, b: string) => number;
}

function inOrderOf(words: readonly string[]): (a: string, b: string) => number {
  return (a, b) => words.indexOf(a) - words.indexOf(b);
}

export type GroupBy = keyof typeof GROUPINGS;
/** The values of `--group-by`. */
export const GROUP_BYS = Object.keys(GROUPINGS) as readonly GroupBy[];

/** The rows under headings, in the order of the grouping; within a group the order of the rows is kept. */
export function groupRows(rows: readonly FunctionRow[], by: GroupBy): readonly Group[] {
  const { key, title, compare = byCodePoint }: Grouping = GROUPINGS[by];
  return [...groupedBy(rows, key)]
    .sort(([a], [b]) => compare(a, b))
    .map(([, members]) => ({ title: members[0] === undefined ? "" : title(members[0]), rows: members }));
}

/** An account for people: its id and name, as far as they are known. */
export function accountText({ accountId, accountName }: AccountNames): string {
  return [accountId, accountName].filter((text) => text !== "").join(" ");
}
