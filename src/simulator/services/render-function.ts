import type {
  EstateAlias,
  EstateFunction,
  EstateLayer,
  FunctionSettings,
  PublishedVersion,
} from "../estate/estate.ts";

/** Where a function stands: what its ARN is made of. */
export interface Place {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** The function itself; `qualified`: its ARN ends in `:$LATEST`, as in lists of versions. */
export function renderLatest(found: EstateFunction, place: Place, qualified: boolean): string {
  return render(found, place, "$LATEST", qualified ? ":$LATEST" : "", found.settings);
}

export function renderVersion(found: EstateFunction, version: PublishedVersion, place: Place): string {
  return render(found, place, version.version, `:${version.version}`, version.settings);
}

function render(
  { name, role, layers }: EstateFunction,
  place: Place,
  version: string,
  qualifier: string,
  settings: FunctionSettings,
): string {
  const { partition, accountId } = place;
  const roleArn = role.startsWith("arn:") ? role : `arn:${partition}:iam::${accountId}:role/${role}`;
  const layerPart =
    layers.length === 0 ? "" : `"Layers":[${layers.map((layer) => renderLayer(layer, place)).join(",")}],`;
  return `{"FunctionName":"${name}","FunctionArn":"${functionArn(name, place)}${qualifier}","Role":"${roleArn}","Version":"${version}",${layerPart}${tailOf(settings)}`;
}

function renderLayer({ accountId, name, version, codeSize }: EstateLayer, place: Place): string {
  const arn = `arn:${place.partition}:lambda:${place.region}:${accountId ?? place.accountId}:layer:${name}:${version}`;
  return JSON.stringify({ Arn: arn, CodeSize: codeSize });
}

export function renderAlias(
  found: EstateFunction,
  { name, version, routing }: EstateAlias,
  place: Place,
): string {
  return JSON.stringify({
    AliasArn: `${functionArn(found.name, place)}:${name}`,
    Name: name,
    FunctionVersion: version,
    Description: "",
    ...(routing ? { RoutingConfig: { AdditionalVersionWeights: routing } } : {}),
    RevisionId: found.settings.RevisionId,
  });
}

function functionArn(name: string, { partition, region, accountId }: Place): string {
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
}

const tails = new WeakMap<FunctionSettings, string>();

/** The members that do not depend on the place, rendered once for all functions that share them. */
function tailOf(settings: FunctionSettings): string {
  const known = tails.get(settings);
  if (known !== undefined) return known;
  const tail = JSON.stringify(settings).slice(1);
  tails.set(settings, tail);
  return tail;
}
