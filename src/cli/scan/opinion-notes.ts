/** What the ledger says of AWS Config's opinion: how many functions it knew where Lambda could not be read, and whether all. */
import type { Completeness } from "../../aws/aggregator/known.ts";
import { groupedBy } from "../../model/maps.ts";
import { counted, firstNames } from "../../model/words.ts";

/** @param verdict undefined where it is unknown whether AWS Config knows all */
export function targetNote(functions: number, verdict: Completeness | undefined): string {
  if (verdict === undefined) return functions === 0 ? "" : knew(functions);
  if (verdict.status !== "ok") return `${knew(functions)}, ${NOT_ALL} ${WHY[verdict.status]} here`;
  return verdict.code === "" ? knew(functions) : `${knew(functions)}, recorded once a day`;
}

/**
 * Of an account of which no region is known.
 * @param isAlone whether the account has no other row, and AWS Config would say where it has data
 */
export function accountNote(
  functions: number,
  verdicts: readonly (Pick<Completeness, "status"> & { readonly region: string })[],
  isAlone: boolean,
): string {
  if (verdicts.length === 0) return isAlone ? "AWS Config has no data of this account" : "";
  const gaps = verdicts.flatMap(({ status, region }) =>
    status === "ok" ? [] : [{ why: WHY[status], region }],
  );
  if (gaps.length === 0) return functions === 0 && !isAlone ? "" : knew(functions);
  const reasons = [...groupedBy(gaps, ({ why }) => why)].map(
    ([why, places]) =>
      `${why} (${firstNames(
        places.map(({ region }) => region),
        FEW,
      )})`,
  );
  return `${knew(functions)}, ${NOT_ALL} ${reasons.join(", ")}`;
}

function knew(functions: number): string {
  return `AWS Config knew ${counted(functions, "function")} here`;
}

const NOT_ALL = "but may not know all:";
/** Before `here`, or the names of regions. */
const WHY = {
  "not-recorded": "it does not record functions",
  "not-aggregated": "the aggregator collects nothing",
  stale: "its data is outdated",
  error: "its data is incomplete",
} as const satisfies Record<Exclude<Completeness["status"], "ok">, string>;

const FEW = 5;
