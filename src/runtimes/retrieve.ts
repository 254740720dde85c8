/** Reads what `--catalogue` and `--compare` refer to: a file or a URL, within limits. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { errnoText, isSystemError } from "../files/errno.ts";
import { dayOf } from "../model/day.ts";
import { UserError } from "../model/failure.ts";
import { download } from "./download.ts";
import { LIMITS, type Retrieved, type RetrieveOptions, readWhole } from "./limits.ts";

/** Throws a `UserError` with the source and the reason when it cannot be read. */
export function retrieve(source: string, options: RetrieveOptions): Promise<Retrieved> {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(source) ? download(source, options) : readText(source, options);
}

async function readText(
  file: string,
  { cwd, signal, maxBytes = LIMITS.maxBytes }: RetrieveOptions,
): Promise<Retrieved> {
  const path = resolve(cwd, file);
  try {
    const { mtime } = await stat(path);
    const text = await readWhole(createReadStream(path, { signal }), maxBytes, file);
    return { text, label: file, day: dayOf(mtime), dayFrom: "its modification time" };
  } catch (error) {
    if (signal?.aborted || error instanceof UserError) throw error;
    throw new UserError(
      `catalogue ${file}: ${reasonOf(error)}`,
      "Pass the path of a readable JSON file, or a URL.",
      {
        cause: error,
      },
    );
  }
}

function reasonOf(error: unknown): string {
  return isSystemError(error) ? errnoText(error) : "not readable";
}
