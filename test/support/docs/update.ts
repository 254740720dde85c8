/** UPDATE_DOCS=1: what a page shows of a command is replaced by what it prints now. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./pages.ts";

/**
 * Replaces the lines that a page shows below a command. A line that was cut with `...` stays where it is still true, and new
 * ones are cut to the same length. Throws where whole lines were left out, since nobody but the author knows which.
 */
export function showNow(page: string, shown: readonly string[], printed: string): void {
  if (shown.includes("..."))
    throw new Error(`lines are left out here (...): update it by hand. It prints:\n${printed}`);
  const now = printed
    .trimEnd()
    .split("\n")
    .map(
      (line, index) => shown.find((old) => isTrueOf(old, line)) ?? cut(line.trimEnd(), shown[index] ?? ""),
    );
  const path = join(ROOT, page);
  const text = readFileSync(path, "utf8");
  const before = `${shown.join("\n")}\n`;
  if (text.split(before).length !== 2) throw new Error("the page does not have these lines exactly once");
  writeFileSync(
    path,
    text.replace(before, () => `${now.join("\n")}\n`),
  );
}

function isTrueOf(shown: string, line: string): boolean {
  return shown.endsWith("...") && line.startsWith(shown.slice(0, -3));
}

function cut(line: string, before: string): string {
  if (!before.endsWith("...") || line.length <= before.length) return line;
  return `${line.slice(0, line.lastIndexOf(" ", before.length - 3)).trimEnd()} ...`;
}
