/**
 * The last day with an invocation, and the sum of 30 days, from CloudWatch's metric AWS/Lambda Invocations: one request for up to
 * 500 functions, whichever of the two is wanted.
 */
import type { GetMetricDataCommandInput } from "@aws-sdk/client-cloudwatch";
import type { Extra } from "../../model/column.ts";
import { DAY_MS } from "../../model/day.ts";
import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { addTo } from "../../model/maps.ts";
import { eachPage } from "../../model/pages.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { date, list, nextMarker, number, rows, text } from "../transport/untyped.ts";
import type { ExtrasPlace } from "./extras-reading.ts";

/** The limit of metrics in one GetMetricData. */
export const QUERIES_A_CALL = 500;
/** CloudWatch keeps daily sums for 15 months. */
const DAYS_KEPT = 455;
const DAYS_SUMMED = 30;

/** The extra columns that are read from this metric. */
export const FIGURES = ["lastInvoked", "invocations"] as const satisfies readonly Extra[];
export type Figure = (typeof FIGURES)[number];

/** What is known so far, by value of the dimension FunctionName. */
export class Figures {
  /** `YYYY-MM-DD` (UTC), or `never`. */
  readonly lastInvoked = new Map<string, string>();
  /** Sums over 30 UTC days, today included. */
  readonly invocations = new Map<string, number>();
}

/** Adds the wanted figures of each name. When it rejects, it has added what was found until then. */
export async function addFigures(
  { clients, region, credentials, signal }: ExtrasPlace,
  names: readonly string[],
  wanted: readonly Figure[],
  figures: Figures,
): Promise<void> {
  const [{ GetMetricDataCommand }, client] = await Promise.all([
    import("../transport/packages/cloudwatch.ts"),
    clients.cloudwatch(region, credentials),
  ]);
  const now = Date.now();
  const query = queryFor(names, wanted, now);
  const tally = new Tally(names, wanted, figures, dayBefore(now, DAYS_SUMMED - 1));
  const ask = async (NextToken: string | undefined) => {
    const command = new GetMetricDataCommand({ ...query, NextToken });
    const page = await unlessExpired(credentials, () => client.send(command, { abortSignal: signal }));
    return { items: rows(page, "MetricDataResults", "metric data"), next: nextMarker(page, "NextToken") };
  };
  const take = (results: readonly JsonObject[]) => {
    for (const result of results) tally.take(result);
  };
  await eachPage("enrich", ask, take, () => tally.isDone());
  if (!tally.isDone()) tally.finish();
}

/** Takes data from the newest day to the oldest, in several pages. */
class Tally {
  readonly #names: readonly string[];
  readonly #wanted: readonly Figure[];
  readonly #figures: Figures;
  /** The first day of the sum. */
  readonly #firstDay: string;
  readonly #sums = new Map<string, number>();
  readonly #incomplete: Set<string>;

  constructor(names: readonly string[], wanted: readonly Figure[], figures: Figures, firstDay: string) {
    this.#names = names;
    this.#wanted = wanted;
    this.#figures = figures;
    this.#firstDay = firstDay;
    this.#incomplete = new Set(names);
  }

  take(result: JsonObject): void {
    const name = this.#names[Number(text(result.Id).slice(1) || Number.NaN)];
    if (name === undefined) return;
    const values = list(result.Values);
    for (const [n, time] of list(result.Timestamps).entries()) {
      const day = date(time)?.toISOString().slice(0, 10);
      if (day !== undefined) this.#add(name, day, Math.round(number(values[n]) ?? 0));
    }
    // The data of a metric may come in several pages; the status in the last one counts.
    if (result.StatusCode === "Complete" || result.StatusCode === undefined) this.#incomplete.delete(name);
    else this.#incomplete.add(name);
  }

  #add(name: string, day: string, count: number): void {
    const { lastInvoked, invocations } = this.#figures;
    if (day >= this.#firstDay) addTo(this.#sums, name, count);
    // The newest data come first: what follows is older.
    else invocations.set(name, this.#sums.get(name) ?? 0);
    if (count > 0 && day > (lastInvoked.get(name) ?? "")) lastInvoked.set(name, day);
  }

  /** Whether older data would add nothing. */
  isDone(): boolean {
    return this.#names.every((name) => this.#isKnown(name));
  }

  /** After the last page. Throws a `Failure` where CloudWatch did not return all of a metric. */
  finish(): void {
    const { lastInvoked, invocations } = this.#figures;
    for (const name of this.#names) {
      if (this.#incomplete.has(name)) continue;
      if (!lastInvoked.has(name)) lastInvoked.set(name, "never");
      if (!invocations.has(name)) invocations.set(name, this.#sums.get(name) ?? 0);
    }
    if (!this.isDone())
      throw new Failure("error", "enrich", "PartialData", "CloudWatch returned incomplete metric data");
  }

  #isKnown(name: string): boolean {
    return this.#wanted.every((figure) => this.#figures[figure].has(name));
  }
}

/** Whole UTC days: from midnight 15 months (for the sum alone: 30 days) ago to next midnight. */
function queryFor(
  names: readonly string[],
  wanted: readonly Figure[],
  now: number,
): GetMetricDataCommandInput {
  const days = wanted.includes("lastInvoked") ? DAYS_KEPT : DAYS_SUMMED;
  return {
    StartTime: new Date(`${dayBefore(now, days - 1)}T00:00:00Z`),
    EndTime: new Date(`${dayBefore(now, -1)}T00:00:00Z`),
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

/** The UTC day that many days earlier. */
function dayBefore(now: number, days: number): string {
  return new Date(now - days * DAY_MS).toISOString().slice(0, 10);
}
