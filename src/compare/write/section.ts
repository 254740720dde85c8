import type { RuntimeStatus } from "../../model/runtime.ts";

/** Raw text: each writer makes it safe for where it goes. */
export interface Cell {
  readonly text: string;
  /** The status that the cell speaks of, for its colour. */
  readonly status?: RuntimeStatus;
}

/** One table of a comparison, in every format for people. */
export interface Section {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A comparison as people read it. */
export interface Page {
  readonly title: string;
  /** What was compared: one line a report. */
  readonly sides: readonly string[];
  /** The changes in one sentence. */
  readonly summary: string;
  /** What to know before trusting the rest: scopes, filters, what was not read. */
  readonly notes: readonly string[];
  /** Those that have rows. */
  readonly sections: readonly Section[];
}
