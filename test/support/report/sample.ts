import type { CoverageRow } from "../../../src/model/coverage.ts";
import type { FunctionRow, ReportAccount, ReportHead, ReportTail } from "../../../src/model/report.ts";
import type { Chunks, WriterContext } from "../../../src/report/format.ts";
import { type Format, openWriter } from "../../../src/report/formats.ts";
import { summarise } from "../../../src/report/summary.ts";
import { adviceFor } from "../../../src/triage/action.ts";
import { dueOf } from "../../../src/triage/due.ts";

/** A function of a report; what a test is about is given, what to do by when follows from its status and dates. */
export function row(values: Partial<FunctionRow> = {}): FunctionRow {
  const { accountId = "111122223333", region = "eu-west-1", functionName = "orders" } = values;
  const read = {
    accountId,
    accountName: "payments",
    region,
    functionName,
    version: "$LATEST",
    runtime: "nodejs18.x",
    runtimeStatus: "deprecated",
    deprecationDate: "2025-09-01",
    blockCreateDate: "2027-02-03",
    blockUpdateDate: "2027-03-03",
    daysLeft: -446,
    successor: "nodejs24.x",
    packageType: "Zip",
    architectures: ["arm64"],
    memorySize: 128,
    timeout: 3,
    codeSize: 1024,
    lastModified: "2024-07-24T09:41:13.364Z",
    description: "takes orders",
    handler: "index.handler",
    role: "arn:aws:iam::111122223333:role/orders",
    layers: [],
    functionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
    tags: null,
    lastInvoked: null,
    aliases: null,
    kind: "function",
    owner: null,
    ownerSource: null,
    managedBy: null,
    ...values,
  } as const;
  return { ...read, action: adviceFor(read, undefined).action, ...dueOf(read, TODAY), ...values };
}

/** The day for which the reports of HEAD were assessed. */
const TODAY = "2026-11-21";

/** A line of the ledger. */
export function target(values: Partial<CoverageRow> = {}): CoverageRow {
  return {
    accountId: "111122223333",
    accountName: "payments",
    region: "eu-west-1",
    status: "ok",
    stage: "functions",
    code: "",
    message: "",
    functions: 1,
    durationMs: 12,
    ...values,
  };
}

export function account(values: Partial<ReportAccount> = {}): ReportAccount {
  return {
    accountId: "111122223333",
    accountName: "payments",
    partition: "aws",
    via: "profile hub",
    status: "ok",
    message: "",
    ...values,
  };
}

export const HEAD: ReportHead = {
  schemaVersion: 1,
  tool: { name: "lambda-inventory", version: "1.2.3" },
  startedAt: "2026-11-21T10:00:00.000Z",
  catalogue: { asOf: "2026-10-03", source: "https://example.com/runtimes", ageDays: 49 },
};

export function tail(
  rows: readonly FunctionRow[],
  coverage: readonly CoverageRow[] = [target()],
  accounts: readonly ReportAccount[] = [account()],
): ReportTail {
  return {
    finishedAt: "2026-11-21T10:00:09.000Z",
    coverage,
    accounts,
    summary: summarise(rows, coverage, accounts),
  };
}

/** How a report looks without options. */
export const CONTEXT: WriterContext = {
  head: HEAD,
  columns: undefined,
  sort: [],
  header: true,
  groupBy: undefined,
  width: undefined,
  color: false,
};

/** The whole text of a report, its rows handed over in pieces of this size. */
export async function written(
  format: Format,
  rows: readonly FunctionRow[],
  context: Partial<WriterContext> = {},
  end: ReportTail = tail(rows),
  piece = 2,
): Promise<string> {
  const writer = await openWriter(format, { ...CONTEXT, ...context });
  let text = "";
  for (let from = 0; from < rows.length; from += piece) text += writer.rows(rows.slice(from, from + piece));
  return text + (await joined(writer.end(end)));
}

/** All the text that a writer ends with. */
export async function joined(chunks: Chunks): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}
