import { cleanText, jsonText, tsvCell } from "../../report/cell.ts";
import { layout, type TextColumn } from "../../report/layout.ts";
import { type Paint, painter, STATUS_STYLE } from "../../report/style.ts";
import { type Catalogue, catalogueInfo } from "../../runtimes/catalogue.ts";
import type { ListedRuntime } from "../../runtimes/listing.ts";
import type { Terminal } from "../terminal.ts";
import type { RuntimesOptions } from "./runtimes-options.ts";

interface Column {
  /** The TSV header. */
  readonly key: string;
  readonly text: (row: ListedRuntime) => string;
  /** The heading in a table; columns without one stand in TSV only. */
  readonly heading?: string;
  readonly align?: "right";
}

const COLUMNS: readonly Column[] = [
  { key: "id", text: (row) => row.id, heading: "runtime" },
  { key: "name", text: (row) => row.name },
  { key: "family", text: (row) => row.family },
  { key: "os", text: (row) => row.os ?? "" },
  { key: "status", text: (row) => row.status, heading: "status" },
  { key: "deprecationDate", text: (row) => row.deprecationDate ?? "", heading: "deprecated" },
  { key: "blockCreateDate", text: (row) => row.blockCreateDate ?? "", heading: "create block" },
  { key: "blockUpdateDate", text: (row) => row.blockUpdateDate ?? "", heading: "update block" },
  { key: "daysLeft", text: (row) => String(row.daysLeft ?? ""), heading: "days", align: "right" },
  { key: "successor", text: (row) => row.successor ?? "", heading: "successor" },
  { key: "sameVersionSuccessor", text: (row) => row.sameVersionSuccessor ?? "", heading: "same version" },
  { key: "phase", text: (row) => row.phase },
  { key: "confidence", text: (row) => row.confidence ?? "" },
];

/** The catalogue in one of the formats; each says which day it is of and where it comes from. */
export function* listingText(
  catalogue: Catalogue,
  rows: readonly ListedRuntime[],
  today: string,
  { format, noHeader }: Pick<RuntimesOptions, "format" | "noHeader">,
  terminal: Terminal,
): Iterable<string> {
  if (format === "json") yield jsonListing(catalogue, rows, today);
  else if (format === "tsv") yield* tsvListing(catalogue, rows, !noHeader);
  else yield* tableListing(catalogue, rows, today, !noHeader, terminal);
}

/** A catalogue file that `--catalogue` reads, with the statuses besides. */
function jsonListing(catalogue: Catalogue, rows: readonly ListedRuntime[], judgedOn: string): string {
  const { asOf, source, ageDays } = catalogueInfo(catalogue, judgedOn);
  const head = Object.entries({ asOf, source, ageDays, judgedOn }).map(
    ([key, value]) => `  "${key}": ${jsonText(value)},\n`,
  );
  const body = rows.map((row) => `\n    ${jsonText(row)}`).join(",");
  return `{\n${head.join("")}  "runtimes": [${body}${body === "" ? "" : "\n  "}]\n}\n`;
}

function* tsvListing(
  { asOf, source }: Catalogue,
  rows: readonly ListedRuntime[],
  header: boolean,
): Iterable<string> {
  if (header) yield `${[...COLUMNS.map(({ key }) => key), "asOf", "source"].join("\t")}\n`;
  for (const row of rows) {
    // A negative number of days is no formula.
    const cells = COLUMNS.map(({ key, text }) => (key === "daysLeft" ? text(row) : tsvCell(text(row))));
    yield `${[...cells, asOf, tsvCell(source)].join("\t")}\n`;
  }
}

function* tableListing(
  { asOf, source }: Catalogue,
  rows: readonly ListedRuntime[],
  today: string,
  header: boolean,
  { width, color }: Terminal,
): Iterable<string> {
  const paint = painter(color);
  const columns = COLUMNS.flatMap((column) => tableColumn(column, paint));
  const table = layout(columns, rows, width);
  if (header) for (const line of table.header) yield `${paint("bold", line)}\n`;
  for (const row of rows) {
    // On a narrow terminal the columns of a second line may all be empty.
    for (const line of table.record(row)) if (line.trim() !== "") yield `${line}\n`;
  }
  yield `\ncatalogue of ${asOf}, judged as of ${today}; source: ${cleanText(source)}\n`;
}

function tableColumn({ key, heading, text, align }: Column, paint: Paint): TextColumn<ListedRuntime>[] {
  if (heading === undefined) return [];
  return [
    {
      heading,
      text: (row) => cleanText(text(row)),
      ...(align && { align }),
      ...(key === "status" && { paint: (cell, { status }) => paint(STATUS_STYLE[status], cell) }),
    },
  ];
}
