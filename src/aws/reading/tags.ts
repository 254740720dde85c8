/**
 * The tags of the functions of one region. The Resource Groups Tagging API has 100 functions in a response, but is no
 * list of functions: it lacks those that never had a tag, and still has some that were deleted. So its tags are joined
 * by ARN to the functions that Lambda listed. Where it cannot be read, Lambda is called for each function.
 */
import type { LambdaFunction } from "../../model/function.ts";
import { isObject } from "../../model/json.ts";
import { eachPage } from "../../model/pages.ts";
import { askEach } from "../transport/ask-each.ts";
import { invalidResponse, text } from "../transport/untyped.ts";
import type { ExtrasReading } from "./extras-reading.ts";
import { nameIn, withoutVersion } from "./functions.ts";
import { tagsPath, webTagsPath } from "./paths.ts";
import { type Tags, taggedFunctions } from "./tagged-functions.ts";

const NO_TAGS: Tags = Object.freeze({});

/** By function name; versions have no tags. */
export async function readTags(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
): Promise<ReadonlyMap<string, Tags>> {
  const arns = new Map(functions.map((fn) => [fn.functionName, withoutVersion(fn.functionArn)]));
  const found = new Map<string, Tags>();
  if (arns.size === 0) return found;
  if (await addInBulk(reading, arns, found)) {
    for (const name of arns.keys()) if (!found.has(name)) found.set(name, NO_TAGS);
  } else {
    await addOneByOne(reading, arns, found);
  }
  return found;
}

/** False when the service could not be read to its end: then a function that was not found may have tags. */
async function addInBulk(
  reading: ExtrasReading,
  arns: ReadonlyMap<string, string>,
  found: Map<string, Tags>,
): Promise<boolean> {
  const ask = taggedFunctions(reading.place);
  const { region } = reading.place;
  try {
    await eachPage(
      "enrich",
      (token) => reading.call("tag:GetResources", region, () => ask(token)),
      (page) => {
        for (const { arn, tags } of page) {
          const name = nameIn(arn);
          const listed = arns.get(name);
          // Where Lambda returned no ARN, the name is enough: this is one region of one account.
          if (listed === arn || listed === "") found.set(name, tags);
        }
      },
      () => found.size === arns.size,
    );
    return true;
  } catch {
    // What matters to the user is whether Lambda responds instead.
    return false;
  }
}

/** One ListTags for each function that has not been found. */
async function addOneByOne(
  reading: ExtrasReading,
  arns: ReadonlyMap<string, string>,
  found: Map<string, Tags>,
): Promise<void> {
  const left = [...arns].filter(([name]) => !found.has(name));
  await askEach(left, async ([name, arn]) => {
    const tags = await listTags(reading, name, tagsPath(arn));
    if (tags) found.set(name, tags);
  });
}

/** Of Web Functions, by name. It is not documented whether the tagging API returns them, so Lambda is called for each one. */
export async function readWebTags(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
): Promise<ReadonlyMap<string, Tags>> {
  const found = new Map<string, Tags>();
  await askEach([...functions], async ({ functionName, functionArn }) => {
    const tags = await listTags(reading, functionName, webTagsPath(functionArn), "web functions");
    if (tags) found.set(functionName, tags);
  });
  return found;
}

function listTags(
  reading: ExtrasReading,
  name: string,
  path: string,
  resource?: string,
): Promise<Tags | undefined> {
  const { clients, region, credentials, signal } = reading.place;
  return reading.attempt(
    "tags",
    "lambda:ListTags",
    () => [name],
    async () => toTags(await (await clients.lambdaCalls()).get({ region, credentials, path, signal })),
    resource,
  );
}

function toTags(response: unknown): Tags {
  const tags = isObject(response) ? (response.Tags ?? {}) : undefined;
  if (!isObject(tags)) throw invalidResponse("the response contains no tags");
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, text(value)]));
}
