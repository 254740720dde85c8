import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import { findDestination } from "../output/destination.ts";
import { cannotWrite } from "../output/failure.ts";
import { mistake } from "./complaints.ts";
import type { Givens } from "./given.ts";

interface Target {
  readonly place: string;
  readonly text: string;
  readonly path: string;
}

/** Before anything is scanned: the output files can be written, as far as their directories tell. */
export async function demandWritable(given: Givens, cwd: string): Promise<void> {
  const targets = ["output", "coverage"]
    .flatMap((key) => given.get(key) ?? [])
    .map(({ values, place }) => ({ place, text: String(values[0]), path: resolve(cwd, String(values[0])) }));
  const [first, second] = targets;
  if (first && second && first.path === second.path)
    throw mistake(second, second.text, `is the same file as ${first.place}`, "Use two different files.");
  for (const target of targets) if (target.text !== "-") await demandDirectory(target);
}

async function demandDirectory({ place, text, path }: Target): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory())
    throw mistake({ place }, text, "is a directory", "Pass the name of a file in it.");
  const directory = dirname(path);
  const parent = await stat(directory).catch((cause: unknown) => {
    const hint = "Create it first, or choose another path.";
    throw new UserError(`${place}: directory ${quoted(directory)} does not exist`, hint, { cause });
  });
  if (!parent.isDirectory())
    throw mistake({ place }, directory, "is not a directory", "Choose another path.");
  try {
    findDestination(path);
  } catch (error) {
    throw cannotWrite(text, error);
  }
  // A file that is not a regular one (a pipe, /dev/stderr) is written in place.
  if (found && !found.isFile()) return;
  await access(directory, constants.W_OK).catch((cause: unknown) => {
    const hint = "Choose another path, or fix the permissions of the directory.";
    throw new UserError(`${place}: permission denied: ${quoted(directory)}`, hint, { cause });
  });
}
