import type { EstateAlias, EstateFunction, EstateLayer, PublishedVersion } from "../estate/estate.ts";
import type { FunctionSettings } from "../estate/function-settings.ts";

/** The account and region of a function: what its ARN consists of. */
export interface Place {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** One function as JSON in two parts: what depends on account and region, and what many functions share. */
export interface Rendered {
  readonly head: string;
  /** Encoded once because a million functions may share it. */
  readonly tail: Buffer;
}

/** The function itself; `qualified`: its ARN ends in `:$LATEST`, as in lists of versions. */
export function renderLatest(found: EstateFunction, place: Place, qualified: boolean): Rendered {
  return render(found, place, "$LATEST", qualified ? ":$LATEST" : "", found.settings);
}

export function renderVersion(found: EstateFunction, version: PublishedVersion, place: Place): Rendered {
  return render(found, place, version.version, `:${version.version}`, version.settings);
}

function render(
  { name, role, layers }: EstateFunction,
  place: Place,
  version: string,
  qualifier: string,
  settings: FunctionSettings,
): Rendered {
  const { partition, accountId } = place;
  const roleArn = role.startsWith("arn:") ? role : `arn:${partition}:iam::${accountId}:role/${role}`;
  const layerPart =
    layers.length === 0 ? "" : `"Layers":[${layers.map((layer) => renderLayer(layer, place)).join(",")}],`;
  const head = `{"FunctionName":"${name}","FunctionArn":"${functionArn(name, place)}${qualifier}","Role":"${roleArn}","Version":"${version}",${layerPart}`;
  return { head, tail: tailOf(settings) };
}

function renderLayer({ accountId, name, version, codeSize }: EstateLayer, place: Place): string {
  const arn = `arn:${place.partition}:lambda:${place.region}:${accountId ?? place.accountId}:layer:${name}:${version}`;
  return JSON.stringify({ Arn: arn, CodeSize: codeSize });
}

export function aliasShape(
  found: EstateFunction,
  { name, version, routing }: EstateAlias,
  place: Place,
): object {
  return {
    AliasArn: `${functionArn(found.name, place)}:${name}`,
    Name: name,
    FunctionVersion: version,
    Description: "",
    ...(routing ? { RoutingConfig: { AdditionalVersionWeights: routing } } : {}),
    RevisionId: found.settings.RevisionId,
  };
}

function functionArn(name: string, { partition, region, accountId }: Place): string {
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}

const tails = new WeakMap<FunctionSettings, Buffer>();

function tailOf(settings: FunctionSettings): Buffer {
  const known = tails.get(settings);
  if (known) return known;
  const tail = Buffer.from(JSON.stringify(settings).slice(1));
  tails.set(settings, tail);
  return tail;
}

/** `{"NextMarker":...,"Functions":[...]}`, with the given name for the list. */
export function renderPage(member: string, entries: readonly Rendered[], marker: string | undefined): Buffer {
  const start = `{"NextMarker":${JSON.stringify(marker ?? null)},"${member}":[`;
  const size = entries.reduce((sum, { head, tail }) => sum + Buffer.byteLength(head) + tail.length + 1, 0);
  const page = Buffer.allocUnsafe(Buffer.byteLength(start) + Math.max(size - 1, 0) + 2);
  let at = page.write(start);
  entries.forEach(({ head, tail }, index) => {
    if (index > 0) at += page.write(",", at);
    at += page.write(head, at);
    at += tail.copy(page, at);
  });
  page.write("]}", at);
  return page;
}
