/**
 * The options of the programmatic interface: those of the command line under the keys of the option tables. In the package,
 * scripts/public-types.ts writes them out as plain interfaces, with the texts of `--help` as comments.
 */
import { SAVED_OPTIONS } from "../cli/commands/report-options.ts";
import type { Inputs } from "../cli/options/entry.ts";
import { READ_OPTIONS } from "../cli/options/reading.ts";
import { REPORT_OPTIONS } from "../cli/options/report.ts";
import type { Cancellation, Drawing, Warnings } from "./callbacks.ts";

const { columns, sort, noHeader, bom, groupBy, limit, query } = REPORT_OPTIONS;
export const RENDER_OPTIONS = { columns, sort, noHeader, bom, groupBy, limit, query } as const;

/** The interfaces that are made of options, and the tables they come from. */
export const OPTION_TABLES = {
  ScanOptions: READ_OPTIONS,
  ReportOptions: SAVED_OPTIONS,
  RenderOptions: RENDER_OPTIONS,
} as const;

export interface ScanOptions extends Inputs<typeof READ_OPTIONS>, Cancellation, Warnings {}
export interface ReportOptions extends Inputs<typeof SAVED_OPTIONS>, Warnings {}
export interface RenderOptions extends Inputs<typeof RENDER_OPTIONS>, Drawing {}
