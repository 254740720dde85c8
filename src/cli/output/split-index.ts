/** The index of a directory of `--split-by`: which files in it an earlier run has written. */
import { lstatSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../../model/failure.ts";

export const INDEX = "index.json";
const INDEX_PAGE = "index.html";

/** The entry of a report in index.json. */
export interface IndexEntry {
  readonly file: string;
  readonly value: string;
  readonly functions: number;
}

/** What the index of an earlier run lists, and the index itself. */
export function earlierFiles(name: string, path: string): ReadonlySet<string> {
  const index = join(path, INDEX);
  if (!exists(index)) {
    if (exists(join(path, INDEX_PAGE))) throw foreign(name, INDEX_PAGE);
    return new Set();
  }
  const ours = filesOfRun(index);
  if (ours === undefined) throw foreign(name, INDEX);
  if (!ours.includes(INDEX_PAGE) && exists(join(path, INDEX_PAGE))) throw foreign(name, INDEX_PAGE);
  return new Set(ours.filter((file) => lstatSync(join(path, file), { throwIfNoEntry: false })?.isFile()));
}

function foreign(name: string, file: string): UserError {
  return new UserError(
    `${join(name, file)} was not written by --split-by`,
    "Choose another directory, or move that file out of it.",
  );
}

/** What a complete run with this index puts into the directory; undefined when it is not an index of ours. */
export function filesOfRun(index: string): readonly string[] | undefined {
  const files = listedFiles(index);
  if (files === undefined) return undefined;
  return [...files, INDEX, ...(files.some(isPage) ? [INDEX_PAGE] : [])];
}

/** The names in an index of ours; undefined when it is not one, or names something outside of the directory. */
function listedFiles(index: string): readonly string[] | undefined {
  try {
    const entries: unknown = JSON.parse(readFileSync(index, "utf8"));
    if (!Array.isArray(entries)) return undefined;
    const files = entries.map((entry: unknown) => (entry as Partial<IndexEntry> | null)?.file);
    return files.every((file): file is string => typeof file === "string" && isPlain(file))
      ? files
      : undefined;
  } catch {
    return undefined;
  }
}

function isPlain(file: string): boolean {
  return file === basename(file) && !file.startsWith(".") && !/[\\\0]/.test(file) && file !== "";
}

function isPage(file: string): boolean {
  return file.endsWith(".html");
}

export function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
