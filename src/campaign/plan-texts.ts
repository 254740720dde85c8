/** What people read of a plan, whatever the format: its columns, its summary, what was not read. */
import { counted } from "../model/words.ts";
import { notReadReasons } from "../report/reasons.ts";
import type { Plan, PlanItem } from "./plan.ts";
import { upgradeNote } from "./upgrade-notes.ts";

/** The plan in one line: `5 items (2 new, 3 open), 31 functions; 4 functions waived`. */
export function planSummary({ summary, items }: Plan): string {
  const states = Object.entries(summary.byState).map(
    ([state, count]) => `${count} ${state}${state === "done" ? notFixed(items) : ""}`,
  );
  const waived = summary.waived === 0 ? "" : `; ${counted(summary.waived, "function")} waived`;
  const counts = states.length === 0 ? "" : ` (${states.join(", ")})`;
  return `${counted(summary.items, "item")}${counts}, ${counted(summary.functions, "function")}${waived}`;
}

/** Items that are done, but whose functions were not fixed. */
function notFixed(items: readonly PlanItem[]): string {
  const done = items.filter(({ state }) => state === "done");
  const waived = done.filter((item) => item.waived !== undefined).length;
  const moved = done.filter((item) => item.waived === undefined && item.moved !== undefined).length;
  const parts = [...(waived > 0 ? [`${waived} waived`] : []), ...(moved > 0 ? [`${moved} moved`] : [])];
  return parts.length === 0 ? "" : ` of which ${parts.join(" and ")}`;
}

/** `done`; where functions were not fixed, `done (2 waived, 1 moved)`. */
function stateText({ state, waived, moved }: PlanItem): string {
  const notes = [
    ...(waived === undefined ? [] : [`${waived} waived`]),
    ...(moved === undefined ? [] : [`${moved} moved`]),
  ];
  return notes.length === 0 ? state : `${state} (${notes.join(", ")})`;
}

export interface PlanColumn {
  readonly heading: string;
  readonly text: (item: PlanItem) => string;
  readonly isNumber?: true;
}

const COLUMNS: readonly PlanColumn[] = [
  { heading: "due", text: ({ dueDate }) => dueDate ?? "" },
  { heading: "state", text: stateText },
  { heading: "owner", text: ({ owner }) => owner ?? "(no owner)" },
  { heading: "what", text: ({ title }) => title },
  { heading: "accounts", text: ({ accounts }) => String(accounts.length), isNumber: true },
  { heading: "invocations", text: ({ invocations }) => String(invocations ?? ""), isNumber: true },
  { heading: "how", text: howText },
  { heading: "id", text: ({ id }) => id },
];

/** Of a remedy that only repeats the title, what else the upgrade takes. */
function howText({ state, runtime, successor, remedy }: PlanItem): string {
  if (state === "done") return "";
  return remedy === `upgrade from ${runtime} to ${successor}` ? upgradeNote(runtime, successor) : remedy;
}

/** The columns that people read, in any format; invocations where they are known of an item. */
export function planColumns({ items }: Pick<Plan, "items">): readonly PlanColumn[] {
  const isUseKnown = items.some(({ invocations }) => invocations !== undefined);
  return COLUMNS.filter(({ heading }) => heading !== "invocations" || isUseKnown);
}

/** A note of what was not read; empty when everything was. */
export function notReadNote({ notRead }: Plan): string {
  if (notRead.length === 0) return "";
  const places = notReadReasons(notRead).map((reason) => reason.places);
  return `${counted(notRead.length, "target")} not read, so functions may be missing: ${places.join("; ")}`;
}
