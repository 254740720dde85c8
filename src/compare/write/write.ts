import type { Difference } from "../difference.ts";
import { type DiffPage, pageOf, type SideNames } from "./page.ts";
import type { TableContext } from "./table.ts";

export type DifferenceFormat = "table" | "markdown" | "json" | "html";

type Write = (page: DiffPage, context: TableContext) => Iterable<string> | Promise<Iterable<string>>;

/** The formats for people; each is loaded only when needed. */
const WRITERS = {
  table: async () => (await import("./table.ts")).tableText,
  markdown: async () => (await import("./markdown.ts")).differenceMarkdown,
  html: async () => await (await import("./html.ts")).htmlWriter(),
} as const satisfies Record<Exclude<DifferenceFormat, "json">, () => Promise<Write>>;

/** A comparison as text, in pieces. */
export async function writeDifference(
  format: DifferenceFormat,
  difference: Difference,
  names: SideNames,
  context: TableContext,
): Promise<Iterable<string>> {
  if (format === "json") return (await import("./json.ts")).differenceJson(difference);
  const write: Write = await WRITERS[format]();
  return write(pageOf(difference, names), context);
}
