/** Whether every function arrived: the functions of each target, counted by AWS Config, against those of the query. Pure. */
import type { JsonObject } from "../../model/json.ts";
import { number, text } from "../transport/untyped.ts";
import type { Completeness } from "./known.ts";
import { FUNCTION_TYPE } from "./sources.ts";

export const COUNTS = `SELECT accountId, awsRegion, COUNT(*) WHERE resourceType = '${FUNCTION_TYPE}' GROUP BY accountId, awsRegion`;

/** A function that was created between the two queries is one more, and nothing is missing. */
export function countGap(
  rows: readonly (JsonObject | undefined)[],
): (accountId: string, region: string, known: number) => Completeness | undefined {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const count = row && countIn(row);
    if (row && count !== undefined) counts.set(`${text(row.accountId)} ${text(row.awsRegion)}`, count);
  }
  return (accountId, region, known) => {
    const counted = counts.get(`${accountId} ${region}`) ?? 0;
    if (known >= counted) return undefined;
    const message = `AWS Config returned ${known} of ${counted} functions here: scan again`;
    return { status: "error", code: "FunctionsMissing", message };
  };
}

/** The key of the count is the expression, in any case and with any spaces. */
function countIn(row: JsonObject): number | undefined {
  const key = Object.keys(row).find((name) => /^count\b/i.test(name));
  return key === undefined ? undefined : number(row[key]);
}
