/** The last day on which a function ran, by CloudWatch's metric AWS/Lambda Invocations. */
import type { GetMetricDataCommandInput } from "@aws-sdk/client-cloudwatch";
import { Failure } from "../../model/failure.ts";
import type { LambdaFunction } from "../../model/function.ts";
import type { JsonObject } from "../../model/json.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { askEach, pages } from "../transport/paging.ts";
import { date, list, nextMarker, number, rows, text } from "../transport/untyped.ts";
import { type ExtrasReading, namesOf } from "./extras-reading.ts";

/** As many as one GetMetricData takes. */
const QUERIES_A_CALL = 500;
/** CloudWatch keeps daily sums for 15 months. */
const DAYS_KEPT = 455;
const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` (UTC) or `never`, by function name. */
export async function readLastInvoked(
  reading: ExtrasReading,
  functions: readonly LambdaFunction[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const names = namesOf(functions);
  const batches = Array.from({ length: Math.ceil(names.length / QUERIES_A_CALL) }, (_, i) =>
    names.slice(i * QUERIES_A_CALL, (i + 1) * QUERIES_A_CALL),
  );
  await askEach(batches, async (batch) => {
    const days = await reading.attempt("lastInvoked", "cloudwatch:GetMetricData", batch, () =>
      lastDays(reading, batch),
    );
    for (const [i, name] of batch.entries()) {
      const day = days?.[i];
      if (day !== undefined) found.set(name, day);
      else if (days) reading.note("lastInvoked", [name], INCOMPLETE);
    }
  });
  return found;
}

const INCOMPLETE = new Failure(
  "error",
  "enrich",
  "PartialData",
  "CloudWatch did not give all data of the metric",
);

/**
 * By position; undefined where CloudWatch did not give all data. Newest data come first, so a batch is done when
 * every function has a day or the pages end.
 */
async function lastDays(
  { place: { clients, region, credentials, signal } }: ExtrasReading,
  names: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const [{ GetMetricDataCommand }, client] = await Promise.all([
    import("../transport/packages/cloudwatch.ts"),
    clients.cloudwatch(region, credentials),
  ]);
  const query = queryFor(names, Date.now());
  const days: (string | undefined)[] = names.map(() => undefined);
  const incomplete = new Set(names.keys());
  const results = pages(async (NextToken) => {
    const command = new GetMetricDataCommand({ ...query, NextToken });
    const page = await unlessExpired(credentials, () => client.send(command, { abortSignal: signal }));
    return { items: rows(page, "MetricDataResults", "metric data"), next: nextMarker(page, "NextToken") };
  });
  for await (const page of results) {
    for (const result of page) take(result, days, incomplete);
    if (!days.includes(undefined)) break;
  }
  return days.map((day, i) => day ?? (incomplete.has(i) ? undefined : "never"));
}

function take(result: JsonObject, days: (string | undefined)[], incomplete: Set<number>): void {
  const i = Number(text(result.Id).slice(1));
  if (text(result.Id) === "" || !(i in days)) return;
  const values = list(result.Values);
  for (const [n, time] of list(result.Timestamps).entries()) {
    const day = date(time)?.toISOString().slice(0, 10);
    if (day !== undefined && (number(values[n]) ?? 0) > 0 && day > (days[i] ?? "")) days[i] = day;
  }
  // The last word on a metric counts: its data may come in several pages.
  if (result.StatusCode === "Complete" || result.StatusCode === undefined) incomplete.delete(i);
  else incomplete.add(i);
}

/** Whole UTC days: from midnight 15 months ago to the coming one. */
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
