import { UserError } from "../../model/failure.ts";
import { QUERY_FORMATS } from "../../report/query-text.ts";
import type { CommandName } from "./commands.ts";
import type { Given } from "./given.ts";

/** The formats that a query's answer has, by command; the first is meant when none is named. */
const FORMATS: Readonly<Partial<Record<CommandName, readonly string[]>>> = { diff: ["json"] };

/**
 * Throws UserError for a query that is no JMESPath, or that the format has no place for. What the environment says
 * gives way to the command line.
 */
export async function settleQuery(command: CommandName, options: Map<string, Given>): Promise<void> {
  const query = options.get("query");
  if (query === undefined) return;
  const format = options.get("format");
  const formats = FORMATS[command] ?? QUERY_FORMATS;
  if (format !== undefined && !formats.includes(format.texts.at(-1) ?? "")) {
    if (format.from === "argv" && query.from === "environment") {
      options.delete("query");
      return;
    }
    if (format.from === query.from) throw noPlace(query, format, formats);
    options.delete("format");
  }
  if (!options.has("format"))
    options.set("format", { texts: [...formats.slice(0, 1)], place: "--query", from: "argv" });
  await demandSound(command, query);
}

function noPlace(query: Given, format: Given, formats: readonly string[]): UserError {
  return new UserError(
    `${query.place}: its answer has no place in ${format.place} ${format.texts.join(",")}`,
    `Give --format ${formats.join(" or ")}, or leave one of the two out.`,
  );
}

/** Nothing is scanned for an expression that could never be answered. */
async function demandSound(command: CommandName, { texts, place }: Given): Promise<void> {
  const { compileQuery } = await import("../../report/query.ts");
  const { SAMPLE_REPORT } = await import("../../report/query-sample.ts");
  for (const text of texts) compileQuery(text, place, command === "diff" ? undefined : SAMPLE_REPORT);
}
