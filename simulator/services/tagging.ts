import type { EstateFunction } from "../estate/estate.ts";
import type { Answer } from "../wire/call.ts";
import { headerOf } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { readMarker, writeMarker } from "./marker.ts";
import { jsonOf, type Service, type SignedInput, textIn } from "./service.ts";

const MOST_RESOURCES = 100;

/** The part of the Resource Groups Tagging API that lists functions by their tags. */
export const tagging: Service = {
  name: "tag",
  namespace: "",
  dialectOf: () => "tagging",
  actionOf: (request) => headerOf(request, "x-amz-target").replace("ResourceGroupsTaggingAPI_20170126.", ""),
  signed: { GetResources: getResources },
  open: {},
};

/** Functions without tags are absent, and deleted ones may be present; a token marks a position in the list of all. */
function getResources(input: SignedInput): Answer {
  const { account, call, world } = input;
  const body = jsonOf(call.request);
  requireFunctions(body.ResourceTypeFilters);
  const start = readMarker(textIn(body, "PaginationToken"), call);
  if (start === undefined) throw invalid("PaginationToken is invalid");
  const size = Math.min(world.pageSize * 2, resourcesPerPage(body.ResourcesPerPage));
  const { found, end, more } = taggedFrom(input, start, size);
  const prefix = `arn:${account.partition}:lambda:${call.region}:${account.id}:function:`;
  return json({
    PaginationToken: more ? writeMarker(end, call) : "",
    ResourceTagMappingList: found.map(({ name, tags }) => ({
      ResourceARN: prefix + name,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  });
}

interface Tagged {
  readonly found: readonly EstateFunction[];
  readonly end: number;
  readonly more: boolean;
}

function taggedFrom({ account, call }: SignedInput, start: number, size: number): Tagged {
  const existing = account.functions(call.region);
  const deleted = account.lingering?.(call.region) ?? [];
  const length = existing.length + deleted.length;
  const found: EstateFunction[] = [];
  let end = start;
  for (; end < length && found.length < size; end++) {
    const fn = existing.slice(end, end + 1)[0] ?? deleted[end - existing.length];
    if (fn && Object.keys(fn.tags).length > 0) found.push(fn);
  }
  return { found, end, more: end < length };
}

function requireFunctions(filters: unknown): void {
  const types: readonly unknown[] = Array.isArray(filters) ? filters : [];
  if (types.length === 1 && types[0] === "lambda:function") return;
  throw invalid("only ResourceTypeFilters [lambda:function] is simulated");
}

function resourcesPerPage(asked: unknown): number {
  const size = asked ?? 50;
  if (typeof size === "number" && Number.isInteger(size) && size >= 1 && size <= MOST_RESOURCES) return size;
  throw invalid(`ResourcesPerPage must be between 1 and ${MOST_RESOURCES}`);
}

function invalid(message: string): WireError {
  return new WireError(400, "InvalidParameterException", message);
}

function json(body: object): Answer {
  return { status: 200, contentType: "application/x-amz-json-1.1", body: JSON.stringify(body) };
}
