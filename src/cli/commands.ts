/** Every command by name, as a user sees it. A new command is one line here and one in run.ts. */
import { ACCOUNTS } from "./commands/accounts-options.ts";
import { CHECK } from "./commands/check-options.ts";
import { COMPLETION } from "./commands/completion-options.ts";
import { DIFF } from "./commands/diff-options.ts";
import { helpOn } from "./commands/help-options.ts";
import { DEMO, LIST } from "./commands/list-options.ts";
import { MERGE } from "./commands/merge-options.ts";
import { PLAN } from "./commands/plan-options.ts";
import { REPORT } from "./commands/report-options.ts";
import { ROLE } from "./commands/role-options.ts";
import { RUNTIMES } from "./commands/runtimes-options.ts";
import { TREND } from "./commands/trend-options.ts";
import { type CommandEntry, namedOptions, type OptionEntry, type Positional } from "./options/entry.ts";

const TASKS = {
  list: LIST,
  accounts: ACCOUNTS,
  check: CHECK,
  runtimes: RUNTIMES,
  report: REPORT,
  plan: PLAN,
  trend: TREND,
  diff: DIFF,
  merge: MERGE,
  role: ROLE,
  demo: DEMO,
  completion: COMPLETION,
} as const satisfies Readonly<Record<string, CommandEntry>>;

export const COMMANDS = { ...TASKS, help: helpOn(Object.keys(TASKS)) } as const;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** The options of a command, by the name that users type. */
export function optionsOf(command: CommandName): ReadonlyMap<string, OptionEntry> {
  return new Map(namedOptions(COMMANDS[command].options));
}

/** `diff [OPTION]... OLD [NEW]` */
export function usage(command: CommandName): string {
  const { positionals, options }: CommandEntry = COMMANDS[command];
  const words = positionals.map(word);
  return [command, ...(Object.keys(options).length > 0 ? ["[OPTION]..."] : []), ...words].join(" ");
}

function word({ name, required, many }: Positional): string {
  const text = many ? `${name}...` : name;
  return required ? text : `[${text}]`;
}
