/** The history of an estate: files and directories enter; its reports leave, oldest first, each read when it is asked for. */
import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readReport } from "../compare/read-report.ts";
import { reportStart } from "../compare/report-start.ts";
import { errnoText, isSystemError } from "../files/errno.ts";
import { UserError } from "../model/failure.ts";
import { byCodePoint } from "../model/order.ts";
import type { Report } from "../model/report.ts";
import type { Io } from "./io.ts";

export interface SavedReport {
  /** As the user wrote it, or the directory and the name. */
  readonly path: string;
  readonly startedAt: string;
  readonly read: () => Promise<Report>;
}

/** Throws a `UserError` for what is not a report, for a directory without reports, and for two reports of the same moment. */
export async function findReports(words: readonly string[], io: Io): Promise<readonly SavedReport[]> {
  const files = new Map<string, string>();
  for (const word of words)
    for (const path of await filesOf(word, io)) {
      const file = await realpath(resolve(io.cwd, path)).catch(() => path);
      if (!files.has(file)) files.set(file, path);
    }
  const reports: SavedReport[] = [];
  for (const path of files.values()) reports.push(await openReport(path, io));
  reports.sort((a, b) => byCodePoint(a.startedAt, b.startedAt));
  demandDifferentMoments(reports);
  return reports;
}

const HINT = "Use reports created with --format json, or directories that contain them.";

async function filesOf(word: string, io: Io): Promise<readonly string[]> {
  if (word === "-") return [word];
  try {
    const path = resolve(io.cwd, word);
    if (!(await stat(path)).isDirectory()) return [word];
    const names = (await readdir(path)).filter((name) => /\.json$/i.test(name)).sort(byCodePoint);
    if (names.length === 0) throw new UserError(`${word} contains no JSON report`, HINT);
    return names.map((name) => join(word, name));
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new UserError(`report ${word}: ${errnoText(cause)}`, HINT, { cause });
  }
}

/** A report whose start is not at its beginning, or that comes from a pipe, is read at once, and kept. */
async function openReport(path: string, io: Io): Promise<SavedReport> {
  const startedAt = path === "-" ? undefined : await startOf(path, io);
  if (startedAt !== undefined) return { path, startedAt, read: () => readReport(path, io.cwd) };
  const report = await readReport(path, io.cwd, io.stdin);
  return { path, startedAt: report.startedAt, read: async () => report };
}

/** A pipe can be read only once. */
async function startOf(path: string, io: Io): Promise<string | undefined> {
  const isFile = (await stat(resolve(io.cwd, path))).isFile();
  return isFile ? reportStart(path, io.cwd) : undefined;
}

function demandDifferentMoments(reports: readonly SavedReport[]): void {
  for (const [index, { path, startedAt }] of reports.entries()) {
    const before = reports[index - 1];
    if (before === undefined || Date.parse(before.startedAt) !== Date.parse(startedAt)) continue;
    throw new UserError(
      `${before.path} and ${path} are of the same moment (${startedAt})`,
      "Omit one of the two; join the shards of one scan with `lambda-inventory merge` first.",
    );
  }
}
