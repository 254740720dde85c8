/** `--split-by`: rows leave in groups of one value each, and every value gets the name of a file that no other value has. Pure. */
import { createHash } from "node:crypto";
import type { FunctionRow } from "../model/report.ts";
import type { Format } from "./formats.ts";
import { GROUPINGS } from "./groups.ts";

export const SPLITS = ["owner", "account", "runtime"] as const;
export type SplitBy = (typeof SPLITS)[number];

/** An owner, an account id or a runtime; "" for functions without one. */
export function splitValue(by: SplitBy, row: FunctionRow): string {
  return GROUPINGS[by].key(row);
}

export const EXTENSIONS: Readonly<Record<Format, string>> = {
  table: "txt",
  tsv: "tsv",
  csv: "csv",
  json: "json",
  ndjson: "ndjson",
  markdown: "md",
  html: "html",
  xlsx: "xlsx",
  openmetrics: "prom",
};

/** With the digits and the extension, a name stays within the 255 bytes of common file systems. */
const LONGEST = 40;
/** Names of ours, and device names of Windows. */
const RESERVED = /^(?:index|con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * The file of each value. A name that had to be changed, or that differs from another in case only, gets digits that
 * depend on the value alone, so that it is the same in the next run.
 * @param isTaken whether a file that is not ours has this name
 */
export function fileNames(
  values: readonly string[],
  extension: string,
  isTaken: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const shared = new Map<string, number>();
  for (const value of values)
    shared.set(folded(plainName(value)), (shared.get(folded(plainName(value))) ?? 0) + 1);
  const used = new Set<string>();
  const names = new Map<string, string>();
  for (const value of values) {
    const plain = plainName(value);
    const isOwn = (plain === value || value === "") && shared.get(folded(plain)) === 1;
    const digits = createHash("sha256").update(value).digest("hex");
    const candidates = [...(isOwn ? [plain] : []), `${plain}-${digits.slice(0, 12)}`, digits];
    const name = candidates
      .map((candidate) => `${candidate}.${extension}`)
      .find((candidate) => !used.has(folded(candidate)) && !isTaken(candidate));
    if (name === undefined) throw new Error(`no file name for ${JSON.stringify(value)}`);
    used.add(folded(name));
    names.set(value, name);
  }
  return names;
}

/** Letters, digits, `.`, `_` and `-`, without a dot or a dash at either end. */
function plainName(value: string): string {
  const safe = [...value.normalize("NFC").replace(/[^\p{L}\p{N}._-]+/gu, "-")].slice(0, LONGEST).join("");
  const trimmed = safe.replace(/^[.-]+|[.-]+$/g, "");
  if (trimmed === "") return "none";
  return RESERVED.test(trimmed) ? `_${trimmed}` : trimmed;
}

/** Equal for names that some file systems take for the same. */
function folded(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase();
}
