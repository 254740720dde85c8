import type { CommandEntry, OptionTable, Values } from "../options/entry.ts";
import { READ_OPTIONS } from "../options/reading.ts";
import { NOTIFY_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, DISPLAY_OPTIONS } from "../options/running.ts";

const SCAN_OPTIONS = {
  ...READ_OPTIONS,
  ...REPORT_OPTIONS,
  ...NOTIFY_OPTIONS,
  resume: {
    kind: "text",
    frequent: true,
    value: "REPORT",
    completes: "files",
    group: "Running",
    help: "Scan only what is not `ok` in this earlier JSON report, and print both together.",
  },
  ...CONFIG_OPTIONS,
  ...DISPLAY_OPTIONS,
} as const satisfies OptionTable;

export type ListOptions = Values<typeof SCAN_OPTIONS>;

export const LIST = {
  summary: "scan and print the inventory (the default)",
  positionals: [],
  options: SCAN_OPTIONS,
  examples: [
    ["--profile prod", "one account"],
    ["--org --deprecated -f csv -o old.csv", "an organization's functions on deprecated runtimes"],
    ["-a accounts.yaml -r 'eu-*' --fail-on deprecated", "for CI: exit 1 when one is found"],
  ],
} as const satisfies CommandEntry;

export const DEMO = {
  summary: "scan a simulated organization: needs no AWS account",
  positionals: [],
  options: SCAN_OPTIONS,
  examples: [
    ["--deprecated --group-by account", "all options of a scan work"],
    ["--format html -o demo.html", "the page for managers and teams"],
  ],
} as const satisfies CommandEntry;
