/** What each part of a report must hold; the same in words as docs/report.schema.json. */
import { COVERAGE_STATUSES, type CoverageRow, STAGES } from "../model/coverage.ts";
import type { FunctionRow, ReportAccount, ReportAlias, ReportHead, Shard, Summary } from "../model/report.ts";
import { type CatalogueInfo, RUNTIME_STATUSES } from "../model/runtime.ts";
import {
  count,
  day,
  integer,
  list,
  nullable,
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

export const functionRow = record<FunctionRow>({
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
});

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
});

const summary = record<Summary>({
  accounts: count,
  targets: count,
  read: count,
  notRead: count,
  functions: count,
  byStatus: table(count),
  byRuntime: table(count),
  deprecatedAliases: optional(count),
});

/** Every member of a report that is not a list of rows; the version has been looked at before. */
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
