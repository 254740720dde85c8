/** Lines of the summary about sources besides `ListFunctions`: Web Functions, and what AWS Config knows. */
import type { CoverageRow } from "../model/coverage.ts";
import { type AggregatorCounts, isFromConfig, type ReportAccount, type Summary } from "../model/report.ts";
import { hasAllWeb } from "../model/web-listed.ts";
import { counted } from "../model/words.ts";

/** `ListFunctions` does not list them, and AWS Config does not know them. */
export function missingWeb(accounts: readonly Pick<ReportAccount, "via">[]): string {
  if (accounts.some(isFromConfig))
    return "web        web functions are unknown: AWS Config does not record them";
  return "web        web functions were not asked for; --with webFunctions lists them";
}

export function webLines({ webFunctions }: Summary, coverage: readonly CoverageRow[]): readonly string[] {
  if (webFunctions === undefined) return [];
  const where = webFunctions === 0 ? "" : ", already counted above";
  const line = `web        ${counted(webFunctions, "web function")}${where}`;
  const targets = coverage.filter((row) => !hasAllWeb(row)).length;
  return [targets === 0 ? line : `${line}; could not be listed in ${counted(targets, "target")}`];
}

/** How AWS Config and Lambda differ. */
export function aggregatorLines({ aggregator }: Summary): readonly string[] {
  if (!aggregator) return [];
  const { onlyConfig, onlyLambda, otherRuntime, notCovered } = aggregator;
  const numbers = `${counted(onlyConfig, "function")} only in AWS Config, ${onlyLambda} only in Lambda, ${otherRuntime} with another runtime`;
  return [`aggregator ${[numbers, ...notCoveredText(notCovered)].join("; ")}`];
}

/** `AWS Config's data is incomplete for 3 targets: 2 not-recorded, 1 stale`; nothing when there are none. */
export function notCoveredText(notCovered: AggregatorCounts["notCovered"] = {}): readonly string[] {
  const counts = Object.entries(notCovered);
  if (counts.length === 0) return [];
  const targets = counts.reduce((sum, [, some]) => sum + some, 0);
  const reasons = counts.map(([status, some]) => `${some} ${status}`).join(", ");
  return [`AWS Config's data is incomplete for ${counted(targets, "target")}: ${reasons}`];
}
