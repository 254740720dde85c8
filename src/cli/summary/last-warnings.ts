import { type CoverageRow, isRead } from "../../model/coverage.ts";
import type { ReportTail } from "../../model/report.ts";
import { firstNames } from "../../model/words.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import { isCi } from "../output/ci-log.ts";
import type { PreparedScan } from "../scan.ts";
import { type TargetOptions, targetTexts } from "./no-match.ts";
import { endedNode } from "./node-lines.ts";

/**
 * What a scan has to say before its summary: that it read nothing, of waivers, and of the Node.js it runs on, for whoever can
 * install another.
 */
export function printLastWarnings(
  { criteria }: PreparedScan,
  { coverage }: Pick<ReportTail, "coverage">,
  options: Pick<TargetOptions, "regions" | "excludeRegions">,
  io: Io,
  messages: Messages,
): void {
  const nothing = nothingRead(coverage, options);
  if (nothing !== undefined) messages.warn(nothing);
  for (const warning of criteria.waivers.warnings()) messages.warn(warning);
  const { node, env, now } = io;
  const ended = node === undefined || isCi(env) ? undefined : endedNode(node, now());
  if (ended !== undefined) messages.warn(ended);
}

const MOST_REGIONS = 5;

/**
 * What to say when the scan is complete because there was nothing to read: with a mistyped region, that would look like an estate
 * without functions.
 */
function nothingRead(
  coverage: readonly CoverageRow[],
  { regions: include, excludeRegions }: Pick<TargetOptions, "regions" | "excludeRegions">,
): string | undefined {
  if (coverage.some(({ status }) => status === "ok" || !isRead(status))) return undefined;
  const regions = [...new Set(coverage.map(({ region }) => region))].filter((region) => region !== "");
  if (regions.length === 0) {
    // Without these options, the accounts file chooses the regions.
    const chosen = targetTexts({ regions: include, excludeRegions }) || "the regions of the accounts file";
    return `nothing was read: no enabled region of any account matches ${chosen}`;
  }
  const verb = regions.length === 1 ? "is" : "are";
  return `nothing was read: ${firstNames(regions, MOST_REGIONS)} ${verb} not enabled in any account, or Lambda is not available there`;
}
