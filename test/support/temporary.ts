import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/** A new directory, which is removed when the process ends: each test file has its own. */
export function temporaryDirectory(name: string): string {
  if (made.length === 0) process.once("exit", removeAll);
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  made.push(path);
  return path;
}

function removeAll(): void {
  for (const path of made) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // A test may have taken away the permission.
    }
  }
}
