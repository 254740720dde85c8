import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isSystemError } from "../../files/errno.ts";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import type { UserErrors } from "../../model/user-errors.ts";
import { type Destination, findDestination } from "../output/destination.ts";
import { demandDirectory } from "../output/directory.ts";
import { cannotWrite, hintFor, reasonOf } from "../output/failure.ts";
import { demandCreatable } from "../output/temporary.ts";
import { mistake } from "./complaints.ts";
import { type Givens, lastOf } from "./given.ts";

interface Target {
  readonly place: string;
  readonly text: string;
  readonly path: string;
}

/** Before anything is scanned: the output files can be written. */
export async function demandWritable(given: Givens, cwd: string, errors: UserErrors): Promise<void> {
  const targets = ["output", "coverage"]
    .flatMap((key) => given.get(key) ?? [])
    .map((option) => ({ place: option.place, text: lastOf(option), path: resolve(cwd, lastOf(option)) }))
    .filter(({ text }) => text.trim() !== "");
  const seen = new Map<string, Target>();
  for (const target of targets) {
    const path = target.text === "-" ? "-" : await errors.settle(demandDestination(target));
    const other = path === undefined ? undefined : seen.get(path);
    if (other)
      errors.add(
        mistake(target, target.text, `is the same file as ${other.place}`, "Use two different files."),
      );
    if (path !== undefined) seen.set(path, target);
  }
  const directory = lastOf(given.get("outputDir"));
  if (directory.trim() !== "") errors.attempt(() => demandDirectory(directory, resolve(cwd, directory)));
}

/**
 * A project file or the environment that sends the report of a scan to a file must not replace that file when a command reads it.
 * @param words the files and directories that the command reads
 */
export function demandInputsKept(given: Givens, words: readonly string[], cwd: string): void {
  const output = given.get("output");
  if (output === undefined || output.from === "command line") return;
  const path = resolve(cwd, lastOf(output));
  const read = words.find((word) => [path, dirname(path)].includes(resolve(cwd, word)));
  if (read === undefined) return;
  throw new UserError(
    `${output.place} would replace ${path === resolve(cwd, read) ? "" : "a file in "}${quoted(read)}, which is read`,
    "Pass --output with another file, or --output - for standard output.",
  );
}

/** Returns the file that is written once links are followed; undefined for a pipe or a device. */
async function demandDestination({ place, text, path }: Target): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() || text.endsWith("/"))
    throw mistake({ place }, text, "is a directory", "Pass the name of a file in it.");
  const directory = dirname(path);
  const parent = await stat(directory).catch((error: unknown) => {
    throw refused(place, directory, error);
  });
  if (!parent.isDirectory())
    throw mistake({ place }, directory, "is not a directory", "Choose another path.");
  const destination = destinationOf(text, path);
  if (destination.kind !== "file") return undefined;
  const target = await realpath(dirname(destination.path));
  try {
    demandCreatable(destination.path);
  } catch (error) {
    throw refused(place, directory, error);
  }
  return join(target, basename(destination.path));
}

function refused(place: string, directory: string, error: unknown): UserError {
  if (isSystemError(error) && error.code === "ENOENT") {
    const hint = "Create it first, or choose another path.";
    return new UserError(`${place}: directory ${quoted(directory)} does not exist`, hint, { cause: error });
  }
  return new UserError(`${place}: ${quoted(directory)}: ${reasonOf(error)}`, hintFor(error), {
    cause: error,
  });
}

function destinationOf(text: string, path: string): Destination {
  try {
    return findDestination(path);
  } catch (error) {
    throw cannotWrite(text, error);
  }
}
