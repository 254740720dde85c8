/**
 * The extra columns (`--with`) of the functions of one region. Functions enter; their extra values leave, and notes on
 * those that could not be read. A failure costs the values it is about and nothing else; similar failures share a note.
 *
 * All extras belong to the function, so that with published versions they are read once per function. `tags` and
 * `lastInvoked` are repeated for each version: CloudWatch records a call through an alias under the alias, so that a
 * version's own figure would be `never` for a version in daily use. `invocations` are at `$LATEST` only, so that a sum over
 * rows counts each once. `$LATEST` has all aliases of the function, a published version those that invoke it. Web Functions have
 * tags and nothing else of these: they have no aliases, and AWS documents no metric of theirs.
 */
import type { Extra } from "../../model/column.ts";
import { Failure } from "../../model/failure.ts";
import type { FunctionAlias, FunctionExtras, LambdaFunction } from "../../model/function.ts";
import type { ExtrasResult } from "../../scan/cloud.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { readAliases } from "./aliases.ts";
import { ExtrasReading, namesOf } from "./extras-reading.ts";
import { type KnownImages, readImages } from "./images.ts";
import { FIGURES } from "./invocation-metrics.ts";
import { readFigures } from "./invocations.ts";
import { readTags, readWebTags } from "./tags.ts";

interface ExtrasQuery {
  readonly region: string;
  readonly credentials: Credentials;
  readonly functions: readonly LambdaFunction[];
  readonly extras: readonly Extra[];
  /** Those that this run has read. */
  readonly images?: KnownImages;
}

/** Never rejects. Once the signal is aborted it ends at once, with what was found until then. */
export async function readExtras(
  clients: Clients,
  { region, credentials, functions: all, extras, images: known = new Map() }: ExtrasQuery,
  signal: AbortSignal,
): Promise<ExtrasResult> {
  const reading = new ExtrasReading({ clients, region, credentials, signal });
  const wants = (extra: Extra) => extras.includes(extra);
  const wanted = FIGURES.filter(wants);
  const functions = all.filter((fn) => !isWeb(fn));
  const web = all.filter(isWeb);
  if (web.length > 0) for (const figure of wanted) reading.note(figure, namesOf(web), NO_FIGURES);
  const [tags, webTags, figures, aliases, images] = await Promise.all([
    wants("tags") ? readTags(reading, functions) : undefined,
    wants("tags") ? readWebTags(reading, web) : undefined,
    wanted.length > 0 ? readFigures(reading, functions, wanted) : undefined,
    wants("aliases") ? readAliases(reading, functions) : undefined,
    wants("image") ? readImages(reading, functions, known) : undefined,
  ]);
  const positions = new Map(functions.map((fn, i) => [fn, i]));
  const extrasOf = (fn: LambdaFunction): FunctionExtras =>
    isWeb(fn) ? present("tags", webTags?.get(fn.functionName)) : ownExtras(fn, positions.get(fn) ?? 0);
  const ownExtras = ({ functionName, version }: LambdaFunction, i: number): FunctionExtras => ({
    ...present("tags", tags?.get(functionName)),
    ...present("lastInvoked", wants("lastInvoked") ? figures?.lastInvoked.get(functionName) : undefined),
    ...present("aliases", invoking(version, aliases?.get(functionName))),
    ...present(
      "invocations",
      wants("invocations") && version === "$LATEST" ? figures?.invocations.get(functionName) : undefined,
    ),
    ...images?.[i]?.values,
    ...present("baseRuntime", images?.[i]?.runtime),
  });
  return { extras: all.map(extrasOf), notes: reading.notes() };
}

function isWeb({ kind }: LambdaFunction): boolean {
  return kind === "web-function";
}

const NO_FIGURES = new Failure(
  "unsupported",
  "enrich",
  "NoMetric",
  "AWS documents no metric for invocations of web functions",
);

function present<K extends string, T>(key: K, value: T | undefined): { [key in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: T });
}

function invoking(
  version: string,
  aliases: readonly FunctionAlias[] | undefined,
): readonly FunctionAlias[] | undefined {
  return version === "$LATEST"
    ? aliases
    : aliases?.filter(({ functionVersion }) => functionVersion === version);
}
