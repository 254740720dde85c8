/**
 * Tests whether an action is allowed, for `check`: one request for one item, whose result is dropped. These are the
 * calls that a scan makes after it has listed the functions.
 */
import { DAY_MS } from "../../model/day.ts";
import { Failure } from "../../model/failure.ts";
import type { LambdaFunction } from "../../model/function.ts";
import type { JsonObject } from "../../model/json.ts";
import { toFailure } from "../failures/failures.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { text } from "../transport/untyped.ts";
import type { ExtrasPlace } from "./extras-reading.ts";
import { probeRegistry } from "./image-registry.ts";
import {
  type Collection,
  collectionPath,
  functionPath,
  runtimeAliasPath,
  tagsPath,
  WEB_FUNCTIONS_PATH,
  webFunctionPath,
  webRevisionPath,
} from "./paths.ts";
import { taggedFunctions } from "./tagged-functions.ts";
import { listPage } from "./web-functions.ts";

type ProbedFunction = Pick<LambdaFunction, "functionName" | "functionArn" | "settings">;
type Probe = (place: ExtrasPlace, fn: ProbedFunction) => Promise<unknown>;

const PROBES = {
  "tag:GetResources": (place): Promise<unknown> => taggedFunctions(place, 1)(undefined),
  "lambda:ListTags": (place, { functionArn }) => get(place, tagsPath(functionArn)),
  "lambda:ListAliases": (place, { functionName }) => getOne(place, functionName, "aliases"),
  "lambda:ListVersionsByFunction": (place, { functionName }) => getOne(place, functionName, "versions"),
  "lambda:GetRuntimeAlias": (place, { settings: { runtimeArn = "", runtimeAlias = "" } = {} }) =>
    get(place, runtimeAliasPath(runtimeArn, runtimeAlias)),
  "lambda:ListWebFunctions": (place) => firstOf(place, WEB_FUNCTIONS_PATH, "functions"),
  "lambda:ListWebFunctionEndpoints": (place) =>
    ofWebFunction(place, (name) => firstOf(place, webFunctionPath(name, "list-endpoints"), "endpoints")),
  "lambda:ListWebFunctionRevisions": (place) => ofWebFunction(place, (name) => firstRevision(place, name)),
  "lambda:GetWebFunctionRevision": (place) =>
    ofWebFunction(place, async (name) => {
      const revision = await firstRevision(place, name);
      return revision === undefined ? UNTRIED : get(place, webRevisionPath(name, text(revision.revisionId)));
    }),
  "cloudwatch:GetMetricData": (place) => getMetric(place),
  "lambda:GetFunction": (place, { functionName }) => get(place, functionPath(functionName)),
  "ecr:BatchGetImage": (place) => probeRegistry(place, "manifest"),
  "ecr:GetDownloadUrlForLayer": (place) => probeRegistry(place, "layer"),
} as const satisfies Record<string, Probe>;

/** As IAM spells them. */
export type ProbedAction = keyof typeof PROBES;

/** Actions that can be tested without a function. */
const WITHOUT_FUNCTION: ReadonlySet<ProbedAction> = new Set([
  "tag:GetResources",
  "cloudwatch:GetMetricData",
  "lambda:ListWebFunctions",
  "lambda:ListWebFunctionEndpoints",
  "lambda:ListWebFunctionRevisions",
  "lambda:GetWebFunctionRevision",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
]);
/** The result of a probe that found nothing to try the action on. */
const UNTRIED = Symbol("untried");
const NO_FUNCTION: ProbedFunction = { functionName: "", functionArn: "" };

/**
 * Tests the action on this function; false when it needs a function and there is none. Rejects with a `Failure` of stage
 * `enrich`, which does not name the function.
 */
export async function probe(
  action: ProbedAction,
  place: ExtrasPlace,
  fn: ProbedFunction | undefined,
): Promise<boolean> {
  if (fn === undefined && !WITHOUT_FUNCTION.has(action)) return false;
  try {
    if ((await PROBES[action](place, fn ?? NO_FUNCTION)) === UNTRIED) return false;
  } catch (error) {
    const failure = toFailure(error, "enrich", { action, region: place.region });
    // Permissions are checked first: the function has been deleted since, but the action is allowed.
    if (!ABSENT.has(failure.code)) throw withoutFunction(failure);
  }
  return true;
}

const ABSENT: ReadonlySet<string> = new Set(["ResourceNotFoundException", "RepositoryNotFoundException"]);

/** AWS names the function that was tested; the refusal concerns all of them. */
function withoutFunction({ status, stage, code, message, cause }: Failure): Failure {
  const text = message.replaceAll(/:function:[\w-]+(:[\w$-]+)?/g, ":function:*");
  return new Failure(status, stage, code, text, { cause });
}

async function get(
  { clients, region, credentials, signal }: ExtrasPlace,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const calls = await clients.lambdaCalls();
  return calls.get({ region, credentials, path, query, signal });
}

function getOne(place: ExtrasPlace, name: string, collection: Collection): Promise<unknown> {
  return get(place, collectionPath(name, collection), { MaxItems: "1" });
}

async function ofWebFunction(
  place: ExtrasPlace,
  probeOn: (name: string) => Promise<unknown>,
): Promise<unknown> {
  const first = await firstOf(place, WEB_FUNCTIONS_PATH, "functions");
  return first === undefined ? UNTRIED : probeOn(text(first.functionName));
}

function firstRevision(place: ExtrasPlace, name: string): Promise<JsonObject | undefined> {
  return firstOf(place, webFunctionPath(name, "list-revisions"), "revisions");
}

async function firstOf(place: ExtrasPlace, path: string, member: string): Promise<JsonObject | undefined> {
  const { items } = await listPage(place, { path, member, maxResults: 1 });
  return items[0];
}

/** The invocations of all functions on the last day: a metric that exists in every region. */
async function getMetric({ clients, region, credentials, signal }: ExtrasPlace): Promise<void> {
  const [{ GetMetricDataCommand }, client] = await Promise.all([
    import("../transport/packages/cloudwatch.ts"),
    clients.cloudwatch(region, credentials),
  ]);
  const now = Date.now();
  const Metric = { Namespace: "AWS/Lambda", MetricName: "Invocations" };
  const command = new GetMetricDataCommand({
    StartTime: new Date(now - DAY_MS),
    EndTime: new Date(now),
    MetricDataQueries: [{ Id: "m0", MetricStat: { Metric, Period: DAY_MS / 1000, Stat: "Sum" } }],
  });
  await unlessExpired(credentials, () => client.send(command, { abortSignal: signal }));
}
