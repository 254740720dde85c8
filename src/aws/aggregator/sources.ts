/**
 * Which targets an aggregator covers, by its own settings and by what each account and region last sent. In: the aggregator
 * and the rows of its sources' status. Out: for a target, why it is not covered, or nothing. Pure.
 */
import type { JsonObject } from "../../model/json.ts";
import { take } from "../../model/maps.ts";
import { date, list, object, text } from "../transport/untyped.ts";
import type { Completeness } from "./known.ts";

export const FUNCTION_TYPE = "AWS::Lambda::Function";

/** Older data is stale. */
const FRESH_HOURS = 48;
const HOUR_MS = 3_600_000;

type Gap = (accountId: string, region: string) => Completeness | undefined;

const notAggregated = (code: string, message: string): Completeness => ({
  status: "not-aggregated",
  code,
  message,
});

/** Why the aggregator does not collect functions of this target, by its filters and sources. */
export function settingsGap(aggregator: JsonObject, name: string): Gap {
  const types = object(object(aggregator.AggregatorFilters).ResourceType);
  if (Array.isArray(types.Value) && !types.Value.includes(FUNCTION_TYPE)) {
    const message = `the filters of aggregator ${name} exclude ${FUNCTION_TYPE}: add it to its resource types`;
    return () => notAggregated("TypeFiltered", message);
  }
  const organization = aggregator.OrganizationAggregationSource;
  // A source may have thousands of accounts, and each of them is looked up for each region.
  const byAccount = new Map<unknown, JsonObject[]>();
  for (const source of list(aggregator.AccountAggregationSources).map(object))
    for (const id of new Set(list(source.AccountIds))) take(byAccount, id, () => []).push(source);
  return (accountId, region) => {
    const own = byAccount.get(accountId) ?? [];
    const all = organization === undefined || organization === null ? own : [...own, object(organization)];
    if (all.length === 0)
      return notAggregated(
        "NotASource",
        `account ${accountId} is not a source of aggregator ${name}: add it`,
      );
    const covers = all.some(
      ({ AllAwsRegions, AwsRegions }) => AllAwsRegions === true || list(AwsRegions).includes(region),
    );
    if (covers) return undefined;
    return notAggregated(
      "RegionNotASource",
      `aggregator ${name} does not collect from ${region}: add the region`,
    );
  };
}

/** Why the data of this target is missing or old, by the last update of its source. */
export function statusGap(rows: readonly JsonObject[], name: string, now: number): Gap {
  const ofAccounts = new Map<string, JsonObject>();
  let organization: JsonObject | undefined;
  for (const row of rows) {
    if (text(row.SourceType) === "ORGANIZATION") organization = row;
    else ofAccounts.set(`${text(row.SourceId)} ${text(row.AwsRegion)}`, row);
  }
  // Some responses have a row for the organization and none for its accounts.
  const common = ofAccounts.size === 0 ? organization : undefined;
  return (accountId, region) => {
    const row = ofAccounts.get(`${accountId} ${region}`) ?? common;
    if (!row)
      return notAggregated(
        "NoSourceStatus",
        `aggregator ${name} has received no data from ${accountId} in ${region}: check that AWS Config is on there and that the account has authorized the aggregator`,
      );
    return gapOf(row, now);
  };
}

function gapOf(row: JsonObject, now: number): Completeness | undefined {
  const status = text(row.LastUpdateStatus);
  const why = [text(row.LastErrorCode), text(row.LastErrorMessage)].filter(Boolean).join(": ");
  const because = why === "" ? "" : ` (${why})`;
  if (status === "FAILED")
    return {
      status: "error",
      code: "SourceFailed",
      message: `AWS Config could not collect the data${because}`,
    };
  const at = date(row.LastUpdateTime);
  const since = at ? `of ${at.toISOString().slice(0, 16)}Z` : "of an unknown time";
  if (status === "OUTDATED")
    return {
      status: "stale",
      code: "SourceOutdated",
      message: `AWS Config's data is outdated, ${since}${because}`,
    };
  if (at && now - at.getTime() <= FRESH_HOURS * HOUR_MS) return undefined;
  const message = `AWS Config's data is ${since}; data older than ${FRESH_HOURS} hours is stale`;
  return { status: "stale", code: "SourceStale", message };
}
