/** The table of columns in docs/formats.md and their part of docs/report.schema.json, made from the columns themselves. */
import type { ColumnDefinition, ValueKind } from "../../../src/model/column.ts";
import { COVERAGE_STATUSES, STAGES } from "../../../src/model/coverage.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { COLUMN_KEYS, definition, type RowKey } from "../../../src/model/row.ts";
import { RUNTIME_STATUSES } from "../../../src/model/runtime.ts";
import { ACTIONS } from "../../../src/model/triage.ts";
import { flatColumns, tableColumns } from "../../../src/report/columns.ts";

export function columnTable(): string {
  const optional = COLUMN_KEYS.filter((key) => definition(key).optional).map((key) => `\`${key}\``);
  return [
    "| key | meaning | table | TSV, CSV |\n|---|---|---|---|",
    ...COLUMN_KEYS.map((key) => {
      const cells = [`\`${key}\``, definition(key).about, inTable(key), inFlat(key)];
      return `| ${cells.map((cell) => `${cell} `.trimStart()).join("| ")}|`;
    }),
    `\nJSON omits ${optional.slice(0, -1).join(", ")} and ${optional.at(-1)} where they have no value.`,
  ].join("\n");
}

/** Where the table has more to say than that a column is there. */
const IN_TABLE: Partial<Record<RowKey, string>> = {
  accountName: "beside the id",
  version: "when there are published versions",
};

function inTable(key: RowKey): string {
  return IN_TABLE[key] ?? (tableColumns([], false).includes(key) ? "✓" : withExtra(key));
}

function inFlat(key: RowKey): string {
  return flatColumns([]).includes(key) ? "✓" : withExtra(key);
}

function withExtra(key: RowKey): string {
  const extra = definition(key).with;
  return extra === undefined ? "" : `with \`--with ${extra}\``;
}

/** The schema with its functions, and the words that they share with its other parts, as the program has them. */
export function reportSchema(rest: ReportSchema): ReportSchema {
  const { $defs } = rest;
  const { coverageRow } = $defs;
  const { status, stage } = coverageRow.properties;
  return {
    ...rest,
    $defs: {
      ...$defs,
      runtimeStatus: { enum: RUNTIME_STATUSES },
      action: { enum: ACTIONS },
      function: {
        description:
          "Keys that are not required are absent where they have no value: read an absent key as null.",
        type: "object",
        required: COLUMN_KEYS.filter((key) => !definition(key).optional),
        properties: Object.fromEntries(COLUMN_KEYS.map((key) => [key, columnSchema(definition(key))])),
      },
      coverageRow: {
        ...coverageRow,
        properties: {
          ...coverageRow.properties,
          status: { ...status, enum: COVERAGE_STATUSES },
          stage: { ...stage, enum: STAGES },
        },
      },
    },
  };
}

export interface ReportSchema extends JsonObject {
  readonly $defs: JsonObject & {
    readonly coverageRow: { readonly properties: Readonly<Record<string, JsonObject>> };
  };
}

const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

/** As a value may be; where it may be null, the kind itself allows it or is one of two. */
const SCHEMAS: Record<ValueKind, (column: ColumnDefinition) => JsonObject> = {
  text: ({ nullable }) => ref(nullable ? "textOrNull" : "text"),
  word: ({ words = [], nullable }) => ({ enum: [...words, ...(nullable ? [null] : [])] }),
  day: ({ nullable }) => ref(nullable ? "dayOrNull" : "day"),
  dayOrWord: ({ nullable }) => ({
    anyOf: [...(nullable ? [{ type: "null" }] : []), { enum: ["never", "unknown"] }, ref("day")],
  }),
  time: () => ({ anyOf: [{ const: "" }, ref("time")] }),
  count: ({ nullable }) => ref(nullable ? "countOrNull" : "count"),
  integer: ({ nullable }) => ({ type: orNull("integer", nullable) }),
  texts: ({ nullable }) => ({ type: orNull("array", nullable), items: { type: "string" } }),
  tags: ({ nullable }) => ({ type: orNull("object", nullable), additionalProperties: { type: "string" } }),
  aliases: ({ nullable }) => ({ type: orNull("array", nullable), items: ref("alias") }),
  object: ({ nullable }) => ({ type: orNull("object", nullable) }),
};

function orNull(type: string, nullable: true | undefined): string | readonly string[] {
  return nullable ? [type, "null"] : type;
}

function columnSchema(column: ColumnDefinition): JsonObject {
  const description = [column.about.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1"), notAsked(column)]
    .filter((text) => text !== "")
    .join("; ");
  return { ...(description !== "" && { description }), ...SCHEMAS[column.kind](column) };
}

function notAsked({ with: extra, nullable }: ColumnDefinition): string {
  return extra && nullable ? `null: not requested (--with ${extra}), or not readable` : "";
}
