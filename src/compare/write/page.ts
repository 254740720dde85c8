import { DEPRECATED_STATUSES, type RuntimeStatus } from "../../model/runtime.ts";
import { counted } from "../../model/words.ts";
import { assessedOn } from "../../report/deadlines.ts";
import { CHANGES, type ChangeKind, type Difference, type Side } from "../difference.ts";
import { notesOf } from "./notes.ts";
import { type DiffSection, sectionsOf } from "./sections.ts";

/** A comparison as people read it, in any format. */
export interface DiffPage {
  /** The numbers of functions before and after, by status. */
  readonly totals: readonly string[];
  /** What is compared, older first. */
  readonly sides: readonly string[];
  /** The changes in one line. */
  readonly summary: string;
  /** What limits the comparison; sentences. */
  readonly notes: readonly string[];
  /** Sections with rows, most urgent first. */
  readonly sections: readonly DiffSection[];
}

/** The names of the two reports. */
export interface SideNames {
  readonly old: string;
  readonly new: string;
}

export function pageOf(difference: Difference, names: SideNames): DiffPage {
  return {
    totals: totalTexts(difference),
    sides: [sideText(names.old, difference.old), sideText(names.new, difference.new)],
    summary: changesText(difference.summary),
    notes: notesOf(difference),
    sections: sectionsOf(difference).filter(({ rows }) => rows.length > 0),
  };
}

const BLOCKED = ["create-blocked", "update-blocked"] as const satisfies readonly RuntimeStatus[];
const OTHERS = [
  "expiring",
  "unknown",
  "preview",
  "custom",
  "container",
  "supported",
] as const satisfies readonly RuntimeStatus[];

/** `deprecated 31 → 28 (−3)`, most urgent first; then waived functions, and all. */
function totalTexts({ old, new: fresh, summary: { byStatus, waived } }: Difference): string[] {
  const textOf = (name: string, statuses: readonly RuntimeStatus[]): string[] => {
    const found = statuses.flatMap((status) => byStatus[status] ?? []);
    const sum = (side: "old" | "new") => found.reduce((total, counts) => total + counts[side], 0);
    return found.length === 0 ? [] : [totalText(name, sum("old"), sum("new"))];
  };
  return [
    ...textOf("deprecated", DEPRECATED_STATUSES),
    ...BLOCKED.flatMap((status) => textOf(`of which ${status}`, [status])),
    ...OTHERS.flatMap((status) => textOf(status, [status])),
    ...(waived.old + waived.new > 0 ? [totalText("waived", waived.old, waived.new)] : []),
    totalText("functions", old.functions, fresh.functions),
  ];
}

function totalText(name: string, before: number, after: number): string {
  const sign = after === before ? "±" : after > before ? "+" : "−";
  return `${name} ${before} → ${after} (${sign}${Math.abs(after - before)})`;
}

/** `monday.json of 2026-11-16 08:00 UTC: 120 functions, 34 targets read, 2 not read` */
function sideText(name: string, { startedAt, catalogue, functions, read, notRead }: Side): string {
  const day = startedAt.slice(0, 10);
  const assessed = assessedOn(catalogue);
  const asOf = assessed === day ? "" : `, assessed as of ${assessed}`;
  const counts = `${counted(functions, "function")}, ${counted(read, "target")} read, ${notRead} not read`;
  return `${name} of ${day} ${startedAt.slice(11, 16)} UTC${asOf}: ${counts}`;
}

/** `2 newly deprecated, 1 new, 117 unchanged` */
function changesText(summary: Difference["summary"]): string {
  const kinds = Object.keys(CHANGES) as ChangeKind[];
  const changed = kinds.filter((kind) => summary[kind] > 0);
  const parts = changed.map((kind) => `${summary[kind]} ${CHANGES[kind].toLowerCase()}`);
  return [...(parts.length > 0 ? parts : ["no change"]), `${summary.unchanged} unchanged`].join("; ");
}
