/**
 * What is read about functions once they are listed: the dates of customer-managed runtimes, then the extra columns. What
 * could not be read is a note for the row of the ledger, and costs the values that it is about and nothing else.
 */

import type { Extra } from "../model/column.ts";
import type { CoverageRow } from "../model/coverage.ts";
import type { LambdaFunction, ReadFunction } from "../model/function.ts";
import { asFailure } from "./as-failure.ts";
import type { ExtrasNote, Session } from "./cloud.ts";

export interface DetailsRequest {
  readonly extras: readonly Extra[];
  /** False for functions that no output will show: the extra calls are not made for them. */
  readonly wantsExtras: (fn: LambdaFunction, region: string) => boolean;
}

type Note = Pick<CoverageRow, "stage" | "code" | "message">;
type Noted = Pick<ExtrasNote, "code" | "message">;

interface Detailed {
  readonly functions: readonly ReadFunction[];
  readonly notes: readonly Noted[];
}

/** Never rejects. */
export async function addDetails(
  session: Session,
  region: string,
  functions: readonly LambdaFunction[],
  request: DetailsRequest,
  signal: AbortSignal,
): Promise<{ readonly functions: readonly ReadFunction[]; readonly note: Note | undefined }> {
  const dated = await addRuntimeDates(session, region, functions, signal);
  const enriched = await addExtras(session, region, dated.functions, request, signal);
  return { functions: enriched.functions, note: joinNotes(dated.notes, enriched.notes) };
}

async function addRuntimeDates(
  session: Session,
  region: string,
  functions: readonly LambdaFunction[],
  signal: AbortSignal,
): Promise<Detailed> {
  const custom = functions.filter(({ runtime }) => runtime === "custom");
  if (custom.length === 0) return { functions, notes: [] };
  try {
    const { lifecycles, notes } = await session.readRuntimes(region, custom, signal);
    const byFunction = new Map(custom.map((fn, i) => [fn, lifecycles[i]]));
    const dated = functions.map((fn) => {
      const published = byFunction.get(fn);
      return published === undefined ? fn : { ...fn, published };
    });
    return { functions: dated, notes };
  } catch (error) {
    return { functions, notes: [noteOn("the dates of customer-managed runtimes", error)] };
  }
}

async function addExtras(
  session: Session,
  region: string,
  functions: readonly ReadFunction[],
  { extras: requested, wantsExtras }: DetailsRequest,
  signal: AbortSignal,
): Promise<Detailed> {
  const wanted = requested.length === 0 ? [] : functions.filter((fn) => wantsExtras(fn, region));
  if (wanted.length === 0) return { functions, notes: [] };
  try {
    const { extras, notes } = await session.readExtras(region, wanted, requested, signal);
    const byFunction = new Map(wanted.map((fn, i) => [fn, extras[i]]));
    return { functions: functions.map((fn) => ({ ...fn, ...byFunction.get(fn) })), notes };
  } catch (error) {
    return { functions, notes: [noteOn(requested.join(", "), error)] };
  }
}

function noteOn(what: string, error: unknown): Noted {
  const { code, message } = asFailure(error);
  return { code, message: `could not read ${what}: ${message}` };
}

/** Stage `enrich` says that extra columns are incomplete. */
function joinNotes(ofFunctions: readonly Noted[], ofExtras: readonly Noted[]): Note | undefined {
  const notes = [...ofFunctions, ...ofExtras];
  const [first] = notes;
  if (first === undefined) return undefined;
  const message = notes.map((note) => note.message).join("; ");
  return { stage: ofExtras.length > 0 ? "enrich" : "functions", code: first.code, message };
}
