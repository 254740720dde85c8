/** The plan as a table: the work items enter, lines leave; where the terminal is narrow, columns are left out. */
import type { Plan } from "../../campaign/plan.ts";
import { planColumns } from "../../campaign/plan-texts.ts";
import type { Terminal } from "../terminal.ts";
import { drawTable, hiddenNote } from "./draw.ts";

export function* planTable(made: Plan, terminal: Pick<Terminal, "width" | "color">): Iterable<string> {
  if (made.items.length === 0) return;
  const columns = planColumns(made).map((column) => ({
    ...column,
    ...(WRAPS.has(column.heading) && { wraps: true as const, keeps: 30 }),
    ...(column.isNumber && { align: "right" as const }),
    ...(SPARE[column.heading] !== undefined && { spare: SPARE[column.heading] }),
  }));
  const drawn = drawTable(columns, made.items, terminal);
  for (const line of drawn.lines) yield `${line}\n`;
  yield* hiddenNote(drawn, terminal);
}

const WRAPS: ReadonlySet<string> = new Set(["owner", "what", "how"]);

/** Where the terminal is narrow, columns are left out, the highest number first. */
const SPARE: Readonly<Record<string, number>> = { how: 4, id: 3, accounts: 2, invocations: 1 };
