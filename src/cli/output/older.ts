import { byMoment } from "../../model/day.ts";
import { UserError } from "../../model/failure.ts";
import type { ReportHead } from "../../model/report.ts";

type Dated = Pick<ReportHead, "startedAt">;

/**
 * What `--since` names must be older than this report: with the two swapped, what is done would seem to be new.
 * @param allowsSame whether it may be of the same moment, as one report that is compared with itself after a change
 */
export function demandOlder(
  path: string,
  { startedAt }: Dated,
  report: Dated,
  { allowsSame }: { readonly allowsSame: boolean },
): void {
  const ahead = byMoment(startedAt, report.startedAt);
  if (ahead < 0 || (ahead === 0 && allowsSame)) return;
  throw new UserError(
    `--since: ${path} (${startedAt}) is ${ahead > 0 ? "newer" : "not older"} than this report (${report.startedAt})`,
    "Pass an earlier report to --since.",
  );
}
