/** What each part of a report must contain; docs/report.schema.json says the same. */
import type { ColumnDefinition, ReportAlias, ValueKind } from "../model/column.ts";
import { COVERAGE_STATUSES, type CoverageRow, STAGES } from "../model/coverage.ts";
import type {
  AggregatorCounts,
  FunctionRow,
  ReportAccount,
  ReportHead,
  Shard,
  Summary,
} from "../model/report.ts";
import { COLUMN_KEYS, definition, mayBeAbsent, type RowKey } from "../model/row.ts";
import { type CatalogueInfo, RUNTIME_STATUSES } from "../model/runtime.ts";
import {
  count,
  day,
  integer,
  list,
  nullable,
  object,
  optional,
  record,
  type Shape,
  type Shapes,
  table,
  text,
  time,
  word,
} from "./shape.ts";

const alias = record<ReportAlias>({
  name: text,
  functionVersion: text,
  runtime: nullable(text),
  runtimeStatus: word(RUNTIME_STATUSES),
});

const SHAPES = {
  text: () => text,
  word: ({ words = [] }) => word(words),
  day: () => day,
  dayOrWord: () => text,
  time: () => text,
  count: () => count,
  integer: () => integer,
  texts: () => list(text),
  tags: () => table(text),
  aliases: () => list(alias),
  object: () => object,
} as const satisfies Record<ValueKind, (column: ColumnDefinition) => Shape>;

function columnShape(key: RowKey): Shape {
  const column = definition(key);
  const shape = SHAPES[column.kind](column);
  const valueOrNull = column.nullable ? nullable(shape) : shape;
  return mayBeAbsent(key) ? optional(valueOrNull) : valueOrNull;
}

/** The ARN is not compared with the account: emulators return ARNs of other accounts, and a report of a scan can be read. */
export const functionRow = record<FunctionRow>(
  Object.fromEntries(COLUMN_KEYS.map((key) => [key, columnShape(key)])) as Shapes<FunctionRow>,
);

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
  webFunctions: optional(count),
  deprecatedAliases: optional(count),
  aggregator: optional(
    record<AggregatorCounts>({
      onlyConfig: count,
      onlyLambda: count,
      otherRuntime: count,
      notCovered: optional(table(count)),
    }),
  ),
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
