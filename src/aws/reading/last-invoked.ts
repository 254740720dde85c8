/**
 * The last day on which each function ran. The functions of one region enter; `YYYY-MM-DD` (UTC) or `never` leaves for
 * each, or `unknown` if it may have run at the edge and a region that would have recorded this could not be asked.
 *
 * CloudFront runs a Lambda@Edge function of us-east-1 in a region near the viewer, and CloudWatch records the run there,
 * under the name `us-east-1.NAME`.
 */
import { Failure } from "../../model/failure.ts";
import type { LambdaFunction } from "../../model/function.ts";
import { defaultRegions } from "../../model/partitions.ts";
import { askEach } from "../transport/ask-each.ts";
import { type ExtrasReading, namesOf } from "./extras-reading.ts";
import { addLastDays, QUERIES_A_CALL } from "./invocation-days.ts";

const ACTION = "cloudwatch:GetMetricData";
/** The region of all functions that CloudFront can run. */
const EDGE_HOME = "us-east-1";
/** CloudFront runs them only in regions that every account has. */
const SERVING_REGIONS = defaultRegions("aws");

/** By function name. */
export async function readLastInvoked(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
): Promise<ReadonlyMap<string, string>> {
  const days = new Map<string, string>();
  await askEach(batchesOf(namesOf(functions)), async (batch) => {
    const missing = () => batch.filter((name) => !days.has(name));
    await reading.attempt("lastInvoked", ACTION, missing, () => addLastDays(reading.place, batch, days));
  });
  if (reading.place.region === EDGE_HOME) await addEdgeRuns(reading, functions, days);
  return days;
}

/** Looks for runs at the edge of functions that did not run in their own region. */
async function addEdgeRuns(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
  days: Map<string, string>,
): Promise<void> {
  const idle = functions.filter((fn) => days.get(fn.functionName) === "never" && mayRunAtTheEdge(fn));
  const asks = batchesOf(namesOf(idle)).flatMap((batch) =>
    SERVING_REGIONS.map((region) => ({ batch, region })),
  );
  const unsure = new Map<string, { readonly region: string; readonly failure: Failure }>();
  await askEach(asks, async ({ batch, region }) => {
    const found = new Map<string, string>();
    const replicas = batch.map((name) => `${EDGE_HOME}.${name}`);
    try {
      await reading.call(ACTION, region, () => addLastDays({ ...reading.place, region }, replicas, found));
    } catch (error) {
      for (const name of batch) unsure.set(name, { region, failure: error as Failure });
    }
    for (const [i, name] of batch.entries()) addDay(days, name, found.get(replicas[i] ?? ""));
  });
  for (const [name, { region, failure }] of unsure) {
    if (days.get(name) !== "never") continue;
    days.set(name, "unknown");
    reading.note("lastInvoked", [name], unknownAtTheEdge(region, failure));
  }
}

function addDay(days: Map<string, string>, name: string, day: string | undefined): void {
  const known = days.get(name);
  if (day === undefined || day === "never" || known === undefined) return;
  if (known === "never" || day > known) days.set(name, day);
}

/** Whether a function meets the requirements of Lambda@Edge, as far as ListFunctions shows them. */
function mayRunAtTheEdge({ packageType, runtime, architectures, layers }: LambdaFunction): boolean {
  return (
    packageType === "Zip" &&
    /^(nodejs|python)/.test(runtime ?? "") &&
    !architectures.includes("arm64") &&
    layers.length === 0
  );
}

function unknownAtTheEdge(region: string, { status, code, message }: Failure): Failure {
  const text = `a Lambda@Edge function also runs in other regions, and CloudWatch in ${region} could not be asked: ${message}`;
  return new Failure(status, "enrich", code, text);
}

function batchesOf(names: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(names.length / QUERIES_A_CALL) }, (_, i) =>
    names.slice(i * QUERIES_A_CALL, (i + 1) * QUERIES_A_CALL),
  );
}
