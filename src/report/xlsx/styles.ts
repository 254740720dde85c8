import type { Cell, CellStyle } from "hucre/xlsx";
import { type CoverageStatus, isRead } from "../../model/coverage.ts";
import type { RuntimeStatus } from "../../model/runtime.ts";

/** The workbook's default font. Every style repeats it: without a name and a size, readers choose their own. */
const FONT: NonNullable<CellStyle["font"]> = { name: "Calibri", size: 11 };

export const HEADING: CellStyle = { font: { ...FONT, bold: true } };
export const TITLE: CellStyle = { font: { ...FONT, bold: true, size: 14 } };

/** The colours of the HTML page. */
const STATUS_COLORS = {
  "update-blocked": "7D0A17",
  "create-blocked": "B3121F",
  deprecated: "A83F00",
  expiring: "805800",
  unknown: "6C35C9",
  preview: "0A5CC4",
  supported: "17692D",
  custom: "57606A",
  container: "57606A",
} as const satisfies Record<RuntimeStatus, string>;

type Styled = Partial<Cell>;

function colored(rgb: string, bold = false): Styled {
  return { style: { font: { ...FONT, color: { rgb }, ...(bold && { bold }) } } };
}

const STATUS_CELLS = new Map<string, Styled>(
  Object.entries(STATUS_COLORS).map(([status, rgb]) => [status, colored(rgb)]),
);
const READ = colored(STATUS_COLORS.supported);
const NOT_READ = colored(STATUS_COLORS["create-blocked"], true);

/** The colour of a cell with this status; one object for each, since a sheet may have a million. */
export function statusStyle(status: RuntimeStatus): Styled | undefined {
  return STATUS_CELLS.get(status);
}

export function coverageStyle(status: CoverageStatus): Styled {
  return isRead(status) ? READ : NOT_READ;
}
