import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import { findDestination } from "../output/destination.ts";
import { cannotWrite } from "../output/failure.ts";
import { mistake } from "./complaints.ts";
import type { Given } from "./given.ts";

/** Before anything is scanned: the files to write can be written, as far as their folders tell. */
export async function demandWritable(options: ReadonlyMap<string, Given>, cwd: string): Promise<void> {
  const given = ["output", "coverage"].flatMap((name) => options.get(name) ?? []);
  const files = given.map(({ texts, place }) => ({
    place,
    text: texts[0] ?? "",
    path: resolve(cwd, texts[0] ?? ""),
  }));
  const [first, second] = files;
  if (first && second && first.path === second.path) {
    throw mistake(second, second.text, `is also the file of ${first.place}`, "Give them different files.");
  }
  for (const file of files) if (file.text !== "-") await demandFolder(file);
}

async function demandFolder({
  place,
  text,
  path,
}: {
  place: string;
  text: string;
  path: string;
}): Promise<void> {
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory()) throw mistake({ place }, text, "is a folder", "Give the name of a file in it.");
  const folder = dirname(path);
  const parent = await stat(folder).catch((cause: unknown) => {
    const hint = "Make the folder first, or write elsewhere.";
    throw new UserError(`${place}: ${quoted(text)}: there is no folder ${folder}`, hint, { cause });
  });
  if (!parent.isDirectory())
    throw mistake({ place }, text, `cannot be: ${folder} is no folder`, "Write elsewhere.");
  try {
    findDestination(path);
  } catch (error) {
    throw cannotWrite(text, error);
  }
  // A file that is no regular one (a pipe, /dev/stderr) is written in place.
  if (target && !target.isFile()) return;
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    const hint = "Write elsewhere, or mend the folder's permissions.";
    throw new UserError(`${place}: ${quoted(text)}: no right to write to ${folder}`, hint, { cause });
  });
}
