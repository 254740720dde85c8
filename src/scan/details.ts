/**
 * What is read once the functions are listed: the dates of customer-managed runtimes, the Web Functions (a separate list), and
 * the extra columns. If something cannot be read, its values are missing, and a note in the row of the ledger says so.
 */

import type { Extra } from "../model/column.ts";
import type { CoverageRow } from "../model/coverage.ts";
import { asFailure } from "../model/failure.ts";
import type { LambdaFunction, ReadFunction } from "../model/function.ts";
import { byNameAndVersion } from "../model/order.ts";
import { WEB_NOT_LISTED } from "../model/web-listed.ts";
import type { ExtrasNote, Session, WantsMore, WebFunction } from "./cloud.ts";
import { during, type Trace } from "./trace.ts";

export interface DetailsRequest {
  readonly versions: "latest" | "all";
  readonly extras: readonly Extra[];
  /** With `--verbose`. */
  readonly trace?: Trace | undefined;
  /** False for functions that no output will show: the extra calls are not made for them. */
  readonly wantsExtras: (fn: LambdaFunction, region: string) => boolean;
  /** The same before the dates of its runtime are read, or what a Web Function runs on (no runtime). Default: all are read. */
  readonly wantsMore?: WantsMore;
  /** Of the runtimes of one function, the one that is deprecated first. Default: the first. */
  readonly mostUrgent?: (runtimes: readonly string[], region: string) => string | undefined;
}

type Note = Pick<CoverageRow, "stage" | "code" | "message">;
export type Noted = Pick<ExtrasNote, "code" | "message">;

interface Detailed {
  readonly functions: readonly ReadFunction[];
  readonly notes: readonly Noted[];
}

/**
 * Never rejects.
 * @param known notes on the target so far
 */
export async function addDetails(
  session: Session,
  region: string,
  functions: readonly LambdaFunction[],
  request: DetailsRequest,
  signal: AbortSignal,
  known: readonly Noted[] = [],
): Promise<{ readonly functions: readonly ReadFunction[]; readonly note: Note | undefined }> {
  const asksForWeb = request.extras.includes("webFunctions");
  const listsReplicas = request.versions === "all";
  // As in most targets of most scans.
  if (request.extras.length === 0 && !listsReplicas && !functions.some(isCustom))
    return { functions, note: joinNotes(known, []) };
  const [dated, replicas, web] = await Promise.all([
    addRuntimeDates(session, region, functions, request, signal),
    listsReplicas ? readReplicas(session, region, functions, signal) : NONE,
    asksForWeb ? readWebFunctions(session, region, request, signal) : NONE,
  ]);
  const listed = merged(dated.functions, web.functions);
  const enriched = await addExtras(session, region, listed, request, signal);
  return {
    functions: merged(enriched.functions, replicas.functions),
    note: joinNotes([...known, ...dated.notes, ...replicas.notes, ...web.notes], enriched.notes),
  };
}

const NONE: Detailed = { functions: [], notes: [] };

/** Those that the list of functions does not have. */
async function readReplicas(
  session: Session,
  region: string,
  listed: readonly LambdaFunction[],
  signal: AbortSignal,
): Promise<Detailed> {
  const keyOf = ({ functionName, version }: LambdaFunction) => `${functionName} ${version}`;
  try {
    const { functions, notes } = await session.readEdgeReplicas(region, signal);
    const known = new Set(functions.length === 0 ? [] : listed.map(keyOf));
    return { functions: functions.filter((fn) => !known.has(keyOf(fn))), notes };
  } catch (error) {
    return { functions: [], notes: [noteOn("edge replicas", error)] };
  }
}

async function readWebFunctions(
  session: Session,
  region: string,
  { mostUrgent = ([first]) => first, wantsMore = () => true }: DetailsRequest,
  signal: AbortSignal,
): Promise<Detailed> {
  const withRuntime = ({ fn, runtimes }: WebFunction): ReadFunction => ({
    ...fn,
    runtime: mostUrgent(runtimes, region),
  });
  try {
    const { functions, notes } = await session.readWebFunctions(region, signal, wantsMore);
    return { functions: functions.map(withRuntime), notes };
  } catch (error) {
    const { code, message } = asFailure(error);
    return { functions: [], notes: [{ code, message: `${WEB_NOT_LISTED}: ${message}` }] };
  }
}

/** In the order of the report; a Web Function comes before a function of its name. */
function merged(functions: readonly ReadFunction[], more: readonly ReadFunction[]): readonly ReadFunction[] {
  if (more.length === 0) return functions;
  return [...more, ...functions].sort(byNameAndVersion);
}

function isCustom({ runtime }: LambdaFunction): boolean {
  return runtime === "custom";
}

async function addRuntimeDates(
  session: Session,
  region: string,
  functions: readonly LambdaFunction[],
  { wantsMore = () => true }: DetailsRequest,
  signal: AbortSignal,
): Promise<Detailed> {
  const custom = functions.filter((fn) => isCustom(fn) && wantsMore(fn));
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
  { extras: requested, wantsExtras, trace }: DetailsRequest,
  signal: AbortSignal,
): Promise<Detailed> {
  const columns = requested.filter((extra) => extra !== "webFunctions");
  const wanted = columns.length === 0 ? [] : functions.filter((fn) => wantsExtras(fn, region));
  if (wanted.length === 0) return { functions, notes: [] };
  try {
    const read = () => session.readExtras(region, wanted, columns, signal);
    const { extras, notes } = await during(trace, { stage: "enrich" }, read);
    const byFunction = new Map(wanted.map((fn, i) => [fn, extras[i]]));
    return { functions: functions.map((fn) => ({ ...fn, ...byFunction.get(fn) })), notes };
  } catch (error) {
    return { functions, notes: [noteOn(columns.join(", "), error)] };
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
