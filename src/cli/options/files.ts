import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import type { UserErrors } from "../../model/user-errors.ts";
import { type Destination, findDestination } from "../output/destination.ts";
import { cannotWrite } from "../output/failure.ts";
import { mistake } from "./complaints.ts";
import type { Givens } from "./given.ts";

interface Target {
  readonly place: string;
  readonly text: string;
  readonly path: string;
}

/** Before anything is scanned: the output files can be written, as far as their directories tell. */
export async function demandWritable(given: Givens, cwd: string, errors: UserErrors): Promise<void> {
  const targets = ["output", "coverage"]
    .flatMap((key) => given.get(key) ?? [])
    .filter(({ values }) => String(values[0]).trim() !== "")
    .map(({ values, place }) => ({ place, text: String(values[0]), path: resolve(cwd, String(values[0])) }));
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
}

/**
 * A project file or the environment that sends the report of a scan to a file must not replace that file when a command reads it.
 * @param words the files and directories that the command reads
 */
export function demandInputsKept(given: Givens, words: readonly string[], cwd: string): void {
  const output = given.get("output");
  if (output === undefined || output.from === "command line") return;
  const path = resolve(cwd, String(output.values.at(-1)));
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
  const parent = await stat(directory).catch((cause: unknown) => {
    const hint = "Create it first, or choose another path.";
    throw new UserError(`${place}: directory ${quoted(directory)} does not exist`, hint, { cause });
  });
  if (!parent.isDirectory())
    throw mistake({ place }, directory, "is not a directory", "Choose another path.");
  const destination = destinationOf(text, path);
  if (destination.kind !== "file") return undefined;
  const target = await realpath(dirname(destination.path));
  await access(target, constants.W_OK).catch((cause: unknown) => {
    const hint = "Choose another path, or fix the permissions of the directory.";
    throw new UserError(`${place}: permission denied: ${quoted(directory)}`, hint, { cause });
  });
  return join(target, basename(destination.path));
}

function destinationOf(text: string, path: string): Destination {
  try {
    return findDestination(path);
  } catch (error) {
    throw cannotWrite(text, error);
  }
}
