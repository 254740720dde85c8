import type { EstateAccount, FunctionList } from "../estate/estate.ts";
import type { Answer, WireRequest } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { readMarker, writeMarker } from "./marker.ts";
import { PageCache } from "./page-cache.ts";
import { type Place, renderAlias, renderLatest, renderVersion } from "./render-function.ts";
import type { Service, SignedInput } from "./service.ts";

const ROUTES = [
  [/^\/2015-03-31\/functions\/?$/, "ListFunctions"],
  [/^\/2017-03-31\/tags\/(.+)$/, "ListTags"],
  [/^\/2015-03-31\/functions\/([^/]+)\/aliases\/?$/, "ListAliases"],
  [/^\/2015-03-31\/functions\/([^/]+)\/versions\/?$/, "ListVersionsByFunction"],
] as const;

export const lambda: Service = {
  name: "lambda",
  namespace: "",
  dialectOf: () => "lambda",
  actionOf: (request) => (request.method === "GET" ? (route(request)?.action ?? "") : ""),
  signed: {
    ListFunctions: listFunctions,
    ListTags: listTags,
    ListAliases: listAliases,
    ListVersionsByFunction: listVersions,
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

const pages = new PageCache(256 * 1024 * 1024);

function listFunctions({ account, call, world }: SignedInput): Answer {
  const query = new URLSearchParams(call.request.query);
  const versions = query.get("FunctionVersion");
  if (versions !== null && versions !== "ALL")
    throw invalid(
      `Value '${versions}' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]`,
    );
  const place = placeOf(account, call.region);
  const size = Math.min(world.pageSize, maxItems(query, 10_000));
  const start = readMarker(query.get("Marker"), `functions ${place.accountId} ${place.region}`);
  const list = account.functions(call.region);
  const render = (): string => functionPage(list, place, { start, size, all: versions === "ALL" });
  const name = `${place.accountId} ${place.region} ${start} ${size} ${versions}`;
  return json(list.fixed ? pages.get(list, name, render) : render());
}

interface PageChoice {
  readonly start: number;
  readonly size: number;
  /** Published versions too. */
  readonly all: boolean;
}

function functionPage(list: FunctionList, place: Place, { start, size, all }: PageChoice): string {
  const entries: string[] = [];
  // A marker counts functions in its whole part and, with versions, entries of one function in its fraction.
  let index = Math.floor(start / VERSIONS);
  let skip = start % VERSIONS;
  let next: number | undefined;
  for (; next === undefined && index < list.length; index++, skip = 0) {
    for (const entry of list.slice(index, index + 1)) {
      const versions = all ? entry.versions : [];
      const total = 1 + versions.length;
      for (; skip < total && entries.length < size; skip++) {
        const version = versions[skip - 1];
        entries.push(version ? renderVersion(entry, version, place) : renderLatest(entry, place, all));
      }
      if (skip < total) next = index * VERSIONS + skip;
      else if (entries.length >= size && index + 1 < list.length) next = (index + 1) * VERSIONS;
    }
  }
  const marker =
    next === undefined ? null : writeMarker(next, `functions ${place.accountId} ${place.region}`);
  return `{"NextMarker":${JSON.stringify(marker)},"Functions":[${entries.join(",")}]}`;
}

/** Entries of one function that a marker can count. */
const VERSIONS = 100_000;

function listTags({ account, call }: SignedInput): Answer {
  const arn = route(call.request)?.subject ?? "";
  const [, partition, region, accountId, name = ""] =
    /^arn:([a-z-]+):lambda:([a-z0-9-]+):(\d{12}):function:([\w-]+)$/.exec(arn) ?? [];
  if (partition === undefined)
    throw invalid(
      `Value '${arn}' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern`,
    );
  const found =
    region === call.region && accountId === account.id
      ? account.functions(call.region).named(name)
      : undefined;
  if (!found) throw missing(arn);
  return json(JSON.stringify({ Tags: found.tags }));
}

function listAliases(input: SignedInput): Answer {
  const { found, place } = subjectOf(input);
  return paged(
    input,
    "Aliases",
    found.aliases.map((alias) => renderAlias(found, alias, place)),
  );
}

function listVersions(input: SignedInput): Answer {
  const { found, place } = subjectOf(input);
  const all = [
    renderLatest(found, place, true),
    ...found.versions.map((version) => renderVersion(found, version, place)),
  ];
  return paged(input, "Versions", all);
}

function subjectOf({ account, call }: SignedInput) {
  const place = placeOf(account, call.region);
  const subject = route(call.request)?.subject ?? "";
  const name = /^(?:arn:[^:]+:lambda:[^:]+:\d+:function:|\d+:function:)?([\w-]+)$/.exec(subject)?.[1] ?? "";
  const found = account.functions(call.region).named(name);
  if (!found)
    throw missing(`arn:${place.partition}:lambda:${place.region}:${place.accountId}:function:${subject}`);
  return { found, place };
}

function paged({ call, world }: SignedInput, member: string, entries: readonly string[]): Answer {
  const query = new URLSearchParams(call.request.query);
  const scope = call.request.path;
  const start = readMarker(query.get("Marker"), scope);
  const end = start + Math.min(world.pageSize, maxItems(query, 10_000));
  const marker = end < entries.length ? writeMarker(end, scope) : null;
  return json(
    `{"NextMarker":${JSON.stringify(marker)},"${member}":[${entries.slice(start, end).join(",")}]}`,
  );
}

function placeOf(account: EstateAccount, region: string): Place {
  return { partition: account.partition, accountId: account.id, region };
}

function maxItems(query: URLSearchParams, most: number): number {
  const asked = query.get("MaxItems");
  if (asked === null) return most;
  const value = Number(asked);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw invalid(
    `Value '${asked}' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and ${most}`,
  );
}

function invalid(detail: string): WireError {
  return new WireError(400, "InvalidParameterValueException", `1 validation error detected: ${detail}`, {
    members: { Type: "User" },
  });
}

function missing(arn: string): WireError {
  return new WireError(404, "ResourceNotFoundException", `Function not found: ${arn}`, {
    members: { Type: "User" },
  });
}

function json(body: string | Buffer): Answer {
  return { status: 200, contentType: "application/json", body };
}
