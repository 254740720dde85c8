import type { CommandEntry, Values } from "../options/entry.ts";
import { READ_OPTIONS } from "../options/reading.ts";
import { OUTPUT_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, DISPLAY_OPTIONS } from "../options/running.ts";

export const DIFF = {
  summary: "compare two JSON reports, or one with a fresh scan",
  positionals: [
    { name: "OLD", required: true, help: "JSON report to compare from." },
    {
      name: "NEW",
      required: false,
      help: "JSON report to compare with. If omitted, a fresh scan is made; all scan options apply.",
    },
  ],
  options: {
    ...READ_OPTIONS,
    format: { ...REPORT_OPTIONS.format, choices: ["table", "markdown", "json", "html"] },
    ...OUTPUT_OPTIONS,
    query: {
      ...REPORT_OPTIONS.query,
      help: "Print only what this JMESPath expression selects from the comparison as JSON.",
    },
    failOn: {
      ...REPORT_OPTIONS.failOn,
      choices: ["new-deprecated", ...REPORT_OPTIONS.failOn.choices],
      help: "Exit with 1 when a function is newly on a deprecated runtime (`new-deprecated`), or when the newer report has functions with these statuses.",
    },
    allowIncomplete: REPORT_OPTIONS.allowIncomplete,
    ...CONFIG_OPTIONS,
    ...DISPLAY_OPTIONS,
  },
  examples: [
    ["monday.json friday.json", "what changed in the week"],
    ["yesterday.json --org --fail-on new-deprecated", "for CI: exit 1 when a function has become deprecated"],
  ],
} as const satisfies CommandEntry;

export type DiffOptions = Values<typeof DIFF.options>;
