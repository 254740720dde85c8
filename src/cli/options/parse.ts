/** From the command line to the options of one command, in the order in which they are read. */
import { fullRuntimeName } from "../../model/runtime.ts";
import { COMMANDS, type CommandName } from "../commands.ts";
import type { Io } from "../io.ts";
import { readWords } from "./argv.ts";
import { CONSTRAINTS } from "./constraints.ts";
import type { OptionTable, Values } from "./entry.ts";
import { demandInputsKept, demandWritable } from "./files.ts";
import { gather } from "./gather.ts";
import { type Givens, isOn, itemsOf } from "./given.ts";
import { demandKnownOptions, demandPositionals, splitCommand } from "./positionals.ts";
import { locateProject, PROJECT_FILE, type Project, type WithProject } from "./project.ts";
import { demandValidQuery } from "./query.ts";
import { CONFIG_OPTIONS } from "./running.ts";
import { readValues } from "./values.ts";

export type Surroundings = Pick<Io, "env" | "cwd">;

export type OptionsOf<C extends CommandName> = Values<(typeof COMMANDS)[C]["options"]> & WithProject;

/** A command to run: its options and the words after its name. */
export type Call<C extends CommandName = CommandName> = {
  readonly [N in C]: {
    readonly command: N;
    readonly options: OptionsOf<N>;
    readonly words: readonly string[];
    /** What the user should know before the command runs. */
    readonly notes: readonly string[];
    readonly warnings: readonly string[];
    readonly quiet: boolean;
  };
}[C];

export async function parseCall(argv: readonly string[], { env, cwd }: Surroundings): Promise<Call> {
  const { positionals, options } = readWords(argv);
  const { command, words } = splitCommand(positionals, argv);
  demandKnownOptions(command, options.keys());
  demandPositionals(command, words, argv);
  const table: OptionTable = COMMANDS[command].options;
  const project = "config" in table ? await projectOf(table, options, { env, cwd }) : undefined;
  const gathered = gather(table, options, env, project?.given);
  const given = CONSTRAINTS.reduce<Givens>((before, settle) => settle(before, { command, words }), gathered);
  await demandValidQuery(command, given);
  const values = {
    ...readValues(table, given),
    ...(project && { project: { ...project.file, foundAccounts: project.foundAccounts } }),
  };
  demandInputsKept(given, words, cwd);
  await demandWritable(given, cwd);
  const warnings = warningsOf(gathered);
  // The table belongs to the command, which the compiler cannot see here.
  const notes = project?.isFound ? [`using ./${PROJECT_FILE} (--config FILE for another file)`] : [];
  return { command, options: values, words, notes, warnings, quiet: isOn(given.get("quiet")) } as Call;
}

/** Loads what reads a project file where there is one. Its mistakes are listed with those of the files named beside it. */
async function projectOf(
  table: OptionTable,
  options: ReadonlyMap<string, readonly string[]>,
  { env, cwd }: Surroundings,
): Promise<Project | undefined> {
  const place = await locateProject(configOf(options, env), cwd);
  if (place === undefined) return undefined;
  try {
    return await (await import("./read-project.ts")).readProject(place, cwd);
  } catch (error) {
    const { throwWithOthers } = await import("./named-files.ts");
    return throwWithOthers(error, gather(table, options, env), cwd);
  }
}

/** The value of `--config`, which says where other values are. */
function configOf(
  options: ReadonlyMap<string, readonly string[]>,
  env: Surroundings["env"],
): string | undefined {
  return readValues(CONFIG_OPTIONS, gather(CONFIG_OPTIONS, options, env)).config;
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
