/**
 * The replicas of Lambda@Edge functions in one region, which belong to functions in us-east-1. A place enters; the replicas leave.
 * Not every list of functions has them: `MasterRegion` asks for them.
 */
import type { LambdaFunction } from "../../model/function.ts";
import { eachPage } from "../../model/pages.ts";
import type { ReplicasResult } from "../../scan/cloud.ts";
import { type ExtrasPlace, ExtrasReading } from "./extras-reading.ts";
import { listFunctions } from "./functions.ts";

/** Where all functions are that CloudFront can run. */
export const EDGE_HOME = "us-east-1";

/** Never rejects. */
export async function readEdgeReplicas(place: ExtrasPlace): Promise<ReplicasResult> {
  const { clients, region, credentials, signal } = place;
  const reading = new ExtrasReading(place);
  const functions: LambdaFunction[] = [];
  const failure = await reading.listing("lambda:ListFunctions", async () => {
    const calls = await clients.lambdaCalls();
    const ask = async (marker: string | undefined) => {
      const query = { region, credentials, marker, versions: "all", masterRegion: EDGE_HOME } as const;
      const { functions: items, nextMarker: next } = await listFunctions(calls, query, signal);
      return { items, next };
    };
    await eachPage("enrich", ask, (page) => {
      for (const fn of page.flatMap(asReplica)) functions.push(fn);
    });
  });
  if (failure === undefined) return { functions, notes: [] };
  const { status, code, message } = failure;
  return { functions, notes: [{ status, code, message: `edge replicas could not be listed: ${message}` }] };
}

/** Whatever else the response has is not one. */
function asReplica(fn: LambdaFunction): readonly LambdaFunction[] {
  if (fn.kind === "edge-replica") return [fn];
  return fn.functionName.startsWith(`${EDGE_HOME}.`) ? [{ ...fn, kind: "edge-replica" }] : [];
}
