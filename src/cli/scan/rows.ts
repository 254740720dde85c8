/** From a function as AWS returned it to a row of the report: assessed, then triaged. */
import type { AccountFacts } from "../../model/account.ts";
import type { Extra } from "../../model/column.ts";
import type { TargetName } from "../../model/coverage.ts";
import { isImage, type LambdaFunction, type ReadFunction } from "../../model/function.ts";
import type { FunctionRow } from "../../model/report.ts";
import { functionFilter, type RowFilter, rowFilter } from "../../report/filter.ts";
import { toRow } from "../../report/row.ts";
import type { WantsMore } from "../../scan/cloud.ts";
import type { Criteria } from "./criteria.ts";

interface RowMaker {
  row(target: TargetName, fn: ReadFunction): FunctionRow;
  /** Whether the filters keep a row. */
  keeps(row: FunctionRow): boolean;
  /** False when the filters drop the function whatever extra calls would find: those calls are saved. */
  mayKeep(fn: LambdaFunction, region: string): boolean;
  /** The same before its status is known; and before its runtime is, where it has none. */
  mayKeepUndated: WantsMore;
}

/** @param factsOf what is known of an account besides its id and name */
export function rowMaker(
  { assess, triage }: Criteria,
  filter: RowFilter & { readonly extras?: readonly Extra[] },
  factsOf: (accountId: string) => AccountFacts | undefined = () => undefined,
): RowMaker {
  const keeps = rowFilter(filter);
  const mayKeep = functionFilter(filter);
  const row = (target: TargetName, fn: ReadFunction): FunctionRow => {
    const assessed = toRow(target, fn, assess);
    return Object.assign(assessed, triage(assessed, factsOf(target.accountId)));
  };
  // What the base of an image says is known only once it is read.
  const { names, excludeNames, runtimes, excludeRuntimes, extras = [] } = filter;
  const mayKeepName = functionFilter({ names, excludeNames });
  const mayKeepRuntime = functionFilter({ names, excludeNames, runtimes, excludeRuntimes });
  const isOpen = (fn: LambdaFunction) => isImage(fn) && extras.includes("image");
  const anAccount = { accountId: "", accountName: "" };
  return {
    row,
    keeps,
    mayKeepUndated: ({ functionName, runtime = null }) =>
      (runtime === null ? mayKeepName : mayKeepRuntime)({ functionName, runtime, runtimeStatus: "unknown" }),
    mayKeep: (fn, region) =>
      (isOpen(fn) ? mayKeepName : mayKeep)(toRow({ ...anAccount, region }, fn, assess)),
  };
}
