/** One page of the Resource Groups Tagging API: functions that have, or had, tags. */
import { isObject, type JsonObject } from "../../model/json.ts";
import { once } from "../../model/once.ts";
import type { Page } from "../../model/pages.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { invalidResponse, nextMarker, rows, text } from "../transport/untyped.ts";
import type { ExtrasPlace } from "./extras-reading.ts";

export type Tags = Readonly<Record<string, string>>;

interface TaggedFunction {
  /** Without a version: versions have no tags. */
  readonly arn: string;
  readonly tags: Tags;
}

/** The most that the service returns at once. */
const PAGE_SIZE = 100;

/** Asks for a page by its token; one client serves all pages. */
export function taggedFunctions(
  { clients, region, credentials, signal }: ExtrasPlace,
  size = PAGE_SIZE,
): (token: string | undefined) => Promise<Page<TaggedFunction>> {
  const loaded = once(() =>
    Promise.all([import("../transport/packages/tagging.ts"), clients.tagging(region, credentials)]),
  );
  return async (PaginationToken) => {
    const [{ GetResourcesCommand }, client] = await loaded();
    const command = new GetResourcesCommand({
      ResourceTypeFilters: ["lambda:function"],
      ResourcesPerPage: size,
      PaginationToken,
    });
    const response = await unlessExpired(credentials, () => client.send(command, { abortSignal: signal }));
    const items = rows(response, "ResourceTagMappingList", "list of tagged functions").map(toTagged);
    return { items, next: nextMarker(response, "PaginationToken") };
  };
}

function toTagged({ ResourceARN, Tags }: JsonObject): TaggedFunction {
  const entries = Array.isArray(Tags) ? Tags : undefined;
  if (!entries?.every(isObject)) throw invalidResponse("the response contains no tags");
  return {
    arn: text(ResourceARN),
    tags: Object.fromEntries(entries.map(({ Key, Value }) => [text(Key), text(Value)])),
  };
}
