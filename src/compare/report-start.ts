import { readChunks } from "../files/read.ts";
import { JsonSlicer } from "./json-slicer.ts";
import { MAX_BYTES } from "./read-report.ts";

/**
 * When the scan of a report started, from the beginning of the file; undefined when it is not found there. What is wrong with
 * the file is for `readReport` to say.
 */
export async function reportStart(path: string, cwd: string): Promise<string | undefined> {
  let start: unknown;
  let rows = false;
  const slicer = new JsonSlicer(({ key, at, text }) => {
    if (key === "startedAt" && at === "member") start = JSON.parse(text);
    rows ||= typeof at === "number";
  });
  try {
    for await (const chunk of readChunks(path, { what: "report", cwd, maxBytes: MAX_BYTES, hint: "" })) {
      slicer.write(chunk);
      if (start !== undefined || rows) break;
    }
  } catch {
    return undefined;
  }
  return typeof start === "string" ? start : undefined;
}
