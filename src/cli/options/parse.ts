/** From the command line to the options of one command, in the order in which they are read. */
import { fullRuntimeName } from "../../model/runtime.ts";
import { COMMANDS, type CommandName } from "../commands.ts";
import type { Io } from "../io.ts";
import { readWords } from "./argv.ts";
import { CONSTRAINTS } from "./constraints.ts";
import type { Values } from "./entry.ts";
import { demandWritable } from "./files.ts";
import { gather } from "./gather.ts";
import { type Givens, isOn, itemsOf } from "./given.ts";
import { demandKnownOptions, demandPositionals, splitCommand } from "./positionals.ts";
import { demandValidQuery } from "./query.ts";
import { readValues } from "./values.ts";

export type Surroundings = Pick<Io, "env" | "cwd">;

export type OptionsOf<C extends CommandName> = Values<(typeof COMMANDS)[C]["options"]>;

/** A command to run: its options and the words after its name. */
export type Call<C extends CommandName = CommandName> = {
  readonly [N in C]: {
    readonly command: N;
    readonly options: OptionsOf<N>;
    readonly words: readonly string[];
    /** What the user should know of the options before the command runs. */
    readonly warnings: readonly string[];
    readonly quiet: boolean;
  };
}[C];

export async function parseCall(argv: readonly string[], { env, cwd }: Surroundings): Promise<Call> {
  const { positionals, options } = readWords(argv);
  const { command, words } = splitCommand(positionals, argv);
  demandKnownOptions(command, options.keys());
  demandPositionals(command, words, argv);
  const table = COMMANDS[command].options;
  const gathered = gather(table, options, env);
  const given = CONSTRAINTS.reduce<Givens>((before, settle) => settle(before, { command, words }), gathered);
  await demandValidQuery(command, given);
  const values = readValues(table, given);
  await demandWritable(given, cwd);
  const warnings = warningsOf(gathered);
  // The table belongs to the command, which the compiler cannot see here.
  return { command, options: values, words, warnings, quiet: isOn(given.get("quiet")) } as Call;
}

/** What the options mean, where a user may expect something else. */
function warningsOf(given: Givens): readonly string[] {
  return [...statusWarning(given), ...runtimeWarnings(given)];
}

function runtimeWarnings(given: Givens): readonly string[] {
  const option = given.get("runtimes");
  return itemsOf(option).flatMap((name) => {
    const full = fullRuntimeName(name);
    return full === name ? [] : [`${option?.place}: ${name} means ${full}`];
  });
}

/** The two filters add up. */
function statusWarning(given: Givens): readonly string[] {
  const [deprecated, statuses] = [given.get("deprecated"), given.get("statuses")];
  if (!isOn(deprecated) || !statuses) return [];
  const texts = statuses.values.join(",");
  return [`${deprecated?.place} and ${statuses.place} ${texts} both apply: functions with either are listed`];
}
