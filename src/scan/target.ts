import { abortable } from "../model/abortable.ts";
import type { CoverageRow, Stage } from "../model/coverage.ts";
import { Failure } from "../model/failure.ts";
import type { Extra, LambdaFunction, ReadFunction } from "../model/function.ts";
import { byCodePoint } from "../model/order.ts";
import type { RegionBreaker } from "./breaker.ts";
import type { ExtrasNote, Session } from "./cloud.ts";

/** What became of one account × region. */
export interface TargetResult {
  readonly row: CoverageRow;
  /** In the order of the report. Of a target that failed half-way: what was read until then. */
  readonly functions: readonly ReadFunction[];
}

/** What to read of each target. */
export interface TargetRequest {
  readonly versions: "latest" | "all";
  readonly extras: readonly Extra[];
  /** Spares the extra calls for functions that no output will show. */
  readonly wantsExtras: (fn: LambdaFunction) => boolean;
}

export interface TargetName {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
}

/** Reads one region of an account to its end. Never rejects: a failure is part of the result. */
export async function readTarget(
  session: Session,
  name: TargetName,
  request: TargetRequest,
  breaker: RegionBreaker,
  signal: AbortSignal,
): Promise<TargetResult> {
  const startedAt = performance.now();
  const found: LambdaFunction[] = [];
  const end = (functions: readonly ReadFunction[], outcome: Outcome): TargetResult => ({
    row: { ...name, ...outcome, functions: functions.length, durationMs: elapsed(startedAt) },
    functions,
  });
  try {
    breaker.check(name.region);
    await readPages(session, name.region, request, found, signal);
    breaker.record(name.region, undefined);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code !== "RegionUnreachable") breaker.record(name.region, failure);
    const read = inOrder(found);
    return end(read, { ...failed(failure), message: partly(failure, read.length) });
  }
  const functions = inOrder(found);
  if (request.extras.length === 0) return end(functions, OK);
  const { enriched, note } = await enrich(session, name.region, functions, request, signal);
  return end(enriched, note === undefined ? OK : { status: "ok", stage: "enrich", ...note });
}

type Outcome = Pick<CoverageRow, "status" | "stage" | "code" | "message">;
const OK: Outcome = { status: "ok", stage: "functions", code: "", message: "" };

/** Follows the markers to the end. A marker seen before would go round for ever, so it is an error. */
async function readPages(
  session: Session,
  region: string,
  request: TargetRequest,
  found: LambdaFunction[],
  signal: AbortSignal,
): Promise<void> {
  const seen = new Set<string>();
  for (let marker: string | undefined; ; ) {
    const page = await abortable(
      session.listFunctions(region, { marker, versions: request.versions }, signal),
      signal,
    );
    for (const fn of page.functions) found.push(fn);
    marker = page.nextMarker;
    if (marker === undefined) return;
    if (seen.has(marker)) {
      throw new Failure(
        "error",
        "functions",
        "RepeatedMarker",
        "AWS answered with a page marker it had given before",
      );
    }
    seen.add(marker);
  }
}

async function enrich(
  session: Session,
  region: string,
  functions: readonly LambdaFunction[],
  request: TargetRequest,
  signal: AbortSignal,
): Promise<{ enriched: readonly ReadFunction[]; note: Pick<CoverageRow, "code" | "message"> | undefined }> {
  const wanted = functions.filter(request.wantsExtras);
  if (wanted.length === 0) return { enriched: functions, note: undefined };
  try {
    const { extras, notes } = await abortable(
      session.readExtras(region, wanted, request.extras, signal),
      signal,
    );
    const byFunction = new Map(wanted.map((fn, i) => [fn, extras[i]]));
    const enriched = functions.map((fn) => ({ ...fn, ...byFunction.get(fn) }));
    return { enriched, note: joinNotes(notes) };
  } catch (error) {
    const { code, message } = asFailure(error);
    return {
      enriched: functions,
      note: { code, message: `${request.extras.join(", ")} not read: ${message}` },
    };
  }
}

function joinNotes(notes: readonly ExtrasNote[]): Pick<CoverageRow, "code" | "message"> | undefined {
  const [first] = notes;
  return first && { code: first.code, message: notes.map((note) => note.message).join("; ") };
}

/** By name and version; what AWS listed twice (a page that came again) is kept once. */
function inOrder(functions: LambdaFunction[]): readonly LambdaFunction[] {
  functions.sort((a, b) => byCodePoint(a.functionName, b.functionName) || byCodePoint(a.version, b.version));
  return functions.filter((fn, i) => {
    const previous = functions[i - 1];
    return previous?.functionName !== fn.functionName || previous.version !== fn.version;
  });
}

function partly(failure: Failure, read: number): string {
  return read === 0 ? failure.message : `${failure.message} (after ${read} functions)`;
}

/** The ledger's columns for a failure, at the stage it names or a later one. */
export function failed(failure: Failure, stage: Stage = failure.stage): Outcome {
  return { status: failure.status, stage, code: failure.code, message: failure.message };
}

/** Whatever was thrown, as a Failure. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Failure("error", "functions", "InternalError", message, { cause: error });
}

export function elapsed(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
