import { TREND_FORMATS } from "../../campaign/formats.ts";
import type { CommandEntry, Values } from "../options/entry.ts";
import { OUTPUT_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, QUIET_OPTIONS } from "../options/running.ts";

export const TREND = {
  summary: "show how the numbers changed over saved reports",
  positionals: [
    {
      name: "REPORT",
      required: true,
      many: true,
      help: "JSON reports, or directories of them; `-` is stdin.",
    },
  ],
  options: {
    format: { ...REPORT_OPTIONS.format, choices: TREND_FORMATS },
    // Under a separate key, since --group-by of a scan needs certain formats.
    by: {
      kind: "choice",
      flag: "group-by",
      frequent: true,
      value: "WHAT",
      choices: ["owner"],
      group: "Output",
      help: "One row per report and owner.",
    },
    ...OUTPUT_OPTIONS,
    ...CONFIG_OPTIONS,
    ...QUIET_OPTIONS,
  },
  examples: [
    ["reports/", "every report in a directory, oldest first"],
    ["reports/ --group-by owner -f csv", "each team's numbers, for a spreadsheet"],
    ["reports/ -o trend.html", "with a chart"],
  ],
} as const satisfies CommandEntry;

export type TrendCommandOptions = Values<typeof TREND.options>;
