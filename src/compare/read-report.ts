import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { UserError } from "../model/failure.ts";
import type { Report } from "../model/report.ts";
import { Gathering } from "./gathering.ts";
import { otherFormat } from "./other-format.ts";
import { BadJson } from "./slice.ts";
import { Slicer } from "./slicer.ts";

/** Bytes asked of the file at a time. */
const CHUNK = 256 * 1024;

/**
 * Reads a JSON report piece by piece, since a big one is longer than a string may be, and looks at every value in
 * it. Keys that this version does not know are let through.
 *
 * @param path as the user gave it; `-` reads `stdin` when that is given.
 * @throws UserError that names the file, the place in it and the remedy.
 */
export async function readReport(path: string, cwd: string, stdin?: AsyncIterable<unknown>): Promise<Report> {
  const gathering = new Gathering(path);
  const slicer = new Slicer((slice) => gathering.take(slice));
  const source =
    path === "-" && stdin ? stdin : createReadStream(resolve(cwd, path), { highWaterMark: CHUNK });
  try {
    let first = true;
    for await (const chunk of source) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      if (first) refuseOther(path, bytes);
      first = false;
      slicer.write(bytes);
    }
    if (first)
      throw new UserError(`${path} is empty`, "Was the run that should have written it interrupted?");
    slicer.end();
  } catch (error) {
    throw explained(error, path, gathering);
  }
  return gathering.report();
}

function refuseOther(path: string, start: Buffer): void {
  const other = otherFormat(start);
  if (other) throw new UserError(`${path} ${other.is}, not a JSON report`, other.hint);
}

function explained(error: unknown, path: string, gathering: Gathering): unknown {
  if (error instanceof BadJson) {
    if (error.truncated) {
      const where = `line ${error.line}, after ${gathering.functions.length} functions`;
      const hint = "It was copied or written in part; reports written with --output are whole or absent.";
      return new UserError(`${path} is cut off: it ends at ${where}`, hint);
    }
    return gathering.otherThanReport() ?? notJson(path, error);
  }
  if (error instanceof UserError || !(error instanceof Error) || !("code" in error)) return error;
  return new UserError(`cannot read the report ${path}: ${reasonOf(error)}`, HINT, { cause: error });
}

function notJson(path: string, { message, line }: BadJson): UserError {
  return new UserError(
    `${path} is not a JSON report: line ${line}: ${message}`,
    "Give a report that was made with --format json.",
  );
}

const HINT = "Give the path of a readable file that was made with --format json.";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
};

function reasonOf(error: Error & { code?: unknown }): string {
  return REASONS[String(error.code)] ?? error.message;
}
