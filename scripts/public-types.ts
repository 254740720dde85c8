/**
 * The types of the package that the program derives from tables, written out as plain interfaces: an editor shows each key
 * with its text. test/package/api-examples.test.ts holds them against the derived ones.
 */
import { OPTION_TABLES } from "../src/api/options.ts";
import { nameOf, type OptionEntry, type OptionTable } from "../src/cli/options/entry.ts";
import type { ColumnDefinition, ValueKind } from "../src/model/column.ts";
import { COLUMN_KEYS, definition } from "../src/model/row.ts";

/** The text of each declaration file that is replaced. */
export function publicTypes(): Readonly<Record<string, string>> {
  const rows = COLUMN_KEYS.map((key) => rowProperty(key, definition(key)));
  return {
    "model/row.d.ts": [
      'import type { ReportAlias } from "./column.ts";',
      interfaceText("FunctionRow", "One function (or version) in a report.", rows),
      "export type RowKey = keyof FunctionRow;\nexport declare const COLUMN_KEYS: readonly RowKey[];\n",
    ].join("\n"),
    "api/options.d.ts": [
      'import type { Cancellation, Drawing, Warnings } from "./callbacks.ts";',
      ...Object.entries(OPTION_INTERFACES).map(([name, { base, about }]) =>
        interfaceText(
          `${name} extends ${base}`,
          about,
          optionProperties(OPTION_TABLES[name as keyof typeof OPTION_TABLES]),
        ),
      ),
    ].join("\n"),
  };
}

const OPTION_INTERFACES = {
  ScanOptions: {
    base: "Cancellation, Warnings",
    about:
      "What to scan, and how. Patterns are shell globs (`eu-*`). `AWS_*` variables are read, `LAMBDA_INVENTORY_*` are not.",
  },
  ReportOptions: { base: "Warnings", about: "What to keep of a saved report, and how to assess it again." },
  RenderOptions: {
    base: "Drawing",
    about: "What a report looks like. A format rejects what it has no room for.",
  },
} as const satisfies Record<keyof typeof OPTION_TABLES, object>;

interface Property {
  readonly key: string;
  readonly type: string;
  readonly about: string;
  readonly optional: boolean;
}

function interfaceText(heading: string, about: string, properties: readonly Property[]): string {
  const lines = properties.map(
    ({ key, type, about, optional }) =>
      `${about === "" ? "" : `    ${comment(about)}\n`}    readonly ${key}${optional ? "?" : ""}: ${type};\n`,
  );
  return `${comment(about)}\nexport interface ${heading} {\n${lines.join("")}}\n`;
}

function comment(text: string): string {
  return `/** ${text.replaceAll("*/", "*\\/")} */`;
}

function rowProperty(key: string, column: ColumnDefinition): Property {
  const { about, nullable, optional = false } = column;
  const type = VALUE_TYPES[column.kind](column);
  return { key, type: nullable && !optional ? `${type} | null` : type, about, optional };
}

const VALUE_TYPES: Readonly<Record<ValueKind, (column: ColumnDefinition) => string>> = {
  text: () => "string",
  word: ({ words = [] }) => union(words),
  day: () => "string",
  dayOrWord: () => "string",
  time: () => "string",
  count: () => "number",
  integer: () => "number",
  texts: () => "readonly string[]",
  tags: () => "Readonly<Record<string, string>>",
  aliases: () => "readonly ReportAlias[]",
  object: () => "Readonly<Record<string, unknown>>",
};

/** Each option: its key, the type of its value, and what it means. */
export function optionProperties(table: OptionTable): readonly Property[] {
  return Object.entries(table).map(([key, entry]) => ({
    key,
    type: `${INPUT_TYPES[entry.kind](entry)} | undefined`,
    about: `\`--${nameOf(key, entry)}\`: ${entry.help}`,
    optional: true,
  }));
}

const TEXT = () => "string";
const TEXTS = () => "readonly string[]";

/** As `InputOf` of the option tables. */
const INPUT_TYPES: Readonly<Record<OptionEntry["kind"], (entry: OptionEntry) => string>> = {
  flag: () => "boolean",
  text: TEXT,
  output: TEXT,
  date: TEXT,
  list: TEXTS,
  patterns: TEXTS,
  regions: TEXTS,
  runtimes: TEXTS,
  pairs: TEXTS,
  sort: TEXTS,
  columns: (entry) => `readonly (${union(choicesOf(entry))} | \`tags.\${string}\`)[]`,
  choice: (entry) => union(choicesOf(entry)),
  choices: (entry) => `readonly (${union(choicesOf(entry))})[]`,
  integer: (entry) => ("auto" in entry && entry.auto ? 'number | "auto"' : "number"),
  seconds: () => "number",
  shard: () => "{ readonly index: number; readonly count: number }",
};

function choicesOf(entry: OptionEntry): readonly string[] {
  return "choices" in entry ? entry.choices : [];
}

function union(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(" | ");
}
