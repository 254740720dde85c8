import { isObject } from "../../model/json.ts";
import { tsvCell } from "../flat-cell.ts";
import { escapeUnsafe } from "../json-text.ts";

/** The formats that the result of a query can have. */
export const QUERY_FORMATS = ["json", "tsv"] as const;
export type QueryFormat = (typeof QUERY_FORMATS)[number];

/** What a query found, as `--output json` and `--output text` of the AWS CLI show it. */
export function resultText(result: unknown, format: QueryFormat, header: boolean): string {
  return format === "json"
    ? `${escapeUnsafe(JSON.stringify(result ?? null, null, 4))}\n`
    : tsvText(result, header);
}

/**
 * One value is a line; a list of values is a line; of a list of lists, each is one. Objects are lines under
 * a header, as in every TSV of this program.
 */
function tsvText(result: unknown, header: boolean): string {
  if (!Array.isArray(result))
    return isObject(result) ? recordLines([result], header) : `${cellText(result)}\n`;
  if (result.length === 0) return "";
  if (result.every(isObject)) return recordLines(result, header);
  if (result.some(Array.isArray))
    return result.map((item) => line(Array.isArray(item) ? item : [item])).join("");
  return line(result);
}

function recordLines(records: readonly Readonly<Record<string, unknown>>[], header: boolean): string {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return (header ? line(keys) : "") + records.map((record) => line(keys.map((key) => record[key]))).join("");
}

function line(values: readonly unknown[]): string {
  return `${values.map(cellText).join("\t")}\n`;
}

/** Empty means empty; an object or a list stays JSON. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  return tsvCell(typeof value === "string" ? value : JSON.stringify(value));
}
