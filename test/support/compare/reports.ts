/** Reports for these tests, made of cells. */
import { type CoverageRow, isRead, type TargetName } from "../../../src/model/coverage.ts";
import type { ReadFunction } from "../../../src/model/function.ts";
import { byCodePoint } from "../../../src/model/order.ts";
import type { FunctionRow, Report, ReportAccount } from "../../../src/model/report.ts";
import type { Assessment } from "../../../src/model/runtime.ts";
import { toRow } from "../../../src/report/row.ts";
import { summarise } from "../../../src/report/summary.ts";
import { createTriage } from "../../../src/triage/triage.ts";
import { Waivers } from "../../../src/triage/waivers.ts";

export const A = "111111111111";
export const B = "222222222222";

/** Functions of which only the names matter. */
export const fn = (...names: string[]) => names.map((functionName) => ({ functionName }));

export interface CellOf {
  readonly accountId: string;
  readonly accountName?: string;
  readonly region: string;
  readonly status?: CoverageRow["status"];
  readonly message?: string;
  /** Functions that were read; more than are in the report when a filter left some out. */
  readonly read?: number;
  readonly functions?: readonly (Partial<FunctionRow> & { readonly functionName: string })[];
}

const DATES: Readonly<Record<string, Assessment>> = {
  "nodejs22.x": assessed("supported", "2027-04-30", 160),
  "nodejs20.x": assessed("deprecated", "2026-04-30", -205),
  "python3.8": assessed("update-blocked", "2024-10-14", -768),
  "python3.9": assessed("create-blocked", "2025-12-15", -341),
  "ruby3.3": assessed("expiring", "2027-03-31", 130),
};
const NOTHING = {
  deprecationDate: null,
  blockCreateDate: null,
  blockUpdateDate: null,
  daysLeft: null,
  successor: null,
};

function assessed(runtimeStatus: Assessment["runtimeStatus"], day: string, daysLeft: number): Assessment {
  return {
    runtimeStatus,
    deprecationDate: day,
    blockCreateDate: day,
    blockUpdateDate: day,
    daysLeft,
    successor: "nodejs24.x",
  };
}

/** The runtimes in the catalogue of these tests. */
export const LISTED = Object.keys(DATES);

/** The catalogue of these tests. */
export function assess(runtime: string | undefined, packageType: string): Assessment {
  if (packageType === "Image") return { runtimeStatus: "container", ...NOTHING };
  if (runtime === undefined) return { runtimeStatus: "unknown", ...NOTHING };
  return DATES[runtime] ?? { runtimeStatus: "unknown", ...NOTHING };
}

const triage = createTriage({
  today: "2026-11-21",
  owners: [],
  ownerTags: [],
  waivers: new Waivers([], "2026-11-21"),
});

/** A function as a row of this run. */
export function assessedRow(place: TargetName, fn: ReadFunction): FunctionRow {
  const assessed = toRow(place, fn, assess);
  return { ...assessed, ...triage(assessed, undefined) };
}

export function functionOf(
  place: Pick<FunctionRow, "accountId" | "accountName" | "region">,
  given: Partial<FunctionRow> & { readonly functionName: string },
): FunctionRow {
  const runtime = given.runtime === undefined ? "nodejs22.x" : given.runtime;
  const packageType = runtime === null ? "Image" : "Zip";
  const assessed = {
    accountId: place.accountId,
    accountName: place.accountName,
    region: place.region,
    version: "$LATEST",
    runtime,
    ...assess(runtime ?? undefined, packageType),
    packageType,
    architectures: ["arm64"],
    memorySize: 128,
    timeout: 3,
    codeSize: 1024,
    lastModified: "2024-07-24T09:41:13.364Z",
    description: "",
    handler: runtime === null ? "" : "index.handler",
    role: `arn:aws:iam::${place.accountId}:role/lambda`,
    layers: [],
    functionArn: `arn:aws:lambda:${place.region}:${place.accountId}:function:${given.functionName}`,
    tags: null,
    lastInvoked: null,
    aliases: null,
    kind: "function" as const,
    ...given,
  };
  return { ...assessed, ...triage(assessed, undefined), ...given };
}

/** What one run over these cells prints, in the order of a report. */
export function reportOf(cells: readonly CellOf[], given: Partial<Report> = {}): Report {
  const ordered = [...cells].sort(
    (a, b) => byCodePoint(a.accountId, b.accountId) || byCodePoint(a.region, b.region),
  );
  const stageOf = (id: string) =>
    cells.filter(({ accountId }) => accountId === id).length > 1 ? "regions" : "credentials";
  const coverage = ordered.map((cell): CoverageRow => {
    const { accountId, accountName = `team-${accountId.slice(-1)}`, region, status = "ok" } = cell;
    const functions = cell.read ?? cell.functions?.length ?? 0;
    const message = cell.message ?? (isRead(status) ? "" : "no answer");
    const code = isRead(status) ? "" : "Refused";
    return {
      accountId,
      accountName,
      region,
      status,
      stage: region === "" ? stageOf(accountId) : "functions",
      code,
      message,
      functions,
      durationMs: 7,
    };
  });
  const functions = ordered.flatMap((cell, i) =>
    (cell.functions ?? [])
      .map((fn) => functionOf(coverage[i] ?? { ...cell, accountName: "" }, fn))
      .sort((a, b) => byCodePoint(a.functionName, b.functionName) || byCodePoint(a.version, b.version)),
  );
  const accounts = accountsOf(coverage);
  return {
    schemaVersion: 1,
    tool: { name: "lambda-inventory", version: "0.1.0" },
    startedAt: "2026-11-21T08:00:00.000Z",
    catalogue: { asOf: "2026-10-03", source: "built-in", ageDays: 49 },
    functions,
    finishedAt: "2026-11-21T08:01:00.000Z",
    coverage,
    accounts,
    summary: summarise(functions, coverage, accounts),
    ...given,
  };
}

function accountsOf(coverage: readonly CoverageRow[]): ReportAccount[] {
  return [...new Set(coverage.map(({ accountId }) => accountId))].map((accountId) => {
    const rows = coverage.filter((row) => row.accountId === accountId);
    const unread = rows.filter(({ status }) => !isRead(status));
    const [first] = rows;
    const name = { accountId, accountName: first?.accountName ?? "" };
    if (first?.region === "" && rows.length === 1 && unread.length === 1) {
      return { ...name, partition: "", via: "", status: "failed", message: first.message };
    }
    const way = { partition: "aws", via: "default credentials" };
    if (unread.length === 0) return { ...name, ...way, status: "ok", message: "" };
    return { ...name, ...way, status: "incomplete", message: `${unread.length} of ${rows.length} not read` };
  });
}

/** Reports under the names of the files that merge is given. */
export function parts(...reports: readonly Report[]) {
  return reports.map((report, i) => ({ path: `part-${i + 1}.json`, report }));
}
