/** The last day with an invocation, from CloudWatch's metric AWS/Lambda Invocations, for up to 500 functions per call. */
import type { GetMetricDataCommandInput } from "@aws-sdk/client-cloudwatch";
import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { pages } from "../../model/pages.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { date, list, nextMarker, number, rows, text } from "../transport/untyped.ts";
import type { ExtrasPlace } from "./extras-reading.ts";

/** The limit of metrics in one GetMetricData. */
export const QUERIES_A_CALL = 500;
/** CloudWatch keeps daily sums for 15 months. */
const DAYS_KEPT = 455;
const DAY_MS = 86_400_000;

/**
 * Adds `YYYY-MM-DD` (UTC) or `never` to `days` for each value of the dimension FunctionName. When it rejects, it has
 * added what was found until then: the newest data come first, so that the first day found is the last invocation.
 */
export async function addLastDays(
  { clients, region, credentials, signal }: ExtrasPlace,
  names: readonly string[],
  days: Map<string, string>,
): Promise<void> {
  const [{ GetMetricDataCommand }, client] = await Promise.all([
    import("../transport/packages/cloudwatch.ts"),
    clients.cloudwatch(region, credentials),
  ]);
  const query = queryFor(names, Date.now());
  const incomplete = new Set(names);
  const results = pages("enrich", async (NextToken) => {
    const command = new GetMetricDataCommand({ ...query, NextToken });
    const page = await unlessExpired(credentials, () => client.send(command, { abortSignal: signal }));
    return { items: rows(page, "MetricDataResults", "metric data"), next: nextMarker(page, "NextToken") };
  });
  for await (const page of results) {
    for (const result of page) take(result, names, days, incomplete);
    if (names.every((name) => days.has(name))) return;
  }
  for (const name of names) if (!days.has(name) && !incomplete.has(name)) days.set(name, "never");
  if (!names.every((name) => days.has(name))) {
    throw new Failure("error", "enrich", "PartialData", "CloudWatch returned incomplete metric data");
  }
}

function take(
  result: JsonObject,
  names: readonly string[],
  days: Map<string, string>,
  incomplete: Set<string>,
): void {
  const name = names[Number(text(result.Id).slice(1) || Number.NaN)];
  if (name === undefined) return;
  const values = list(result.Values);
  for (const [n, time] of list(result.Timestamps).entries()) {
    const day = date(time)?.toISOString().slice(0, 10);
    if (day !== undefined && (number(values[n]) ?? 0) > 0 && day > (days.get(name) ?? ""))
      days.set(name, day);
  }
  // The data of a metric may come in several pages; the status in the last one counts.
  if (result.StatusCode === "Complete" || result.StatusCode === undefined) incomplete.delete(name);
  else incomplete.add(name);
}

/** Whole UTC days: from midnight 15 months ago to next midnight. */
function queryFor(names: readonly string[], now: number): GetMetricDataCommandInput {
  const tomorrow = (Math.floor(now / DAY_MS) + 1) * DAY_MS;
  return {
    StartTime: new Date(tomorrow - DAYS_KEPT * DAY_MS),
    EndTime: new Date(tomorrow),
    ScanBy: "TimestampDescending",
    MetricDataQueries: names.map((name, i) => ({
      Id: `m${i}`,
      MetricStat: {
        Metric: {
          Namespace: "AWS/Lambda",
          MetricName: "Invocations",
          Dimensions: [{ Name: "FunctionName", Value: name }],
        },
        Period: DAY_MS / 1000,
        Stat: "Sum",
      },
    })),
  };
}
