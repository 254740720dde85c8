/**
 * The extra columns of the functions of one region. What cannot be read is an absent value and a note, never a lost
 * function; failures of the same kind share a note.
 *
 * All three belong to the function, so with published versions they are asked for once per function. `tags` and
 * `lastInvoked` then stand at each of its versions: CloudWatch books a call through an alias under the alias, so a
 * version's own figure would say `never` of a version in daily use. `$LATEST` has all aliases of the function, a
 * published version those that lead to it.
 */
import { setMaxListeners } from "node:events";
import type { Extra, FunctionAlias, FunctionExtras, LambdaFunction } from "../../model/function.ts";
import type { ExtrasResult } from "../../scan/cloud.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { readAliases } from "./aliases.ts";
import { ExtrasReading } from "./extras-reading.ts";
import { readLastInvoked } from "./last-invoked.ts";
import { readTags } from "./tags.ts";

export interface ExtrasQuery {
  readonly region: string;
  readonly credentials: Credentials;
  readonly functions: readonly LambdaFunction[];
  readonly extras: readonly Extra[];
}

/** Never rejects. Once the signal is aborted it ends at once, with what was found until then. */
export async function readExtras(
  clients: Clients,
  { region, credentials, functions, extras }: ExtrasQuery,
  signal: AbortSignal,
): Promise<ExtrasResult> {
  // Node warns of a leak at the eleventh listener, and so many calls may be under way at once.
  setMaxListeners(0, signal);
  const reading = new ExtrasReading({ clients, region, credentials, signal });
  const wants = (extra: Extra) => extras.includes(extra);
  const [tags, lastInvoked, aliases] = await Promise.all([
    wants("tags") ? readTags(reading, functions) : undefined,
    wants("lastInvoked") ? readLastInvoked(reading, functions) : undefined,
    wants("aliases") ? readAliases(reading, functions) : undefined,
  ]);
  const extrasOf = ({ functionName, version }: LambdaFunction): FunctionExtras => ({
    ...present("tags", tags?.get(functionName)),
    ...present("lastInvoked", lastInvoked?.get(functionName)),
    ...present("aliases", leadingTo(version, aliases?.get(functionName))),
  });
  return { extras: functions.map(extrasOf), notes: reading.notes() };
}

function present<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: T });
}

function leadingTo(
  version: string,
  aliases: readonly FunctionAlias[] | undefined,
): readonly FunctionAlias[] | undefined {
  return version === "$LATEST"
    ? aliases
    : aliases?.filter(({ functionVersion }) => functionVersion === version);
}
