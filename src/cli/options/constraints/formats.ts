/** Constraints on the format: it must exist, it follows from the output file, and some options need certain formats. */

import { quoted } from "../../../model/quoted.ts";
import type { UserErrors } from "../../../model/user-errors.ts";
import { either } from "../../../model/words.ts";
import { COMMANDS, type CommandName } from "../../commands.ts";
import { wrongChoice } from "../complaints.ts";
import type { OptionTable } from "../entry.ts";
import { type Constraint, type Givens, isOn, lastOf, outranks, withOption, withoutKeys } from "../given.ts";
import { queryFormats } from "./query.ts";

/** Runs before the constraints, whose messages name the format: one that does not exist is left out. */
export function knownFormat(given: Givens, command: CommandName, errors: UserErrors): Givens {
  const format = given.get("format");
  const { format: entry }: OptionTable = COMMANDS[command].options;
  const value = lastOf(format);
  if (!format || entry?.kind !== "choice" || value === "" || entry.choices.includes(value)) return given;
  const word = value.toLowerCase();
  const meant = FORMAT_BY_EXTENSION.get(word) ?? PROGRAMS.get(word);
  errors.add(
    wrongChoice(
      format,
      value,
      entry.choices,
      entry.choices.find((it) => it === meant),
    ),
  );
  return withoutKeys(given, ["format"]);
}

/** Extensions of an output file, and the formats they stand for. */
const FORMAT_BY_EXTENSION: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tsv: "tsv",
    csv: "csv",
    json: "json",
    ndjson: "ndjson",
    jsonl: "ndjson",
    md: "markdown",
    markdown: "markdown",
    html: "html",
    htm: "html",
    xlsx: "xlsx",
    prom: "openmetrics",
    openmetrics: "openmetrics",
    yaml: "yaml",
    yml: "yaml",
    tf: "terraform",
  }),
);

/** Programs that people name instead of their format. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ["excel", "xlsx"],
  ["prometheus", "openmetrics"],
]);

/** Extensions of formats that no command has, and what comes nearest. */
const INSTEAD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    xls: "xlsx",
    xlsm: "xlsx",
    ods: "xlsx",
    pdf: "html",
    doc: "markdown",
    docx: "markdown",
    xml: "json",
  }),
);

/** For a file whose extension promises another format than is written. */
export function extensionWarning(given: Givens, command: CommandName): readonly string[] {
  const [output, format] = [given.get("output"), given.get("format")];
  if (!output) return [];
  const path = lastOf(output);
  const extension = extensionOf(path);
  const promised = FORMAT_BY_EXTENSION.get(extension);
  if (format) {
    const written = lastOf(format);
    if (promised === undefined || (INSIDE[written] ?? [written]).includes(promised)) return [];
    return [
      `${output.place}: ${quoted(path)} will be written as ${written}: ${format.place} decides, not the extension`,
    ];
  }
  const nearest = promised ?? INSTEAD.get(extension);
  const formats = formatsOf(command);
  // Others have no table to fall back to: what `role` prints is JSON already.
  if (nearest === undefined || !formats.includes("table")) return [];
  const use = formats.includes(nearest) ? nearest : either(formats.filter((it) => it !== "table"));
  return [
    `${output.place}: ${command} cannot write ${extension}, so ${quoted(path)} is a table; use --format ${use}`,
  ];
}

/** What is in a file of a format that is not named after it. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  ndjson: ["ndjson", "json"],
  atx: ["csv"],
  policy: ["json"],
  "trust-policy": ["json"],
  "hub-policy": ["json"],
  cloudformation: ["yaml"],
};

function extensionOf(path: string): string {
  return /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

/** Without `--format`, `-o report.html` is HTML, where the command has that format. */
export const formatFromOutput: Constraint = (given, { command }) => {
  const [output, format] = [given.get("output"), given.get("format")];
  if (!output || (format && !outranks(output, format))) return given;
  const implied = FORMAT_BY_EXTENSION.get(extensionOf(lastOf(output)));
  const allowed = given.has("query") ? queryFormats(command) : formatsOf(command);
  if (implied === undefined || !allowed.includes(implied)) return given;
  return withOption(given, "format", { ...output, values: [implied] });
};

/** Options that only some formats have room for. */
const FORMATS_OF = {
  groupBy: { formats: ["table", "markdown"], instead: "use --sort" },
  bom: { formats: ["csv", "tsv"], instead: "omit --bom" },
  noHeader: { formats: ["table", "tsv", "csv", "xlsx"], instead: "omit --no-header" },
} as const satisfies Record<string, { readonly formats: readonly string[]; readonly instead: string }>;

export const fittingFormat: Constraint = (given, { command, complain }) =>
  Object.entries(FORMATS_OF).reduce((rest, [key, { formats: all, instead }]) => {
    const formats = all.filter((it) => formatsOf(command).includes(it));
    const option = rest.get(key);
    const format = formatOf(rest, command);
    if (!option || !isOn(option) || formats.some((it) => it === format)) return rest;
    if (option.from === "command line")
      complain(
        `${option.place} works only with --format ${either(formats)}, not ${format}`,
        `Use one of these formats, or ${instead} with ${format}.`,
      );
    return withoutKeys(rest, [key]);
  }, given);

/** All formats of a command. */
function formatsOf(command: CommandName): readonly string[] {
  const { format }: OptionTable = COMMANDS[command].options;
  return format?.kind === "choice" ? format.choices : [];
}

function formatOf(given: Givens, command: CommandName): string {
  const { format }: OptionTable = COMMANDS[command].options;
  return lastOf(given.get("format")) || String(format?.kind === "choice" ? format.default : "");
}
