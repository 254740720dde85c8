import type { CommandEntry, Values } from "../options/entry.ts";
import { NOTIFY_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, QUIET_OPTIONS } from "../options/running.ts";
import { RULE_OPTIONS } from "../options/triage.ts";
import { SAVED_OPTIONS } from "./report-options.ts";

export const MERGE = {
  summary: "join JSON reports of shards, or of a resumed run",
  positionals: [{ name: "REPORT", required: true, many: true, help: "JSON reports of the same scan." }],
  options: {
    ...REPORT_OPTIONS,
    format: { ...REPORT_OPTIONS.format, default: "json" },
    ownersFile: { ...RULE_OPTIONS.ownersFile, help: SAVED_OPTIONS.ownersFile.help },
    waiversFile: { ...RULE_OPTIONS.waiversFile, help: SAVED_OPTIONS.waiversFile.help },
    ...NOTIFY_OPTIONS,
    ...CONFIG_OPTIONS,
    ...QUIET_OPTIONS,
  },
  examples: [
    ["part-*.json -o whole.json", "join the parts of a sharded scan"],
    ["part-*.json --format html -o whole.html", "the same as a page"],
  ],
} as const satisfies CommandEntry;

export type MergeOptions = Values<typeof MERGE.options>;
