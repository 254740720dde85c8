/** The row of a report, as the tables of columns say it: its type, its keys, an example. */
import type { ColumnDefinition, OlderValues, ValuesOf } from "./column.ts";
import { COLUMNS, FOUND, RARE, type READ, TRIAGE } from "./columns.ts";

export type RowKey = keyof typeof COLUMNS;

/** Every key, in the order of the JSON report. */
export const COLUMN_KEYS = keysOf(COLUMNS);
export const RARE_KEYS = keysOf(RARE);
export const FOUND_KEYS = keysOf(FOUND);

function keysOf<K extends string>(columns: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(columns).filter((key): key is K => key in columns);
}

export type RareSettings = ValuesOf<typeof RARE>;
export type FoundValues = ValuesOf<typeof FOUND>;
export type AssessedRow = ValuesOf<typeof READ> & RareSettings & FoundValues;
export type TriageKeys = ValuesOf<typeof TRIAGE>;
/** One function (or version) in a report. The keys are the JSON keys, TSV headers and `--columns` names. */
export type FunctionRow = AssessedRow & TriageKeys;

/** A row as any version of the program saved it. */
export type SavedRow = Omit<AssessedRow, keyof OlderValues<typeof READ>> &
  Partial<OlderValues<typeof READ>> &
  Partial<TriageKeys>;

/** The column with this key, as the general shape. */
export function definition(key: RowKey): ColumnDefinition {
  return COLUMNS[key];
}

/** What rows of earlier versions lack, and the value that means. What triage finds is determined again. */
export const OLDER_VALUES = Object.fromEntries(
  COLUMN_KEYS.map((key) => [key, definition(key).older] as const).filter(([, value]) => value !== undefined),
) as OlderValues<typeof READ>;

/** The keys of triage that are null where nothing is known. */
export const TRIAGE_NULLS: Partial<TriageKeys> = Object.fromEntries(
  keysOf(TRIAGE)
    .map((key) => [key, definition(key)] as const)
    .filter(([, { nullable, optional }]) => nullable && !optional)
    .map(([key]) => [key, null]),
);

/** Whether a saved report may lack the key. */
export function mayBeAbsent(key: RowKey): boolean {
  return definition(key).optional === true || key in OLDER_VALUES || key in TRIAGE;
}

/** A row with a value everywhere. */
export const EXAMPLE_ROW = Object.fromEntries(
  COLUMN_KEYS.map((key) => [key, definition(key).example]),
) as FunctionRow;
