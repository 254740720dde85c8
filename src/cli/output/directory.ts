/**
 * Files that appear in a directory together, or not at all: they are written into a folder in it, and then renamed. What a
 * killed run left is cleared by the next one.
 */
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { isSystemError } from "../../files/errno.ts";
import { UserError } from "../../model/failure.ts";
import { cannotWrite, OutputError } from "./failure.ts";
import { earlierFiles, exists, filesOfRun, INDEX } from "./split-index.ts";
import { demandCreatable, forgetTemporary, leftoversOf, removeTemporary, temporaryFor } from "./temporary.ts";

/** In the folder: files of the earlier run while they are replaced. No report has this name. */
const ASIDE = ".aside";

export class Directory {
  readonly #path: string;
  readonly #name: string;
  /** Where files are written until all of them are complete. */
  readonly folder: string;
  /** Files of an earlier run. */
  readonly #earlier: ReadonlySet<string>;
  /** The folder has files of the earlier run that could not be moved back. */
  #isKept = false;
  readonly #atExit = () => removeTemporary(this.folder);

  /**
   * Creates the directory if needed. Throws a `UserError` when it cannot be written, or when an index in it is not ours.
   * @param name as the user wrote it
   */
  constructor(name: string, path: string) {
    [this.#name, this.#path] = [name, path];
    try {
      makeDirectory(path);
      for (const folder of leftoversOf(staging(path), "isDirectory")) clear(folder, path);
      this.#earlier = earlierFiles(name, path);
      this.folder = temporaryFor(staging(path));
      mkdirSync(this.folder, { mode: 0o700 });
    } catch (error) {
      throw cannotWriteInto(name, error);
    }
    process.once("exit", this.#atExit);
  }

  /** Whether a file has this name that is not of an earlier run. */
  isTaken(name: string): boolean {
    return exists(join(this.#path, name)) && !this.#earlier.has(name);
  }

  /**
   * Moves the files into place, and removes those of an earlier run. When one cannot be moved, everything is as before; when that
   * fails too, the folder stays, and the next run moves back what is in it.
   */
  finish(names: readonly string[]): void {
    const moves: Move[] = [];
    const move = (from: string, to: string): void => {
      renameSync(from, to);
      moves.push({ from, to });
    };
    const aside = join(this.folder, ASIDE);
    try {
      mkdirSync(aside);
      for (const name of this.#earlier)
        if (exists(join(this.#path, name))) move(join(this.#path, name), join(aside, name));
      for (const name of indexLast(names)) {
        if (exists(join(this.#path, name))) throw appeared(join(this.#name, name));
        move(join(this.folder, name), join(this.#path, name));
      }
    } catch (error) {
      const refused = cannotWriteInto(this.#name, error);
      if (moves.reverse().filter(isUndone).length === moves.length) throw refused;
      this.#keep();
      throw notMovedBack(refused, join(this.#name, basename(this.folder)));
    } finally {
      this.discard();
    }
  }

  /** Why a file in the folder cannot be written, in terms of the directory: users do not know the folder. */
  explained(error: unknown): unknown {
    const cause = error instanceof UserError ? error.cause : undefined;
    return isSystemError(cause) ? cannotWrite(this.#name, cause) : error;
  }

  discard(): void {
    if (this.#isKept) return;
    this.#atExit();
    process.off("exit", this.#atExit);
  }

  #keep(): void {
    this.#isKept = true;
    forgetTemporary(this.folder);
    process.off("exit", this.#atExit);
  }
}

/**
 * With its parents. Not `recursive: true`, with which Node.js never returns where a file system refuses new names with
 * ENOENT, as /proc does.
 */
function makeDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have created it in the meantime.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    throw isSystemError(error) && error.code === "ENOENT" ? new OutputError("NOT_CREATED") : error;
  }
}

/** Throws what keeps a directory from being created or written to; it leaves no trace. */
export function demandDirectory(name: string, path: string): void {
  try {
    const nearest = nearestExisting(path);
    // What a killed run has moved aside is there only once it has been moved back.
    const isAsLeft = leftoversOf(staging(path), "isDirectory").length === 0;
    if (nearest === path && isAsLeft) earlierFiles(name, path);
    demandCreatable(staging(nearest));
  } catch (error) {
    throw cannotWriteInto(name, error);
  }
}

function nearestExisting(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return nearestExisting(dirname(path));
  if (!found.isDirectory()) throw new OutputError("ENOTDIR");
  return path;
}

/** What the folder is named after. */
function staging(path: string): string {
  return join(path, "--split-by");
}

/** Once the index is in place, the run is complete. */
function indexLast(names: readonly string[]): readonly string[] {
  return [...names.filter((name) => name !== INDEX), INDEX];
}

interface Move {
  readonly from: string;
  readonly to: string;
}

function isUndone({ from, to }: Move): boolean {
  try {
    renameSync(to, from);
    return true;
  } catch {
    return false;
  }
}

/**
 * Removes the folder of a killed run. When it was killed while files were moved, they are moved back first: those of that run, then
 * those of the run before, so that this can be done again when it fails halfway.
 */
function clear(folder: string, path: string): void {
  const about = lstatSync(folder, { throwIfNoEntry: false });
  if (!about?.isDirectory() || about.uid !== (process.geteuid?.() ?? about.uid)) return;
  const [aside, index] = [join(folder, ASIDE), join(folder, INDEX)];
  if (exists(aside) && exists(index)) {
    for (const name of filesOfRun(index) ?? [])
      if (!exists(join(folder, name)) && exists(join(path, name)))
        renameSync(join(path, name), join(folder, name));
    for (const name of readdirSync(aside)) renameSync(join(aside, name), join(path, name));
  }
  rmSync(folder, { recursive: true, force: true });
}

function appeared(name: string): UserError {
  return new UserError(
    `cannot write ${name}: another program created it in the meantime`,
    "Run one command at a time for each directory.",
  );
}

function notMovedBack({ message }: UserError, folder: string): UserError {
  return new UserError(
    `${message}, and the files of the earlier run could not all be moved back`,
    `Those that are missing are in ${ASIDE} of ${folder}; the next run with this directory moves them back.`,
  );
}

function cannotWriteInto(name: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EEXIST" || code === "ENOTDIR") {
    const hint = "Pass a directory; it is created if it does not exist.";
    return new UserError(`--output-dir: ${name} is not a directory`, hint, { cause: error });
  }
  return cannotWrite(name, error);
}
