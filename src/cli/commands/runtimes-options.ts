import type { CommandEntry, Values } from "../options/entry.ts";
import { LIFECYCLE_OPTIONS, RUNTIME_OPTIONS } from "../options/reading.ts";
import { HEADER_OPTIONS, OUTPUT_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, QUIET_OPTIONS } from "../options/running.ts";

export const RUNTIMES = {
  summary: "print the runtime catalogue: dates, status, successor",
  positionals: [],
  options: {
    ...RUNTIME_OPTIONS,
    ...LIFECYCLE_OPTIONS,
    compare: {
      kind: "text",
      value: "FILE|URL",
      completes: "files",
      group: "Lifecycle data",
      help: "Print the dates that differ between the catalogue and this other one.",
    },
    format: { ...REPORT_OPTIONS.format, choices: ["table", "tsv", "json"] },
    ...HEADER_OPTIONS,
    ...OUTPUT_OPTIONS,
    ...CONFIG_OPTIONS,
    ...QUIET_OPTIONS,
  },
  examples: [
    ["--runtime 'python*' --as-of 2027-01-01", "as of a future date"],
    ["--deprecated --format json", "for scripts"],
  ],
} as const satisfies CommandEntry;

export type RuntimesOptions = Values<typeof RUNTIMES.options>;
