/** The history of an estate: files and directories enter; a snapshot of each report leaves, oldest first, read when it is needed. */
import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Snapshot, SnapshotBuilder } from "../../campaign/snapshot.ts";
import { foldReport, readReport, ScatteredRows } from "../../compare/read-report.ts";
import { OtherOutput, type SavedFrame } from "../../compare/report-builder.ts";
import { reportStart } from "../../compare/report-start.ts";
import { errnoText, isSystemError } from "../../files/errno.ts";
import type { TargetName } from "../../model/coverage.ts";
import { byMoment } from "../../model/day.ts";
import { UserError } from "../../model/failure.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";
import { UserErrors } from "../../model/user-errors.ts";
import type { Io } from "../io.ts";

interface DatedReport {
  /** As the user wrote it, or the directory and the name. */
  readonly path: string;
  readonly startedAt: string;
  readonly read: () => Promise<Snapshot>;
}

interface ReportFile {
  readonly path: string;
  /** Found in a directory, where other outputs of this program may be too. */
  readonly isFound: boolean;
}

interface Found {
  readonly reports: readonly DatedReport[];
  /** The files of directories that were not read, and why. */
  readonly notes: readonly string[];
}

/** What is kept of each report. */
interface Choice {
  readonly isChosen: (place: TargetName) => boolean;
  readonly keeps: (row: FunctionRow) => boolean;
  /** What functions are counted by, instead of their owner. */
  readonly groupOf?: ((row: FunctionRow) => string) | undefined;
}

const EVERYTHING: Choice = { isChosen: () => true, keeps: () => true };

/**
 * Passes the snapshots on, oldest first. Throws a `UserError` for whatever is not a report, for a directory without reports, and for
 * two reports of the same moment: one for all of them.
 */
export async function readReports(
  words: readonly string[],
  io: Io,
  take: (snapshot: Snapshot) => void,
  choice: Choice = EVERYTHING,
): Promise<Found> {
  const mistakes = new UserErrors();
  const reports: DatedReport[] = [];
  const notes: string[] = [];
  for (const file of await findFiles(words, io, mistakes)) {
    const report = await mistakes.settle(openFound(file, io, choice, notes));
    if (report) reports.push(report);
  }
  if (reports.length === 0 && notes.length > 0)
    mistakes.add(new UserError(`no JSON report: ${notes.join("; ")}`, HINT));
  reports.sort((a, b) => byMoment(a.startedAt, b.startedAt));
  mistakes.attempt(() => demandDifferentMoments(reports));
  for (const { read } of reports) {
    if (mistakes.isFull) break;
    const snapshot = await mistakes.settle(read());
    if (snapshot && mistakes.found.length === 0) take(snapshot);
  }
  mistakes.throwIfAny();
  return { reports, notes };
}

/** A report; undefined, with a note, for another output of this program that was found in a directory. */
async function openFound(
  { path, isFound }: ReportFile,
  io: Io,
  choice: Choice,
  notes: string[],
): Promise<DatedReport | undefined> {
  try {
    return await openReport(path, io, choice);
  } catch (error) {
    if (!isFound || !(error instanceof OtherOutput)) throw error;
    notes.push(`${path} was skipped: ${error.is}`);
    return undefined;
  }
}

/** Each file once. */
async function findFiles(
  words: readonly string[],
  io: Io,
  mistakes: UserErrors,
): Promise<Iterable<ReportFile>> {
  const files = new Map<string, ReportFile>();
  for (const word of words)
    for (const path of (await mistakes.settle(filesOf(word, io))) ?? []) {
      const file = await realpath(resolve(io.cwd, path)).catch(() => path);
      const isFound = path !== word && files.get(file)?.isFound !== false;
      files.set(file, { path: files.get(file)?.path ?? path, isFound });
    }
  return files.values();
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

/** A report whose start is not at its beginning, or that comes from a pipe, is read at once, and its snapshot kept. */
async function openReport(path: string, io: Io, choice: Choice): Promise<DatedReport> {
  const startedAt = path === "-" ? undefined : await startOf(path, io);
  if (startedAt !== undefined) return { path, startedAt, read: () => readSnapshot(path, io, choice) };
  const snapshot = await readSnapshot(path, io, choice);
  return { path, startedAt: snapshot.startedAt, read: async () => snapshot };
}

async function readSnapshot(path: string, io: Io, choice: Choice): Promise<Snapshot> {
  try {
    return await snapshot(path, choice, (take) => foldReport(path, io.cwd, io.stdin, take));
  } catch (error) {
    if (!(error instanceof ScatteredRows) || path === "-" || !(await isFile(path, io))) throw error;
    const { functions, ...frame } = await readReport(path, io.cwd);
    return snapshot(path, choice, async (take) => {
      functions.forEach(take);
      return frame;
    });
  }
}

async function snapshot(
  path: string,
  { isChosen, keeps, groupOf }: Choice,
  read: (take: (row: FunctionRow) => void) => Promise<SavedFrame>,
): Promise<Snapshot> {
  const builder = new SnapshotBuilder(groupOf);
  const { coverage, ...frame } = await read((row) => {
    if (isChosen(row) && keeps(row)) builder.add(row);
  });
  return builder.finish(path, { ...frame, coverage: coverage.filter(isChosen) });
}

/** Why a file cannot be read, such as a link to nothing, is for `readReport` to say. */
async function startOf(path: string, io: Io): Promise<string | undefined> {
  return (await isFile(path, io)) ? reportStart(path, io.cwd) : undefined;
}

/** A pipe can be read only once. */
async function isFile(path: string, io: Io): Promise<boolean> {
  const about = await stat(resolve(io.cwd, path)).catch(() => undefined);
  return about?.isFile() ?? false;
}

function demandDifferentMoments(reports: readonly DatedReport[]): void {
  for (const [index, { path, startedAt }] of reports.entries()) {
    const before = reports[index - 1];
    if (before === undefined || byMoment(before.startedAt, startedAt) !== 0) continue;
    throw new UserError(
      `${before.path} and ${path} were started at the same time (${startedAt})`,
      "Omit one of the two; join the shards of one scan with `lambda-inventory merge` first.",
    );
  }
}
