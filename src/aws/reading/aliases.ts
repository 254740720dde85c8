import type { FunctionAlias, LambdaFunction } from "../../model/function.ts";
import type { JsonObject } from "../../model/json.ts";
import { take } from "../../model/maps.ts";
import { byCodePoint } from "../../model/order.ts";
import { allPages } from "../../model/pages.ts";
import { askEach } from "../transport/ask-each.ts";
import { nextMarker, object, rows, text } from "../transport/untyped.ts";
import { type ExtrasReading, namesOf } from "./extras-reading.ts";
import { type Collection, collectionPath } from "./paths.ts";

type Alias = Omit<FunctionAlias, "runtime">;
type Runtimes = Map<string, string | undefined>;

/**
 * The aliases by function name, sorted by alias name, each with the runtime of the version that it invokes. An alias
 * that splits traffic between two versions is listed for both. The runtimes come from the functions passed in; a version
 * that is not among them costs one ListVersionsByFunction.
 */
export async function readAliases(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
): Promise<ReadonlyMap<string, readonly FunctionAlias[]>> {
  const known = runtimesOf(functions);
  const found = new Map<string, readonly FunctionAlias[]>();
  await askEach(namesOf(functions), async (name) => {
    const rows = await reading.attempt(
      "aliases",
      "lambda:ListAliases",
      () => [name],
      () => listRows(reading, name, "aliases", "Aliases"),
    );
    if (!rows) return;
    const aliases = rows.flatMap(toAliases).sort(byNameAndVersion);
    const runtimes = known.get(name) ?? new Map();
    if (aliases.some(({ functionVersion }) => !runtimes.has(functionVersion))) {
      await addVersions(reading, name, runtimes);
    }
    found.set(
      name,
      aliases.map((alias) => ({ ...alias, runtime: runtimes.get(alias.functionVersion) })),
    );
  });
  return found;
}

function runtimesOf(functions: readonly LambdaFunction[]): ReadonlyMap<string, Runtimes> {
  const known = new Map<string, Runtimes>();
  for (const { functionName, version, runtime } of functions) {
    take(known, functionName, (): Runtimes => new Map()).set(version, runtime);
  }
  return known;
}

/** When the versions cannot be read, the runtimes of these aliases stay unknown, with a note. */
async function addVersions(reading: ExtrasReading, name: string, runtimes: Runtimes): Promise<void> {
  const rows = await reading.attempt(
    "aliases",
    "lambda:ListVersionsByFunction",
    () => [name],
    () => listRows(reading, name, "versions", "Versions"),
  );
  for (const row of rows ?? []) runtimes.set(text(row.Version), text(row.Runtime) || undefined);
}

async function listRows(
  { place: { clients, region, credentials, signal } }: ExtrasReading,
  name: string,
  collection: Collection,
  member: "Aliases" | "Versions",
): Promise<readonly JsonObject[]> {
  const calls = await clients.lambdaCalls();
  const path = collectionPath(name, collection);
  return allPages("enrich", async (marker) => {
    const query = marker === undefined ? {} : { Marker: marker };
    const page = await calls.get({ region, credentials, path, query, signal });
    return { items: rows(page, member, `list of ${collection}`), next: nextMarker(page, "NextMarker") };
  });
}

function byNameAndVersion(a: Alias, b: Alias): number {
  return byCodePoint(a.name, b.name) || byCodePoint(a.functionVersion, b.functionVersion);
}

function toAliases(row: JsonObject): readonly Alias[] {
  const name = text(row.Name);
  const weights = object(object(row.RoutingConfig).AdditionalVersionWeights);
  const versions = [text(row.FunctionVersion), ...Object.keys(weights)];
  return versions.map((functionVersion) => ({ name, functionVersion }));
}
