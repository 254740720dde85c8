/** A page of functions as text, in each format that streams. */
import type { WireFunction } from "./aws.ts";

type Page = (functions: readonly WireFunction[], account: string, region: string) => string;

/** The members that ListFunctions answers of our default columns. */
function cells(fn: WireFunction, account: string, region: string): (string | number | undefined)[] {
  return [
    account,
    region,
    fn.FunctionName,
    fn.Runtime,
    fn.PackageType,
    fn.Architectures?.join(","),
    fn.MemorySize,
    fn.Timeout,
    fn.CodeSize,
    fn.LastModified,
    fn.Description,
    fn.FunctionArn,
  ];
}

function quote(cell: string | number | undefined): string {
  const text = String(cell ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const json: Page = (functions, accountId, region) =>
  functions.map((fn) => `${JSON.stringify({ accountId, region, ...fn })}\n`).join("");

export const PAGES = {
  names: (functions, account, region) => {
    const prefix = account ? `${account}\t${region}` : region;
    return functions.map((fn) => `${prefix}\t${fn.FunctionName}\n`).join("");
  },
  tsv: (functions, account, region) =>
    functions.map((fn) => `${cells(fn, account, region).join("\t")}\n`).join(""),
  csv: (functions, account, region) =>
    functions.map((fn) => `${cells(fn, account, region).map(quote).join(",")}\n`).join(""),
  ndjson: json,
  json,
} as const satisfies Record<string, Page>;

export function pageWriter(format: string): Page {
  const found = Object.entries(PAGES).find(([name]) => name === format);
  if (!found) throw new Error(`no format is called '${format}'`);
  return found[1];
}
