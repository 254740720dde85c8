/**
 * One account × region, read to its end. A session enters; the functions and their row of the ledger leave. A failure is
 * part of the result, beside what was read before it.
 */
import { abortable } from "../model/abortable.ts";
import type { CoverageRow, Stage, TargetName } from "../model/coverage.ts";
import { asFailure, type Failure } from "../model/failure.ts";
import type { LambdaFunction, ReadFunction } from "../model/function.ts";
import { byNameAndVersion } from "../model/order.ts";
import { eachPage, type Page } from "../model/pages.ts";
import { counted } from "../model/words.ts";
import type { RegionBreaker } from "./breaker.ts";
import type { PageRequest, Session } from "./cloud.ts";
import { addDetails, type DetailsRequest, type Noted } from "./details.ts";

export interface TargetResult {
  readonly row: CoverageRow;
  /** In the order of the report; of a target that failed half-way, those read before. */
  readonly functions: readonly ReadFunction[];
  /** The region did not recognize the credentials: at once, or after it had answered (so that it is enabled). */
  readonly unrecognized?: "at-once" | "after-a-page";
}

/** What to read of each target. */
export type TargetRequest = DetailsRequest & Pick<PageRequest, "versions">;

type Outcome = Pick<CoverageRow, "status" | "stage" | "code" | "message">;
const OK: Outcome = { status: "ok", stage: "functions", code: "", message: "" };

/** Never rejects. */
export async function readTarget(
  session: Session,
  name: TargetName,
  request: TargetRequest,
  breaker: RegionBreaker,
  signal: AbortSignal,
): Promise<TargetResult> {
  const startedAt = performance.now();
  const end = (functions: readonly ReadFunction[], outcome: Outcome): TargetResult => ({
    row: rowOf(name, outcome, functions.length, elapsed(startedAt)),
    functions,
  });
  const found: LambdaFunction[] = [];
  const notes: Noted[] = [];
  let answered = false;
  try {
    breaker.check(name.region);
    await eachPage("functions", pageReader(session, name.region, request, notes, signal), (page) => {
      answered = true;
      for (const fn of page) found.push(fn);
    });
    breaker.record(name.region, undefined);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code !== "RegionUnreachable") breaker.record(name.region, failure);
    const read = inOrder(found);
    const result = end(read, answered ? partly(failure, read.length) : failed(failure));
    return failure.unrecognized ? { ...result, unrecognized: answered ? "after-a-page" : "at-once" } : result;
  }
  const { functions, note } = await addDetails(session, name.region, inOrder(found), request, signal, notes);
  return end(functions, note === undefined ? OK : { status: "ok", ...note });
}

/** Written out: in Node.js 20, an object that begins with a spread takes microseconds, and adds a hidden class to the heap. */
function rowOf(
  { accountId, accountName, region }: TargetName,
  { status, stage, code, message }: Outcome,
  functions: number,
  durationMs: number,
): CoverageRow {
  return { accountId, accountName, region, status, stage, code, message, functions, durationMs };
}

/** @param notes takes what the pages say about the target */
function pageReader(
  session: Session,
  region: string,
  { versions }: TargetRequest,
  notes: Noted[],
  signal: AbortSignal,
) {
  return async (marker: string | undefined): Promise<Page<LambdaFunction>> => {
    const response = session.listFunctions(region, { marker, versions }, signal);
    const { functions, nextMarker, note } = await abortable(response, signal);
    if (note) notes.push(note);
    return { items: functions, next: nextMarker };
  };
}

/** By name and version; what AWS listed twice (a page that was repeated) is kept once. */
function inOrder(functions: LambdaFunction[]): readonly LambdaFunction[] {
  if (functions.every((fn, i) => i === 0 || byNameAndVersion(functions[i - 1] ?? fn, fn) < 0))
    return functions;
  functions.sort(byNameAndVersion);
  return functions.filter((fn, i) => i === 0 || byNameAndVersion(functions[i - 1] ?? fn, fn) !== 0);
}

/** A region that answered before it failed: it offers Lambda, and some of its functions may have been read. */
function partly(failure: Failure, read: number): Outcome {
  const outcome = failed(failure);
  const status = outcome.status === "unsupported" ? "unreachable" : outcome.status;
  const message = read === 0 ? outcome.message : `${outcome.message} (${counted(read, "function")} read)`;
  return { ...outcome, status, message };
}

/** The ledger's columns for a failure. */
export function failed(failure: Failure, stage: Stage = failure.stage): Outcome {
  return { status: failure.status, stage, code: failure.code, message: failure.message };
}

/** A target without functions. */
export function emptyTarget(name: TargetName, outcome: Outcome, durationMs: number): TargetResult {
  return { row: rowOf(name, outcome, 0, durationMs), functions: [] };
}

export function elapsed(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
