/** Options that only matter for a scan, of commands that do not scan when they get reports. */
import { SAVED_OPTIONS } from "../../commands/report-options.ts";
import type { CommandName } from "../../commands.ts";
import { type Constraint, isOnCommandLine } from "../given.ts";
import { READ_OPTIONS } from "../reading.ts";

const OF_SCAN = [...Object.keys(READ_OPTIONS), "verbose", "noProgress"];
const OF_SAVED = new Set(Object.keys(SAVED_OPTIONS));

/** Commands that scan unless they get reports: from how many words on they do not, and what has no effect then. */
const WITHOUT_SCAN = {
  diff: {
    words: 2,
    name: "NEW",
    instead: "compare with a fresh scan",
    useless: [...OF_SCAN, "allowIncomplete"],
  },
  plan: {
    words: 1,
    name: "REPORT",
    instead: "make a fresh scan",
    useless: OF_SCAN.filter((key) => !OF_SAVED.has(key)),
  },
} as const satisfies Partial<Record<CommandName, WithoutScan>>;

interface WithoutScan {
  readonly words: number;
  readonly name: string;
  readonly instead: string;
  readonly useless: readonly string[];
}

export const noScanOptions: Constraint = (given, { command, words, complain }) => {
  const rule: WithoutScan | undefined = Object.hasOwn(WITHOUT_SCAN, command)
    ? WITHOUT_SCAN[command as keyof typeof WITHOUT_SCAN]
    : undefined;
  if (!rule || words.length < rule.words) return given;
  for (const [key, option] of given) {
    if (!isOnCommandLine(option) || !rule.useless.includes(key)) continue;
    complain(
      `${option.place} applies only when ${rule.name} is omitted and a fresh scan is made`,
      `Omit ${option.place}, or omit ${rule.name} to ${rule.instead}.`,
    );
  }
  return given;
};
