/** Whether programs found the same functions. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export interface Found {
  readonly functions: number;
  /** Of the lines in order of code point: programs may write them as they come. */
  readonly digest: string;
}

export function foundIn(file: string): Found {
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1).sort();
  return { functions: lines.length, digest: createHash("sha256").update(lines.join("\n")).digest("hex") };
}

/** How many functions a program says it found: a peer's `{"functions": 3}`, or the summary of ours. */
export function countIn(stderr: string): number | undefined {
  const found = /"functions": ?(\d+)/.exec(stderr) ?? /^functions +(\d+)/m.exec(stderr);
  return found ? Number(found[1]) : undefined;
}
