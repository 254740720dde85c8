import { cleanText } from "../../report/clean-text.ts";
import { tsvCell } from "../../report/flat-cell.ts";
import { jsonText } from "../../report/json-text.ts";
import { STATUS_STYLE } from "../../report/style.ts";
import { type Catalogue, catalogueInfo } from "../../runtimes/catalogue.ts";
import type { ListedRuntime } from "../../runtimes/listing.ts";
import { type Column, drawTable, hiddenNote, noteLines } from "../table/draw.ts";
import type { Terminal } from "../terminal.ts";
import type { RuntimesOptions } from "./runtimes-options.ts";

interface ListingColumn {
  /** The TSV header. */
  readonly key: string;
  readonly text: (row: ListedRuntime) => string;
  /** The heading in a table; columns without one are only in TSV. */
  readonly heading?: string;
  readonly align?: "right";
  readonly wraps?: true;
  /** Left out of a table where the terminal is narrow, the highest first. */
  readonly spare?: number;
}

const COLUMNS: readonly ListingColumn[] = [
  { key: "id", text: (row) => row.id, heading: "runtime" },
  { key: "name", text: (row) => row.name },
  { key: "family", text: (row) => row.family },
  { key: "os", text: (row) => row.os ?? "" },
  { key: "status", text: (row) => row.status, heading: "status", wraps: true },
  { key: "deprecationDate", text: (row) => row.deprecationDate ?? "", heading: "deprecated", wraps: true },
  { key: "blockCreateDate", text: (row) => row.blockCreateDate ?? "", heading: "create block", wraps: true },
  { key: "blockUpdateDate", text: (row) => row.blockUpdateDate ?? "", heading: "update block", wraps: true },
  { key: "daysLeft", text: (row) => String(row.daysLeft ?? ""), heading: "days", align: "right", spare: 1 },
  { key: "successor", text: (row) => row.successor ?? "", heading: "successor" },
  {
    key: "sameVersionSuccessor",
    text: (row) => row.sameVersionSuccessor ?? "",
    heading: "same version",
    spare: 2,
  },
  { key: "phase", text: (row) => row.phase },
  { key: "confidence", text: (row) => row.confidence ?? "" },
];

interface Listing {
  readonly catalogue: Catalogue;
  readonly rows: readonly ListedRuntime[];
  /** The assessment date. */
  readonly today: string;
}

/** The catalogue in one of the formats, each with its date and source. */
export function* listingText(
  listing: Listing,
  { format, noHeader }: Pick<RuntimesOptions, "format" | "noHeader">,
  terminal: Terminal,
): Iterable<string> {
  if (format === "json") yield jsonListing(listing);
  else if (format === "tsv") yield* tsvListing(listing, !noHeader);
  else yield* tableListing(listing, !noHeader, terminal);
}

/** A catalogue file that `--catalogue` reads, with the statuses in addition. */
function jsonListing({ catalogue, rows, today: assessedOn }: Listing): string {
  const { asOf, source, ageDays } = catalogueInfo(catalogue, assessedOn);
  const head = Object.entries({ asOf, source, ageDays, assessedOn }).map(
    ([key, value]) => `  "${key}": ${jsonText(value)},\n`,
  );
  const body = rows.map((row) => `\n    ${jsonText(row)}`).join(",");
  return `{\n${head.join("")}  "runtimes": [${body}${body === "" ? "" : "\n  "}]\n}\n`;
}

function* tsvListing({ catalogue, rows }: Listing, header: boolean): Iterable<string> {
  const { asOf, source } = catalogue;
  if (header) yield `${[...COLUMNS.map(({ key }) => key), "asOf", "source"].join("\t")}\n`;
  for (const row of rows) {
    // A negative number of days is not a formula.
    const cells = COLUMNS.map(({ key, text }) => (key === "daysLeft" ? text(row) : tsvCell(text(row))));
    yield `${[...cells, asOf, tsvCell(source)].join("\t")}\n`;
  }
}

function* tableListing(
  { catalogue: { asOf, source }, rows, today }: Listing,
  header: boolean,
  terminal: Terminal,
): Iterable<string> {
  const drawn = drawTable(COLUMNS.flatMap(tableColumn), rows, terminal, header);
  for (const line of drawn.lines) yield `${line}\n`;
  yield "\n";
  yield* noteLines(`catalogue of ${asOf}, assessed as of ${today}; source: ${cleanText(source)}`, terminal);
  const regional = rows.filter((row) => row.regional !== undefined).map(regionsText);
  if (regional.length > 0)
    yield* noteLines(`other dates in some regions: ${cleanText(regional.join("; "))}`, terminal);
  yield* hiddenNote(drawn, terminal);
}

/** `python3.9 (eu-west-1, us-east-1)`; JSON has the dates. */
function regionsText({ id, regional = {} }: ListedRuntime): string {
  return `${id} (${Object.keys(regional).join(", ")})`;
}

function tableColumn({ key, heading, ...column }: ListingColumn): Column<ListedRuntime>[] {
  if (heading === undefined) return [];
  return [{ heading, ...column, ...(key === "status" && { style: ({ status }) => STATUS_STYLE[status] }) }];
}
