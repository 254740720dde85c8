import { assessedOn } from "../../report/deadlines.ts";
import { counted } from "../../report/groups.ts";
import { CHANGES, type ChangeKind, type Difference, type Side } from "../difference.ts";
import { notesOf } from "./notes.ts";
import { type Section, sectionsOf } from "./sections.ts";

/** A comparison as people read it, in any format. */
export interface Page {
  /** What is compared, older first. */
  readonly sides: readonly string[];
  /** The changes in one line. */
  readonly summary: string;
  /** What limits the comparison; sentences. */
  readonly notes: readonly string[];
  /** Sections with rows, most urgent first. */
  readonly sections: readonly Section[];
}

/** The names of the two reports. */
export interface SideNames {
  readonly old: string;
  readonly new: string;
}

export function pageOf(difference: Difference, names: SideNames): Page {
  return {
    sides: [sideText(names.old, difference.old), sideText(names.new, difference.new)],
    summary: changesText(difference.summary),
    notes: notesOf(difference),
    sections: sectionsOf(difference).filter(({ rows }) => rows.length > 0),
  };
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
