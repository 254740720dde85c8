/**
 * The dates of customer-managed runtimes, which their publishers set: one lambda:GetRuntimeAlias for each runtime and alias
 * that functions of a region use. Functions enter; lifecycles leave, by position, and notes on those that could not be read.
 */
import { isDay } from "../../model/day.ts";
import type { LambdaFunction } from "../../model/function.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import { take } from "../../model/maps.ts";
import { customRuntime, type PublishedLifecycle } from "../../model/runtime.ts";
import type { RuntimesResult } from "../../scan/cloud.ts";
import { askEach } from "../transport/ask-each.ts";
import { invalidResponse, text } from "../transport/untyped.ts";
import { type ExtrasPlace, ExtrasReading } from "./extras-reading.ts";
import { runtimeAliasPath } from "./paths.ts";

const ACTION = "lambda:GetRuntimeAlias";

/** Never rejects. */
export async function readRuntimeDates(
  place: ExtrasPlace,
  functions: readonly LambdaFunction[],
): Promise<RuntimesResult> {
  const reading = new ExtrasReading(place);
  const users = new Map<string, LambdaFunction[]>();
  for (const fn of functions) {
    const key = keyOf(fn);
    if (key === undefined) continue;
    take(users, key, () => []).push(fn);
  }
  const found = new Map<string, PublishedLifecycle>();
  await askEach([...users], async ([key, using]) => {
    const names = () => [...new Set(using.map(({ functionName }) => functionName))];
    const lifecycle = await reading.attempt("runtime dates", ACTION, names, () => ask(place, using[0]), key);
    if (lifecycle) found.set(key, lifecycle);
  });
  return { lifecycles: functions.map((fn) => found.get(keyOf(fn) ?? "")), notes: reading.notes() };
}

/** One key for each runtime and alias; undefined for functions on AWS's runtimes. */
function keyOf({ runtime, settings }: LambdaFunction): string | undefined {
  return runtime === "custom" ? `${settings?.runtimeArn} ${settings?.runtimeAlias}` : undefined;
}

async function ask(
  { clients, region, credentials, signal }: ExtrasPlace,
  fn: LambdaFunction | undefined,
): Promise<PublishedLifecycle> {
  const { runtimeArn = "", runtimeAlias = "" } = fn?.settings ?? {};
  if (customRuntime(runtimeArn) === undefined || runtimeAlias === "")
    throw invalidResponse("ListFunctions returned no runtime and alias for a customer-managed runtime");
  const calls = await clients.lambdaCalls();
  const path = runtimeAliasPath(runtimeArn, runtimeAlias);
  return lifecycleIn(await calls.get({ region, credentials, path, signal }));
}

/** Anything unexpected is an error: a date that was misread would be worse than an unknown one. */
function lifecycleIn(response: unknown): PublishedLifecycle {
  const { ReleaseLifecycle: lifecycle, State } = isObject(response) ? response : ({} as JsonObject);
  const state = text(State);
  if (/DELET/.test(state)) throw invalidResponse(`the runtime's alias is being deleted (${state})`);
  if (!isObject(lifecycle)) throw invalidResponse("the response contains no ReleaseLifecycle");
  const { ReleaseState, DeprecationDate, FunctionCreateBlockDate, FunctionUpdateBlockDate } = lifecycle;
  const dates = {
    deprecationDate: dayIn(DeprecationDate),
    blockCreateDate: dayIn(FunctionCreateBlockDate),
    blockUpdateDate: dayIn(FunctionUpdateBlockDate),
  };
  // The dates decide: a runtime that has any needs no state.
  const hasDates = Object.values(dates).some((date) => date !== null);
  const releaseState = ReleaseState === undefined && hasDates ? "GA" : ReleaseState;
  if (!isReleaseState(releaseState)) throw invalidResponse("the ReleaseState in the response is unknown");
  return { releaseState, ...dates };
}

function isReleaseState(value: unknown): value is PublishedLifecycle["releaseState"] {
  return value === "PREVIEW" || value === "GA" || value === "DEPRECATED";
}

/** `2027-03-31`, a day in UTC; null when the publisher set none. */
function dayIn(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const day = text(value);
  if (isDay(day)) return day;
  throw invalidResponse("a date in ReleaseLifecycle is not a valid day");
}
