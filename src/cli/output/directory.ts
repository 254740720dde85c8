/** Files that appear in a directory together, or not at all: they are written into a folder in it, and then renamed. */
import { randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import process from "node:process";
import { UserError } from "../../model/failure.ts";
import { cannotWrite } from "./failure.ts";

export const INDEX = "index.json";
const INDEX_PAGE = "index.html";

/** The entry of a report in index.json. */
export interface IndexEntry {
  readonly file: string;
  readonly value: string;
  readonly functions: number;
}

export class Directory {
  readonly #path: string;
  readonly #name: string;
  /** Where files are written until all of them are complete. */
  readonly folder: string;
  /** Files of an earlier run. */
  readonly #earlier: ReadonlySet<string>;
  readonly #atExit = () => rmSync(this.folder, { recursive: true, force: true });

  /**
   * Creates the directory if needed. Throws a `UserError` when it cannot be written, or when an index in it is not ours.
   * @param name as the user wrote it
   */
  constructor(name: string, path: string) {
    [this.#name, this.#path] = [name, path];
    try {
      mkdirSync(path, { recursive: true });
      this.#earlier = earlierFiles(name, path);
      this.folder = mkdtempSync(join(path, ".lambda-inventory."));
    } catch (error) {
      throw cannotWriteInto(name, error);
    }
    process.once("exit", this.#atExit);
  }

  /** Whether a file has this name that is not of an earlier run. */
  isTaken(name: string): boolean {
    return exists(join(this.#path, name)) && !this.#earlier.has(name);
  }

  /** Moves the files into place, and removes those of an earlier run. When one cannot be moved, everything is as before. */
  finish(names: readonly string[]): void {
    const undo: (() => void)[] = [];
    const move = (from: string, to: string): void => {
      renameSync(from, to);
      undo.push(() => renameSync(to, from));
    };
    try {
      for (const name of new Set([...this.#earlier, ...names])) {
        const path = join(this.#path, name);
        if (exists(path)) move(path, join(this.folder, `.${randomBytes(8).toString("hex")}`));
      }
      for (const name of names) move(join(this.folder, name), join(this.#path, name));
    } catch (error) {
      for (const back of undo.reverse()) back();
      throw cannotWriteInto(this.#name, error);
    } finally {
      this.discard();
    }
  }

  discard(): void {
    this.#atExit();
    process.off("exit", this.#atExit);
  }
}

function cannotWriteInto(name: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EEXIST" || code === "ENOTDIR") {
    const hint = "Pass a directory; it is created if it does not exist.";
    return new UserError(`--output-dir: ${name} is not a directory`, hint, { cause: error });
  }
  return cannotWrite(name, error);
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What the index of an earlier run lists, and the index itself. */
function earlierFiles(name: string, path: string): ReadonlySet<string> {
  const index = join(path, INDEX);
  if (!exists(index)) {
    if (exists(join(path, INDEX_PAGE))) throw foreign(name, INDEX_PAGE);
    return new Set();
  }
  const files = listedFiles(index);
  if (files === undefined) throw foreign(name, INDEX);
  const hasPage = files.some((file) => file.endsWith(".html"));
  if (!hasPage && exists(join(path, INDEX_PAGE))) throw foreign(name, INDEX_PAGE);
  const ours = [...files, INDEX, ...(hasPage ? [INDEX_PAGE] : [])];
  return new Set(ours.filter((file) => lstatSync(join(path, file), { throwIfNoEntry: false })?.isFile()));
}

function foreign(name: string, file: string): UserError {
  return new UserError(
    `${join(name, file)} was not written by --split-by`,
    "Choose another directory, or move that file out of it.",
  );
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
