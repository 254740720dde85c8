/**
 * Where AWS Config records Lambda functions. In: the configuration items of recorders, which are resources themselves. Out:
 * for a target, why functions are not recorded there, or nothing. Pure.
 */
import { isObject, type JsonObject } from "../../model/json.ts";
import { take } from "../../model/maps.ts";
import { list, object, text } from "../transport/untyped.ts";
import type { Completeness } from "./known.ts";
import { FUNCTION_TYPE } from "./sources.ts";

const RECORDER_TYPE = "AWS::Config::ConfigurationRecorder";
export const RECORDERS = `SELECT accountId, awsRegion, configuration WHERE resourceType = '${RECORDER_TYPE}'`;

const HOURS = "changes of the last 24 hours may be missing";
const DAILY = { code: "RecordedDaily", message: `AWS Config records functions here once a day: ${HOURS}` };
const CONTINUOUS = { code: "", message: "" };

const notRecorded = (code: string, message: string): Completeness => ({
  status: "not-recorded",
  code,
  message,
});

const GAPS = {
  none: notRecorded(
    "NoRecorder",
    "the aggregator has no configuration recorder here: turn on AWS Config, or let the aggregator collect AWS::Config::ConfigurationRecorder",
  ),
  off: notRecorded("RecorderOff", "the configuration recorder is off: start it"),
  excluded: notRecorded(
    "TypeNotRecorded",
    `the configuration recorder excludes ${FUNCTION_TYPE}: add it to the recorded types`,
  ),
} as const;

/** Several recorders may coexist; one that records functions is enough. */
export function recorderGap(
  byTarget: Recorders,
): (accountId: string, region: string) => Completeness | undefined {
  return (accountId, region) => {
    const gaps = byTarget.get(`${accountId} ${region}`)?.map(gapOf) ?? ["none"];
    if (gaps.includes(undefined)) return undefined;
    return GAPS[gaps.includes("excluded") ? "excluded" : (gaps[0] ?? "none")];
  };
}

/** What to know about targets whose functions are recorded: whether only once a day. */
export function recorderNote(
  byTarget: Recorders,
): (accountId: string, region: string) => Pick<Completeness, "code" | "message"> {
  return (accountId, region) => {
    const recording = (byTarget.get(`${accountId} ${region}`) ?? []).filter((each) => !gapOf(each));
    return recording.length > 0 && recording.every(isDaily) ? DAILY : CONTINUOUS;
  };
}

/** The settings of the recorders of each target, by account and region. */
type Recorders = ReadonlyMap<string, readonly JsonObject[]>;

/** From the rows of `RECORDERS`. */
export function recordersBy(rows: readonly (JsonObject | undefined)[]): Recorders {
  const byTarget = new Map<string, JsonObject[]>();
  for (const row of rows) {
    if (!row) continue;
    const key = `${text(row.accountId)} ${text(row.awsRegion)}`;
    take(byTarget, key, () => []).push(settingsOf(row.configuration));
  }
  return byTarget;
}

/** How often functions are recorded: an override for their type wins. */
function isDaily(settings: JsonObject): boolean {
  const mode = object(member(settings, "recordingMode"));
  const own = list(member(mode, "recordingModeOverrides"))
    .map(object)
    .find((each) => list(member(each, "resourceTypes")).includes(FUNCTION_TYPE));
  return text(member(own ?? mode, "recordingFrequency")) === "DAILY";
}

function gapOf(settings: JsonObject): keyof typeof GAPS | undefined {
  if (String(member(settings, "recording")) !== "true") return "off";
  return recordsFunctions(object(member(settings, "recordingGroup"))) ? undefined : "excluded";
}

function recordsFunctions(group: JsonObject): boolean {
  const has = (types: unknown) => list(types).includes(FUNCTION_TYPE);
  switch (text(member(object(member(group, "recordingStrategy")), "useOnly"))) {
    case "ALL_SUPPORTED_RESOURCE_TYPES":
      return true;
    case "INCLUSION_BY_RESOURCE_TYPES":
      return has(member(group, "resourceTypes"));
    case "EXCLUSION_BY_RESOURCE_TYPES":
      return !has(member(object(member(group, "exclusionByResourceTypes")), "resourceTypes"));
    default:
      return String(member(group, "allSupported")) === "true" || has(member(group, "resourceTypes"));
  }
}

/** A configuration may be an object, or the text of one. */
function settingsOf(value: unknown): JsonObject {
  if (typeof value !== "string") return object(value);
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Items spell their keys with a capital or without. */
function member(of: JsonObject, name: string): unknown {
  return of[name] ?? of[`${name.charAt(0).toUpperCase()}${name.slice(1)}`];
}
