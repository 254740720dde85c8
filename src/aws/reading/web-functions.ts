/**
 * The Lambda Web Functions of one region, which ListFunctions does not list. A place enters; functions leave, each with the
 * runtimes that it may run, and notes on what could not be read. Environment variables are in the responses: only the named
 * fields are taken from them.
 */
import type { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { byCodePoint } from "../../model/order.ts";
import { allPages, eachPage, type Page } from "../../model/pages.ts";
import { WEB_NOT_LISTED } from "../../model/web-listed.ts";
import type { ExtrasNote, WantsMore, WebFunction, WebFunctionsResult } from "../../scan/cloud.ts";
import { askEach } from "../transport/ask-each.ts";
import { invalidResponse, nextMarker, number, object, rows, text } from "../transport/untyped.ts";
import { type ExtrasPlace, ExtrasReading } from "./extras-reading.ts";
import { utc } from "./functions.ts";
import { WEB_FUNCTIONS_PATH, webFunctionPath, webRevisionPath } from "./paths.ts";

const PAGE_SIZE = 50;
/** Lambda's response to a path that it does not know. */
const NOT_OFFERED = /UnknownOperation|unable to determine service\/operation|^ResourceNotFound/i;

/** Never rejects. Those that are not wanted are listed without what they run on. Once the signal is aborted, it ends with what was found until then. */
export async function readWebFunctions(place: ExtrasPlace, wants: WantsMore): Promise<WebFunctionsResult> {
  const reading = new ExtrasReading(place);
  const found: JsonObject[] = [];
  const failure = await reading.listing("lambda:ListWebFunctions", async () => {
    const list = { path: WEB_FUNCTIONS_PATH, member: "functions" };
    await eachPage(
      "enrich",
      (nextToken) => listPage(place, { ...list, nextToken }),
      (page) => {
        for (const row of page) {
          if (text(row.functionName) === "")
            throw invalidResponse("the response contains a web function without a name");
          found.push(row);
        }
      },
    );
  });
  const functions = await askEach(found, (row) => withRevision(reading, row, wants));
  return { functions, notes: [...(failure ? [listingNote(failure)] : []), ...reading.notes()] };
}

function listingNote({ status, code, message }: Failure): ExtrasNote {
  const why = NOT_OFFERED.test(`${code} ${message}`) ? `the region may not offer them: ${message}` : message;
  return { status, code, message: `${WEB_NOT_LISTED}: ${why}` };
}

/** What is known of a revision; undefined where it could not be read. */
interface Revision {
  readonly runtime: string;
  readonly timeout: number | undefined;
  readonly role: string;
}

async function withRevision(reading: ExtrasReading, row: JsonObject, wants: WantsMore): Promise<WebFunction> {
  const functionName = text(row.functionName);
  const ids = wants({ functionName, runtime: undefined }) ? await revisionsInUse(reading, functionName) : [];
  const revisions = await Promise.all(ids.map((id) => readRevision(reading, functionName, id)));
  const [first] = revisions;
  const known = revisions.every((revision) => revision !== undefined && revision.runtime !== "");
  return {
    fn: {
      functionName,
      version: "",
      runtime: undefined,
      packageType: "Zip",
      architectures: [],
      memorySize: undefined,
      timeout: first?.timeout,
      codeSize: undefined,
      lastModified: utc(text(row.updatedAt)),
      description: "",
      handler: "",
      role: first?.role ?? "",
      layers: [],
      functionArn: text(row.functionArn),
      kind: "web-function",
    },
    // One that is unknown may be the one that matters.
    runtimes: known
      ? [...new Set(revisions.map((revision) => revision?.runtime ?? ""))].sort(byCodePoint)
      : [],
  };
}

/** The revisions that endpoints send traffic to; without traffic, the newest one. */
async function revisionsInUse(reading: ExtrasReading, name: string): Promise<readonly string[]> {
  const endpoints = await inList(reading, name, "endpoints");
  const weights = (endpoints ?? []).flatMap(({ revisionWeights }) =>
    Array.isArray(revisionWeights) ? revisionWeights.map(object) : [],
  );
  const used = weights.filter(({ weight }) => weight !== 0).map(({ revisionId }) => text(revisionId));
  const ids = [...new Set(used)].filter((id) => id !== "");
  if (ids.length > 0) return ids;
  const revisions = (await inList(reading, name, "revisions")) ?? [];
  const newest = revisions.reduce<JsonObject | undefined>(
    (latest, row) => (latest === undefined || createdAt(row) > createdAt(latest) ? row : latest),
    undefined,
  );
  const id = text(newest?.revisionId);
  return id === "" ? [] : [id];
}

function createdAt(row: JsonObject): string {
  return utc(text(row.createdAt));
}

const LISTS = {
  endpoints: "lambda:ListWebFunctionEndpoints",
  revisions: "lambda:ListWebFunctionRevisions",
} as const;

async function inList(
  reading: ExtrasReading,
  name: string,
  member: keyof typeof LISTS,
): Promise<readonly JsonObject[] | undefined> {
  return reading.attempt(
    member,
    LISTS[member],
    () => [name],
    () => {
      const path = webFunctionPath(name, `list-${member}`);
      return allPages("enrich", (nextToken) => listPage(reading.place, { path, member, nextToken }));
    },
  );
}

/** The traffic of at most a few revisions is split; the others are not read. */
function readRevision(reading: ExtrasReading, name: string, id: string): Promise<Revision | undefined> {
  const { clients, region, credentials, signal } = reading.place;
  return reading.attempt(
    "revisions",
    "lambda:GetWebFunctionRevision",
    () => [name],
    async () => {
      const calls = await clients.lambdaCalls();
      const path = webRevisionPath(name, id);
      return toRevision(await calls.get({ region, credentials, path, signal }));
    },
  );
}

function toRevision(response: unknown): Revision {
  const { buildConfig, serviceConfig } = object(response);
  const { executionRoleArn, timeoutSeconds } = object(serviceConfig);
  return {
    runtime: text(object(object(buildConfig).runtimeConfig).runtime),
    timeout: number(timeoutSeconds),
    role: text(executionRoleArn),
  };
}

interface ListRequest {
  readonly path: string;
  readonly member: string;
  readonly nextToken?: string | undefined;
  readonly maxResults?: number;
}

/** A page of a list of this API: the page size and the token are in the body. */
export async function listPage(
  { clients, region, credentials, signal }: ExtrasPlace,
  { path, member, nextToken, maxResults = PAGE_SIZE }: ListRequest,
): Promise<Page<JsonObject>> {
  const calls = await clients.lambdaCalls();
  const body = JSON.stringify({ maxResults, ...(nextToken !== undefined && { nextToken }) });
  const response = await calls.get({ region, credentials, path, body, signal });
  return { items: rows(response, member, `list of web ${member}`), next: nextMarker(response, "nextToken") };
}
