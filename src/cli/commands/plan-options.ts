import { PLAN_FORMATS } from "../../campaign/formats.ts";
import type { CommandEntry, Values } from "../options/entry.ts";
import { READ_OPTIONS } from "../options/reading.ts";
import { NOTIFY_OPTIONS, OUTPUT_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, DISPLAY_OPTIONS } from "../options/running.ts";
import { RULE_OPTIONS } from "../options/triage.ts";
import { SAVED_OPTIONS } from "./report-options.ts";

export const PLAN = {
  summary: "list work items: who has to do what by when",
  positionals: [
    {
      name: "REPORT",
      required: false,
      many: true,
      help: "JSON reports; `-` is stdin. If omitted, a fresh scan is made; all scan options apply.",
    },
  ],
  options: {
    ...READ_OPTIONS,
    ownersFile: { ...RULE_OPTIONS.ownersFile, frequent: true },
    within: SAVED_OPTIONS.within,
    asOf: SAVED_OPTIONS.asOf,
    format: {
      ...REPORT_OPTIONS.format,
      choices: PLAN_FORMATS,
      help: "Output format. `json` has the text of each ticket; `atx` is the CSV of AWS Transform, for items with a repository.",
    },
    ...OUTPUT_OPTIONS,
    since: {
      ...NOTIFY_OPTIONS.since,
      frequent: true,
      group: "Output",
      help: "Earlier JSON report or saved plan: each item gets a state (new, open, done, unknown).",
    },
    reportUrl: {
      ...NOTIFY_OPTIONS.reportUrl,
      group: "Output",
      help: "Link to the full report, shown in tickets and in Markdown and HTML.",
    },
    failOn: REPORT_OPTIONS.failOn,
    allowIncomplete: REPORT_OPTIONS.allowIncomplete,
    ...CONFIG_OPTIONS,
    ...DISPLAY_OPTIONS,
  },
  examples: [
    ["report.json", "what to do first"],
    ["report.json --since last-week.json -f json -o plan.json", "for tickets: new, open and done items"],
  ],
} as const satisfies CommandEntry;

export type PlanCommandOptions = Values<typeof PLAN.options>;
