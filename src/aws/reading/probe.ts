/**
 * Whether an action answers, at the least cost: one question, one item, and nothing of the answer is kept. These
 * are the calls that the extra columns of a scan make.
 */
import { Failure } from "../../model/failure.ts";
import type { LambdaFunction } from "../../model/function.ts";
import { toFailure } from "../failures/failures.ts";
import { unlessExpired } from "../transport/expiry.ts";
import type { ExtrasPlace } from "./extras-reading.ts";
import { type Collection, collectionPath, tagsPath } from "./paths.ts";

type Asked = Pick<LambdaFunction, "functionName" | "functionArn">;
type Probe = (place: ExtrasPlace, fn: Asked) => Promise<unknown>;

const PROBES = {
  "lambda:ListTags": (place, { functionArn }) => ask(place, tagsPath(functionArn)),
  "lambda:ListAliases": (place, { functionName }) => askOne(place, functionName, "aliases"),
  "lambda:ListVersionsByFunction": (place, { functionName }) => askOne(place, functionName, "versions"),
  "cloudwatch:GetMetricData": (place) => askMetric(place),
} as const satisfies Record<string, Probe>;

/** As IAM spells them. */
export type ProbedAction = keyof typeof PROBES;

/** Those that need no function to be asked about. */
const FREE: ReadonlySet<ProbedAction> = new Set(["cloudwatch:GetMetricData"]);
const NOBODY: Asked = { functionName: "", functionArn: "" };

/**
 * Asks about this function, which no message names. False when there is none and the action needs one. Rejects with a
 * `Failure` of stage `enrich`.
 */
export async function probe(
  action: ProbedAction,
  place: ExtrasPlace,
  fn: Asked | undefined,
): Promise<boolean> {
  if (fn === undefined && !FREE.has(action)) return false;
  try {
    await PROBES[action](place, fn ?? NOBODY);
  } catch (error) {
    const failure = toFailure(error, "enrich", { action, region: place.region });
    // Who may not ask is told so first: the function was there a moment ago, and the permission is.
    if (failure.code !== "ResourceNotFoundException") throw nameless(failure);
  }
  return true;
}

/** AWS names the function that was refused; which one it was is of no interest. */
function nameless({ status, stage, code, message, cause }: Failure): Failure {
  const text = message.replaceAll(/:function:[\w-]+(:[\w$-]+)?/g, ":function:*");
  return new Failure(status, stage, code, text, { cause });
}

async function ask(
  { clients, region, credentials, signal }: ExtrasPlace,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const calls = await clients.lambdaCalls();
  return calls.get({ region, credentials, path, query, signal });
}

function askOne(place: ExtrasPlace, name: string, collection: Collection): Promise<unknown> {
  return ask(place, collectionPath(name, collection), { MaxItems: "1" });
}

/** The invocations of the last day, of all functions together: a metric that every region answers for. */
async function askMetric({ clients, region, credentials, signal }: ExtrasPlace): Promise<void> {
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

const DAY_MS = 86_400_000;
