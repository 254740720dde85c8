/**
 * Whether functions are used. In: the functions of one region. Out: for each, the last day on which it ran (`YYYY-MM-DD`, UTC;
 * `never`; or `unknown` if it may have run at the edge and a region that would have recorded this could not be asked), and how
 * often it ran in 30 days, unless that is unknown.
 *
 * CloudFront runs a Lambda@Edge function of us-east-1 in a region near the viewer, and CloudWatch records the run there,
 * under the name `us-east-1.NAME`.
 */
import { Failure } from "../../model/failure.ts";
import type { LambdaFunction } from "../../model/function.ts";
import { defaultRegions } from "../../model/partitions.ts";
import { askEach } from "../transport/ask-each.ts";
import { EDGE_HOME } from "./edge-replicas.ts";
import { type ExtrasReading, namesOf } from "./extras-reading.ts";
import { addFigures, type Figure, Figures, QUERIES_A_CALL } from "./invocation-metrics.ts";

const ACTION = "cloudwatch:GetMetricData";
/** CloudFront runs them only in regions that every account has. */
const SERVING_REGIONS = defaultRegions("aws");

/** By function name. */
export async function readFigures(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
  wanted: readonly Figure[],
): Promise<Figures> {
  const figures = new Figures();
  await askEach(batchesOf(namesOf(functions)), async (batch) => {
    try {
      await reading.call(ACTION, reading.place.region, () =>
        addFigures(reading.place, batch, wanted, figures),
      );
    } catch (error) {
      for (const figure of wanted) {
        const missing = batch.filter((name) => !figures[figure].has(name));
        if (missing.length > 0) reading.note(figure, missing, error as Failure);
      }
    }
  });
  if (reading.place.region === EDGE_HOME) await addEdgeRuns(reading, functions, wanted, figures);
  return figures;
}

/** A region of CloudFront that could not be read. */
interface Unasked {
  readonly region: string;
  readonly failure: Failure;
}

/** Adds the runs at the edge of functions that may have some. */
async function addEdgeRuns(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
  wanted: readonly Figure[],
  figures: Figures,
): Promise<void> {
  const open = functions.filter((fn) => mayRunAtTheEdge(fn) && isOpen(fn.functionName, wanted, figures));
  const asks = batchesOf(namesOf(open)).flatMap((batch) =>
    SERVING_REGIONS.map((region) => ({ batch, region })),
  );
  const unasked = { lastInvoked: new Map<string, Unasked>(), invocations: new Map<string, Unasked>() };
  await askEach(asks, async ({ batch, region }) => {
    const place = { ...reading.place, region };
    const replicas = batch.map((name) => `${EDGE_HOME}.${name}`);
    const found = new Figures();
    const failure = await reading
      .call(ACTION, region, () => addFigures(place, replicas, wanted, found))
      .catch((error: Failure) => error);
    for (const [i, name] of batch.entries()) {
      const replica = replicas[i] ?? "";
      addDay(figures.lastInvoked, name, found.lastInvoked.get(replica));
      addSum(figures.invocations, name, found.invocations.get(replica));
      for (const figure of wanted)
        if (failure && !found[figure].has(replica)) unasked[figure].set(name, { region, failure });
    }
  });
  for (const figure of wanted) noteUnasked(reading, figure, unasked[figure], figures);
}

/** Whether runs at the edge would change what is known. Without the figure of its own region there is nothing to add to. */
function isOpen(name: string, wanted: readonly Figure[], { lastInvoked, invocations }: Figures): boolean {
  return (
    (wanted.includes("lastInvoked") && lastInvoked.get(name) === "never") ||
    (wanted.includes("invocations") && invocations.has(name))
  );
}

function addDay(days: Map<string, string>, name: string, day: string | undefined): void {
  const known = days.get(name);
  if (day === undefined || day === "never" || known === undefined) return;
  if (known === "never" || day > known) days.set(name, day);
}

function addSum(sums: Map<string, number>, name: string, sum: number | undefined): void {
  const known = sums.get(name);
  if (sum !== undefined && known !== undefined) sums.set(name, known + sum);
}

/** A day that was found stays; a sum without one of its parts would be wrong. */
function noteUnasked(
  reading: ExtrasReading,
  figure: Figure,
  unasked: ReadonlyMap<string, Unasked>,
  { lastInvoked, invocations }: Figures,
): void {
  for (const [name, { region, failure }] of unasked) {
    if (figure === "lastInvoked" && lastInvoked.get(name) !== "never") continue;
    if (figure === "lastInvoked") lastInvoked.set(name, "unknown");
    else invocations.delete(name);
    reading.note(figure, [name], unknownAtTheEdge(region, failure));
  }
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
  const text = `a Lambda@Edge function also runs in other regions, and CloudWatch in ${region} could not be read: ${message}`;
  return new Failure(status, "enrich", code, text);
}

function batchesOf(names: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(names.length / QUERIES_A_CALL) }, (_, i) =>
    names.slice(i * QUERIES_A_CALL, (i + 1) * QUERIES_A_CALL),
  );
}
