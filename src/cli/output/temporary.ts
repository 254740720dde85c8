/** Temporary files: a report is written to one, which is then renamed. */
import { createHash, randomBytes } from "node:crypto";
import { closeSync, type Dirent, openSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { isSystemError } from "../../files/errno.ts";
import { DAY_MS } from "../../model/day.ts";
import { OutputError } from "./failure.ts";

/** The temporary files that this process is writing. */
const live = new Set<string>();

/** A name beside the file. It is short, so that any name the file system takes can be written. */
export function temporaryFor(path: string): string {
  const parts = [prefixOf(path), process.pid, randomBytes(6).toString("hex"), "tmp"];
  const temporary = join(dirname(path), parts.join("."));
  live.add(temporary);
  return temporary;
}

interface Temporary {
  readonly temporary: string;
  readonly descriptor: number;
}

/** Creates a temporary file beside this one, or throws why the file system does not allow it. */
export function createTemporary(path: string, mode: number): Temporary {
  const temporary = temporaryFor(path);
  try {
    return { temporary, descriptor: openSync(temporary, "wx", mode) };
  } catch (error) {
    forgetTemporary(temporary);
    // Some file systems refuse new names with ENOENT, as /proc does.
    const isRefusal = isSystemError(error) && error.code === "ENOENT";
    const folder = statSync(dirname(path), { throwIfNoEntry: false });
    throw isRefusal && folder ? new OutputError("NOT_CREATED") : error;
  }
}

/** Throws when no file can be created beside this one. Access rights do not tell: a quota or the file system can prevent it too. */
export function demandCreatable(path: string): void {
  const { temporary, descriptor } = createTemporary(path, 0o600);
  closeSync(descriptor);
  removeTemporary(temporary);
}

/** Removes a temporary file, or a folder. */
export function removeTemporary(temporary: string): void {
  rmSync(temporary, { recursive: true, force: true });
  live.delete(temporary);
}

/** Call it after the file was renamed. */
export function forgetTemporary(temporary: string): void {
  live.delete(temporary);
}

/** Removes what killed runs left beside this file; what another user's run left in a shared directory may not be removed. */
export function removeLeftovers(path: string): void {
  for (const file of leftoversOf(path, "isFile")) {
    try {
      rmSync(file, { force: true });
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }
}

/**
 * What killed runs left beside this file. The file of a run that is still in progress is not one: on this machine
 * its process exists; a file from another machine (a shared volume, a container) is one when it is a week old.
 */
export function leftoversOf(path: string, kind: "isFile" | "isDirectory"): readonly string[] {
  const folder = dirname(path);
  const pattern = new RegExp(
    `^${key(path).replaceAll(".", "\\.")}\\.([0-9a-f]{8})\\.(\\d+)\\.[0-9a-f]{12}\\.tmp$`,
  );
  return entriesOf(folder).flatMap((entry) => {
    const [, host, pid] = pattern.exec(entry.name) ?? [];
    const file = join(folder, entry.name);
    if (host === undefined || live.has(file) || !entry[kind]()) return [];
    return (host === HOST ? !isRunning(Number(pid)) : isOld(file)) ? [file] : [];
  });
}

const HOST = digest(hostname(), 8);
const WEEK_MS = 7 * DAY_MS;

function prefixOf(path: string): string {
  return `${key(path)}.${HOST}`;
}

function key(path: string): string {
  return `.lambda-inventory.${digest(basename(path), 12)}`;
}

function digest(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}

/** A directory may be written to and not read; then nothing is removed. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  // It is not in use by this process, so an earlier one had the same id, as is usual in containers.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** A zombie: killed, but its parent has not waited for it, in containers often forever. Only Linux shows this. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

function isOld(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > WEEK_MS;
}
