/** What each part of a report must contain; docs/report.schema.json says the same. */
import { COVERAGE_STATUSES, type CoverageRow, STAGES } from "../model/coverage.ts";
import { FUNCTION_KINDS } from "../model/function.ts";
import { quoted } from "../model/quoted.ts";
import type { FunctionRow, ReportAccount, ReportAlias, ReportHead, Shard, Summary } from "../model/report.ts";
import { type CatalogueInfo, RUNTIME_STATUSES } from "../model/runtime.ts";
import { ACTIONS, DUE_EVENTS } from "../model/triage.ts";
import {
  count,
  day,
  integer,
  list,
  type Mismatch,
  nullable,
  object,
  optional,
  record,
  type Shapes,
  table,
  text,
  time,
  word,
} from "./shape.ts";

const runtimeStatus = word(RUNTIME_STATUSES);

const alias = record<ReportAlias>({
  name: text,
  functionVersion: text,
  runtime: nullable(text),
  runtimeStatus,
});

const functionColumns = record<FunctionRow>({
  accountId: text,
  accountName: text,
  region: text,
  functionName: text,
  version: text,
  runtime: nullable(text),
  runtimeStatus,
  deprecationDate: nullable(day),
  blockCreateDate: nullable(day),
  blockUpdateDate: nullable(day),
  daysLeft: nullable(integer),
  successor: nullable(text),
  packageType: text,
  architectures: list(text),
  memorySize: nullable(count),
  timeout: nullable(count),
  codeSize: nullable(count),
  lastModified: text,
  description: text,
  handler: text,
  role: text,
  layers: list(text),
  functionArn: text,
  tags: nullable(table(text)),
  lastInvoked: nullable(text),
  aliases: nullable(list(alias)),
  invocations: optional(nullable(count)),
  // Reports of earlier versions lack the keys below; completeRows adds them.
  kind: optional(word(FUNCTION_KINDS)),
  capacityProvider: optional(nullable(object)),
  durable: optional(nullable(object)),
  snapStart: optional(nullable(object)),
  tenancy: optional(nullable(text)),
  masterArn: optional(nullable(text)),
  owner: optional(nullable(text)),
  ownerSource: optional(nullable(text)),
  contact: optional(nullable(text)),
  repository: optional(nullable(text)),
  stack: optional(nullable(text)),
  logicalId: optional(nullable(text)),
  origin: optional(nullable(text)),
  managedBy: optional(nullable(text)),
  managedByReason: optional(nullable(text)),
  action: optional(word(ACTIONS)),
  remedy: optional(nullable(text)),
  dueDate: optional(nullable(day)),
  dueEvent: optional(nullable(word(DUE_EVENTS))),
  waivedUntil: optional(nullable(day)),
  waiverReason: optional(nullable(text)),
});

/** A row whose ARN names another account would count the function for the wrong one. */
export function functionRow(value: unknown): Mismatch | undefined {
  const mismatch = functionColumns(value);
  if (mismatch) return mismatch;
  const { accountId, functionArn } = value as FunctionRow;
  const owner = /^arn:[\w-]+:lambda:[\w-]*:(\d{12}):/.exec(functionArn)?.[1];
  if (owner === undefined || owner === accountId) return undefined;
  const problem = `belongs to account ${owner}, but accountId is ${quoted(accountId)}`;
  return { path: ".functionArn", problem, missing: false };
}

export const coverageRow = record<CoverageRow>({
  accountId: text,
  accountName: text,
  region: text,
  status: word(COVERAGE_STATUSES),
  stage: word(STAGES),
  code: text,
  message: text,
  functions: count,
  durationMs: count,
});

const ACCOUNT_STATUSES = [
  "ok",
  "incomplete",
  "failed",
  "skipped",
] as const satisfies readonly ReportAccount["status"][];

export const reportAccount = record<ReportAccount>({
  accountId: text,
  accountName: text,
  partition: text,
  via: text,
  status: word(ACCOUNT_STATUSES),
  message: text,
  email: optional(nullable(text)),
  ous: optional(nullable(list(text))),
  tags: optional(nullable(table(text))),
});

const summary = record<Summary>({
  accounts: count,
  targets: count,
  read: count,
  notRead: count,
  functions: count,
  byStatus: table(count),
  byRuntime: table(count),
  byOwner: optional(table(count)),
  byAction: optional(table(count)),
  waived: optional(count),
  deprecatedAliases: optional(count),
});

/** Every member of a report that is not a list of rows; its schema version has been checked before. */
export interface Frame extends Omit<ReportHead, "schemaVersion"> {
  readonly finishedAt: string;
  readonly summary: Summary;
}

const FRAME: Shapes<Frame> = {
  tool: record<ReportHead["tool"]>({ name: text, version: text }),
  startedAt: time,
  finishedAt: time,
  catalogue: record<CatalogueInfo>({ asOf: day, source: text, ageDays: integer }),
  shard: optional(record<Shard>({ index: count, count })),
  summary,
};

export const frame = record<Frame>(FRAME);
