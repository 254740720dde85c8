/** Two reports with a change of every kind between them, and their comparison in each format. */
import { diffReports } from "../../../src/compare/diff.ts";
import type { Difference } from "../../../src/compare/difference.ts";
import { type DifferenceFormat, writeDifference } from "../../../src/compare/write/write.ts";
import type { Report } from "../../../src/model/report.ts";
import { A, B, type CellOf, reportOf } from "./reports.ts";

/** Text that every format must escape. */
export const HOSTILE = "</td><script>alert(1)</script>|`x`\u001b[31m";
export const later: Partial<Report> = {
  startedAt: "2026-11-28T08:00:00.000Z",
  catalogue: { asOf: "2026-11-01", source: "built-in", ageDays: 27 },
};

export const OLD: CellOf[] = [
  {
    accountId: A,
    region: "eu-west-1",
    functions: [
      { functionName: "orders", runtime: "python3.8" },
      { functionName: "refunds" },
      { functionName: "old-job" },
    ],
  },
  { accountId: A, region: "us-east-1", functions: [{ functionName: "edge" }] },
  { accountId: B, region: "eu-west-1", functions: [{ functionName: "same" }] },
];
export const NEW: CellOf[] = [
  {
    accountId: A,
    region: "eu-west-1",
    functions: [
      { functionName: "orders" },
      { functionName: "refunds", runtime: "python3.9" },
      { functionName: "new-job", version: "$LATEST", runtime: null },
    ],
  },
  { accountId: A, region: "us-east-1", status: "denied", message: "explicit deny" },
  {
    accountId: B,
    region: "eu-west-1",
    functions: [{ functionName: "same", deprecationDate: "2027-07-29" }],
  },
  { accountId: B, region: "us-east-1", functions: [{ functionName: "seen", runtime: "python3.8" }] },
];
export const difference = diffReports(reportOf(OLD), reportOf(NEW, later));
const names = { old: "monday.json", new: "this scan" };

export async function written(
  format: DifferenceFormat,
  of: Difference = difference,
  context: { width?: number; color?: boolean } = {},
): Promise<string> {
  const { width, color = false } = context;
  return [...(await writeDifference(format, of, names, { width, color }))].join("");
}
