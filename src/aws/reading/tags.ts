import type { LambdaFunction } from "../../model/function.ts";
import { isObject } from "../../model/json.ts";
import { askEach } from "../transport/ask-each.ts";
import { invalidResponse, text } from "../transport/untyped.ts";
import type { ExtrasReading } from "./extras-reading.ts";
import { tagsPath } from "./paths.ts";

export type Tags = Readonly<Record<string, string>>;

/** The tags by function name. One ListTags per function; versions have no tags of their own. */
export async function readTags(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
): Promise<ReadonlyMap<string, Tags>> {
  const { clients, region, credentials, signal } = reading.place;
  const found = new Map<string, Tags>();
  const arns = new Map(functions.map((fn) => [fn.functionName, withoutVersion(fn.functionArn)]));
  await askEach([...arns], async ([name, arn]) => {
    const tags = await reading.attempt(
      "tags",
      "lambda:ListTags",
      () => [name],
      async () =>
        toTags(await (await clients.lambdaCalls()).get({ region, credentials, path: tagsPath(arn), signal })),
    );
    if (tags) found.set(name, tags);
  });
  return found;
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, without a version. */
function withoutVersion(functionArn: string): string {
  return functionArn.split(":").slice(0, 7).join(":");
}

function toTags(response: unknown): Tags {
  const tags = isObject(response) ? (response.Tags ?? {}) : undefined;
  if (!isObject(tags)) throw invalidResponse("the response contains no tags");
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, text(value)]));
}
