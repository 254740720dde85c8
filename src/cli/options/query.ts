import { UserError } from "../../model/failure.ts";
import { QUERY_FORMATS } from "../../report/query/text.ts";
import type { CommandName } from "./commands.ts";
import type { Given } from "./given.ts";

/** The formats that the result of a query can have, by command; the first is the default. */
const FORMATS: Readonly<Partial<Record<CommandName, readonly string[]>>> = { diff: ["json"] };

/**
 * Throws UserError for an invalid query, or for a format that cannot hold its result. `--format` or `--query` of the
 * command line wins over the other one in the environment.
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
    if (format.from === query.from) throw conflict(query, format, formats);
    options.delete("format");
  }
  if (!options.has("format"))
    options.set("format", { texts: [...formats.slice(0, 1)], place: "--query", from: "argv" });
  await checkQuery(command, query);
}

function conflict(query: Given, format: Given, formats: readonly string[]): UserError {
  return new UserError(
    `${query.place} cannot be combined with ${format.place} ${format.texts.join(",")}`,
    `Use --format ${formats.join(" or ")}, or omit one of the two.`,
  );
}

/** Nothing is scanned for an expression that fails on any report. */
async function checkQuery(command: CommandName, { texts, place }: Given): Promise<void> {
  const { compileQuery } = await import("../../report/query/query.ts");
  const sample = await sampleFor(command);
  for (const text of texts) compileQuery(text, place, sample);
}

async function sampleFor(command: CommandName): Promise<object> {
  return command === "diff"
    ? (await import("../../compare/sample.ts")).SAMPLE_DIFFERENCE
    : (await import("../../report/query/sample.ts")).SAMPLE_REPORT;
}
