import type { EstateAccount, EstateFunction, FunctionList } from "../estate/estate.ts";
import { SECRET_MARK } from "../estate/secret-mark.ts";
import type { Answer, WireRequest } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { functionPage } from "./function-page.ts";
import { readMarker } from "./marker.ts";
import { type Page, pageOf } from "./pages.ts";
import { aliasShape, type Place, renderLatest, renderPage, renderVersion } from "./render-function.ts";
import { replicasIn } from "./replicas.ts";
import { getRuntimeAlias } from "./runtimes.ts";
import type { Service, SignedInput } from "./service.ts";
import { listWebTags, WEB_ACTIONS, webRoute } from "./web-functions.ts";

const ROUTES = [
  [/^\/2015-03-31\/functions\/?$/, "ListFunctions"],
  [/^\/2015-03-31\/functions\/([^/]+)$/, "GetFunction"],
  [/^\/2017-03-31\/tags\/(.+)$/, "ListTags"],
  [/^\/2015-03-31\/functions\/([^/]+)\/aliases\/?$/, "ListAliases"],
  [/^\/2015-03-31\/functions\/([^/]+)\/versions\/?$/, "ListVersionsByFunction"],
  [/^\/2026-10-01\/runtimes\/([^/]+)\/aliases\/[^/]+$/, "GetRuntimeAlias"],
] as const;

export const lambda: Service = {
  name: "lambda",
  namespace: "",
  dialectOf: () => "lambda",
  actionOf: (request) =>
    webRoute(request)?.action ?? (request.method === "GET" ? (route(request)?.action ?? "") : ""),
  subjectOf: (request) => webRoute(request)?.name ?? route(request)?.subject ?? "",
  signed: {
    ListFunctions: listFunctions,
    GetFunction: getFunction,
    ListTags: listTags,
    ListAliases: listAliases,
    ListVersionsByFunction: listVersions,
    GetRuntimeAlias: getRuntimeAlias,
    ...WEB_ACTIONS,
  },
  open: {},
};

function route({ path }: WireRequest): { action: string; subject: string } | undefined {
  for (const [pattern, action] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return { action, subject: decodeURIComponent(found[1] ?? "") };
  }
  return undefined;
}

function listFunctions(input: SignedInput): Answer {
  const { account, call, world } = input;
  const list = account.functions(call.region);
  if (!list.fixed) return json(pageIn(input, list));
  return json(
    world.pages.get(`${account.id} ${call.region} ${call.request.query}`, () => pageIn(input, list)),
  );
}

function pageIn({ account, call, world }: SignedInput, list: FunctionList): Buffer {
  const query = new URLSearchParams(call.request.query);
  const versions = query.get("FunctionVersion");
  if (versions !== null && versions !== "ALL")
    throw invalid("functionVersion", versions, "enum value set: [ALL]");
  const master = query.get("MasterRegion");
  if (master !== null && versions === null)
    throw invalid("masterRegion", master, "only with functionVersion ALL");
  const choice = {
    start: readMarker(query.get("Marker"), call) ?? refuseMarker(),
    size: Math.min(world.pageSize, maxItems(query)),
    all: versions === "ALL",
  };
  return functionPage(
    master === null ? list : replicasIn(list, master),
    placeOf(account, call),
    choice,
    call,
  );
}

function listTags(input: SignedInput): Answer {
  const { account, call } = input;
  if (webRoute(call.request)) return listWebTags(input);
  const arn = route(call.request)?.subject ?? "";
  const parts = /^arn:[a-z-]+:lambda:([a-z0-9-]+):(\d{12}):function:([\w.-]+)$/.exec(arn);
  if (!parts) throw invalid("resource", arn, "regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:...");
  const [, region, accountId, name = ""] = parts;
  const here = region === call.region && accountId === account.id;
  const found = here ? account.functions(call.region).named(name) : undefined;
  if (!found) throw missing(arn);
  return json(JSON.stringify({ Tags: found.tags }));
}

