/**
 * "What to do first" as columns, which Markdown and spreadsheets share: what is to be done by a coming date enters, and what is
 * past its last date as one row; values leave, which each format shows in its own way. Pure.
 */
import { daysText, type RuntimeFinding } from "./deadlines.ts";
import { type Overdue, ownersText } from "./due-groups.ts";

type Value = string | number | null;

export interface FirstColumn {
  readonly heading: string;
  /** `name`: an identifier that people copy; `text`: what people wrote. */
  readonly kind: "day" | "number" | "status" | "name" | "word" | "text";
  readonly finding: (finding: RuntimeFinding) => Value;
  readonly overdue: (overdue: Overdue) => Value;
  /** A sheet has it; in a table for reading, the deadline says it. */
  readonly inSheets?: true;
}

const nothing = () => null;

export const FIRST_COLUMNS: readonly FirstColumn[] = [
  {
    heading: "Deadline",
    kind: "day",
    finding: ({ deadline }) => deadline?.date ?? null,
    overdue: ({ date }) => date,
  },
  {
    heading: "What happens",
    kind: "word",
    finding: ({ deadline }) => deadline?.name ?? "not in the catalogue",
    overdue: () => "all dates passed",
  },
  {
    heading: "Days left",
    kind: "number",
    finding: ({ deadline }) => deadline?.days ?? null,
    overdue: nothing,
    inSheets: true,
  },
  {
    heading: "Runtime",
    kind: "name",
    finding: ({ runtime }) => runtime,
    overdue: ({ runtimes }) => runtimes.join(", "),
  },
  { heading: "Status", kind: "status", finding: ({ status }) => status, overdue: () => "overdue" },
  {
    heading: "Functions",
    kind: "number",
    finding: ({ functions }) => functions,
    overdue: ({ functions }) => functions,
  },
  { heading: "Accounts", kind: "number", finding: ({ accounts }) => accounts, overdue: nothing },
  { heading: "Action", kind: "word", finding: ({ actions }) => actions.join(", "), overdue: nothing },
  {
    heading: "Owners",
    kind: "text",
    finding: ({ owners }) => ownersText(owners),
    overdue: ({ owners }) => ownersText(owners),
  },
  { heading: "Move to", kind: "name", finding: ({ successor }) => successor, overdue: nothing },
];

/** `2027-04-30, in 152 days` */
export function deadlineText({ deadline }: RuntimeFinding): string {
  return deadline === undefined ? "" : `${deadline.date}, ${daysText(deadline.days)}`;
}
