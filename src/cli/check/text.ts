import { INCOMPLETE, isOfUnlisted } from "../../model/unlisted.ts";
import { counted } from "../../model/words.ts";
import { tsvCell } from "../../report/flat-cell.ts";
import { jsonLines } from "../../report/json.ts";
import type { CheckOptions } from "../commands/check-options.ts";
import type { Terminal } from "../terminal.ts";
import { type CheckedTarget, isAggregator, isFailed, isOfBase, isProblem, passed } from "./checks.ts";
import { checkTable } from "./table.ts";

/** The report on stdout: the problems, or with `--all` every row. */
export function checkText(
  checked: readonly CheckedTarget[],
  { format, extras, all, aggregator }: Pick<CheckOptions, "format" | "extras" | "all" | "aggregator">,
  terminal: Terminal,
): Iterable<string> {
  const targets = all ? checked : checked.filter(isProblem);
  const failures = all ? checked : targets.map(failuresOf);
  const formats = {
    table: () => checkTable(targets, failures, { extras, all, aggregator }, terminal),
    tsv: () => [TSV_KEYS, ...failures.flatMap(tsvLines)].map((line) => `${line.join("\t")}\n`),
    json: () => [...jsonLines(targets.map(jsonOf), ""), "\n"],
  };
  return formats[format]();
}

function failuresOf(target: CheckedTarget): CheckedTarget {
  return { ...target, checks: target.checks.filter(isFailed) };
}

function jsonOf({ checks, ...target }: CheckedTarget): object {
  return {
    ...target,
    checks: checks.map((check) => {
      const { action, code, message } = check;
      return { action, ok: passed(check), code, message };
    }),
  };
}

/** A line for each check; a skipped account, which has none, gets one line too. */
const TSV_KEYS = [
  ...["accountId", "accountName", "region", "status"],
  ...["action", "ok", "code", "message", "via", "arn"],
] as const;

function tsvLines(target: CheckedTarget): readonly (readonly string[])[] {
  const { accountId, accountName, region, status, via, arn } = target;
  const line = (...check: readonly string[]) =>
    [accountId, accountName, region, status, ...check, via, arn].map(tsvCell);
  if (target.checks.length === 0) return [line("", "", "", target.message)];
  return target.checks.map((check) =>
    line(check.action, String(passed(check) ?? ""), check.code, check.message),
  );
}

/** The last line on stderr: `3 accounts, 7 regions: all checks passed`. */
export function checkSummary(targets: readonly CheckedTarget[]): string {
  const tried = targets.filter(({ status }) => status !== "skipped");
  const aggregators = tried.filter(isAggregator);
  const ofAccounts = tried.filter((target) => !isOfBase(target) && !isOfUnlisted(target));
  const accounts = new Set(ofAccounts.map(({ accountId, via }) => `${accountId} ${via}`));
  const regions = ofAccounts.filter(({ region }) => region !== "");
  const failed = tried.filter(({ checks }) => checks.some((check) => passed(check) === false));
  const open = ofAccounts.filter(({ status }) => status === "not-attempted");
  const skipped = targets.length - tried.length;
  const found = [
    ...(failed.length > 0 ? [`${failed.length} with failed checks`] : []),
    ...(open.length > 0 ? [`${open.length} not checked`] : []),
    ...(tried.some(isOfUnlisted) ? [INCOMPLETE] : []),
  ];
  const places = [
    ...(aggregators.length > 0 ? [counted(aggregators.length, "aggregator")] : []),
    ...(ofAccounts.length > 0 || aggregators.length === 0
      ? [counted(accounts.size, "account"), counted(regions.length, "region")]
      : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${places.join(", ")}: ${found.join(", ") || "all checks passed"}`;
}