/** With a link to the code of a function that is not an image, as AWS hands out. */
function getFunction(input: SignedInput): Answer {
  const { found, place } = subjectOf(input);
  const version = new URLSearchParams(input.call.request.query).get("Qualifier") ?? "$LATEST";
  const published = found.versions.find((each) => each.version === version);
  if (version !== "$LATEST" && !published) throw missing(`${found.name}:${version}`);
  const { head, tail } = published
    ? renderVersion(found, published, place)
    : renderLatest(found, place, false);
  const code = JSON.stringify(codeOf(found, place));
  return json(
    `{"Configuration":${head}${tail.toString()},"Code":${code},"Tags":${JSON.stringify(found.tags)}}`,
  );
}

function codeOf({ image, settings }: EstateFunction, { accountId, region }: Place): object {
  if (settings.PackageType !== "Image") {
    const Location = `https://awslambda-${region}-tasks.s3.amazonaws.com/code?X-Amz-Signature=${SECRET_MARK}`;
    return { RepositoryType: "S3", Location };
  }
  if (image?.gap === "public")
    return { RepositoryType: "ECR", ImageUri: "public.ecr.aws/lambda/python:3.12" };
  const registry = `${image?.registry ?? accountId}.dkr.ecr.${region}.amazonaws.com/${image?.repository ?? "apps"}`;
  const [manifest] = image?.manifests ?? [];
  const digest = manifest?.digest ?? `sha256:${"0".repeat(64)}`;
  return {
    RepositoryType: "ECR",
    ImageUri: `${registry}:${image?.tag ?? "live"}`,
    ResolvedImageUri: `${registry}@${digest}`,
  };
}

function listAliases(input: SignedInput): Answer {
  const { found, place } = subjectOf(input);
  const { entries, marker } = paged(input, found.aliases);
  return json(
    JSON.stringify({
      NextMarker: marker ?? null,
      Aliases: entries.map((alias) => aliasShape(found, alias, place)),
    }),
  );
}

function listVersions(input: SignedInput): Answer {
  const { found, place } = subjectOf(input);
  const published = found.versions.map((version) => renderVersion(found, version, place));
  const { entries, marker } = paged(input, [renderLatest(found, place, true), ...published]);
  return json(renderPage("Versions", entries, marker));
}

/** The function in the path, given by name, partial ARN or ARN. */
function subjectOf({ account, call }: SignedInput): { found: EstateFunction; place: Place } {
  const place = placeOf(account, call);
  const subject = route(call.request)?.subject ?? "";
  const name = /^(?:arn:[^:]+:lambda:[^:]+:\d+:function:|\d+:function:)?([\w.-]+)$/.exec(subject)?.[1] ?? "";
  const found = account.functions(call.region).named(name);
  if (!found)
    throw missing(`arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${subject}`);
  return { found, place };
}

function paged<T>({ call, world }: SignedInput, list: readonly T[]): Page<T> {
  const query = new URLSearchParams(call.request.query);
  const size = Math.min(world.pageSize, maxItems(query));
  return pageOf(list, { marker: query.get("Marker"), size, call, wrong: wrongMarker });
}

function placeOf(account: EstateAccount, { region }: { readonly region: string }): Place {
  return { partition: account.partition, accountId: account.id, region };
}

function maxItems(query: URLSearchParams): number {
  const asked = query.get("MaxItems");
  if (asked === null) return 10_000;
  const value = Number(asked);
  if (Number.isInteger(value) && value >= 1 && value <= 10_000) return value;
  throw invalid("maxItems", asked, "value between 1 and 10000");
}

function invalid(name: string, value: string, rule: string): WireError {
  const message = `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: Member must satisfy ${rule}`;
  return new WireError(400, "InvalidParameterValueException", message, { members: { Type: "User" } });
}

function wrongMarker(): WireError {
  return new WireError(400, "InvalidParameterValueException", "Invalid marker", {
    members: { Type: "User" },
  });
}

function refuseMarker(): never {
  throw wrongMarker();
}

function missing(arn: string): WireError {
  return new WireError(404, "ResourceNotFoundException", `Function not found: ${arn}`, {
    members: { Type: "User" },
  });
}

function json(body: string | Buffer): Answer {
  return { status: 200, contentType: "application/json", body };
}
