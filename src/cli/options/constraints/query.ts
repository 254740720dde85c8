import { either } from "../../../model/words.ts";
import { QUERY_FORMATS } from "../../../report/query/text.ts";
import type { CommandName } from "../../commands.ts";
import { type Constraint, type Given, lastOf, outranks, withOption, withoutKeys } from "../given.ts";

/** The formats that can print the result of a query; the first is the default. */
export function queryFormats(command: CommandName): readonly string[] {
  return command === "diff" ? ["json"] : QUERY_FORMATS;
}

/** A query decides the format, unless one was given that can print its result. */
export const settleQuery: Constraint = (given, { command, complain }) => {
  const [query, format] = [given.get("query"), given.get("format")];
  if (!query) return given;
  const formats = queryFormats(command);
  if (format && formats.includes(lastOf(format))) return given;
  if (format && outranks(format, query)) return withoutKeys(given, ["query"]);
  if (format && !outranks(query, format)) {
    complain(
      `${query.place} cannot be combined with ${format.place} ${format.values.join(",")}`,
      `Use --format ${either(formats)}, or omit one of the two.`,
    );
    return given;
  }
  return withOption(given, "format", { ...query, values: formats.slice(0, 1) });
};

/** Nothing is scanned for an expression that fails on any report. */
export async function demandValidQuery(command: CommandName, query: Given): Promise<void> {
  const { compileQuery } = await import("../../../report/query/query.ts");
  const sample = await sampleFor(command);
  for (const expression of query.values) compileQuery(String(expression), query.place, sample);
}

async function sampleFor(command: CommandName): Promise<object> {
  return command === "diff"
    ? (await import("../../../compare/sample.ts")).SAMPLE_DIFFERENCE
    : (await import("../../../report/query/sample.ts")).SAMPLE_REPORT;
}
