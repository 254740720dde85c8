/** From the command line to the options of one command, in the order in which they are read. */
import { fullRuntimeName } from "../../model/runtime.ts";
import { UserErrors } from "../../model/user-errors.ts";
import { COMMANDS, type CommandName } from "../commands.ts";
import type { Io } from "../io.ts";
import { readWords } from "./argv.ts";
import { extensionWarning } from "./constraints/formats.ts";
import { demandValidQuery } from "./constraints/query.ts";
import { settle } from "./constraints/settle.ts";
import type { OptionTable, Values } from "./entry.ts";
import { gather, type Sources, unknownVariables } from "./gather.ts";
import { type Givens, isOn, itemsOf, withoutKeys } from "./given.ts";
import { readCommand } from "./positionals.ts";
import { locateProject, PROJECT_FILE, type Project, type WithProject } from "./project.ts";
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

/** Throws one UserError for everything that is wrong with the command line, the environment and the project file. */
export async function parseCall(argv: readonly string[], { env, cwd }: Surroundings): Promise<Call> {
  const errors = new UserErrors();
  const read = readWords(argv, errors);
  const { command, words } = readCommand(read, argv, errors);
  const table: OptionTable = COMMANDS[command].options;
  const sources = { words: read.options, environment: env };
  unknownVariables(env, errors);
  const before = errors.found.length;
  const project = "config" in table ? await projectOf(table, sources, cwd, errors) : undefined;
  const isProjectRead = errors.found.length === before;
  const gathered = gather(table, { ...sources, project: project?.given }, errors);
  // Without what the project file says, options would seem to contradict each other.
  const given = isProjectRead ? settle(gathered, { command, words }, errors) : gathered;
  const values = await checked(table, given, { command, words, cwd }, errors);
  errors.throwIfAny();
  return {
    command,
    options: {
      ...values,
      ...(project && { project: { ...project.file, foundAccounts: project.foundAccounts } }),
    },
    words,
    notes: project?.isFound ? [`using ./${PROJECT_FILE} (--config FILE for another file)`] : [],
    warnings: [...warningsOf(gathered), ...extensionWarning(given, command)],
    quiet: isOn(given.get("quiet")),
    // The table belongs to the command, which the compiler cannot see here.
  } as Call;
}

interface Place {
  readonly command: CommandName;
  readonly words: readonly string[];
  readonly cwd: string;
}

/** The options that name what is written. */
const OUTPUTS = ["output", "coverage", "outputDir"];

/** The values, with what can be checked of them before anything is read. */
async function checked(
  table: OptionTable,
  given: Givens,
  { command, words, cwd }: Place,
  errors: UserErrors,
): Promise<object> {
  const query = given.get("query");
  const isValid = !query || (await errors.settle(demandValidQuery(command, query).then(() => true)));
  const values = readValues(table, isValid ? given : withoutKeys(given, ["query"]), errors);
  if (OUTPUTS.some((key) => given.has(key))) {
    const { demandInputsKept, demandWritable } = await import("./files.ts");
    errors.attempt(() => demandInputsKept(given, words, cwd));
    await demandWritable(given, cwd, errors);
  }
  return values;
}

/** Loads what reads a project file where there is one. Its mistakes are listed with those of the files named beside it. */
async function projectOf(
  table: OptionTable,
  sources: Sources,
  cwd: string,
  errors: UserErrors,
): Promise<Project | undefined> {
  const { config } = readValues(CONFIG_OPTIONS, gather(CONFIG_OPTIONS, sources, errors), errors);
  const place = await errors.settle(locateProject(config, cwd));
  if (place === undefined) return undefined;
  const { readProject } = await import("./read-project.ts");
  const reading = readProject(place, cwd).catch(async (error: unknown) => {
    const { throwWithOthers } = await import("./named-files.ts");
    return throwWithOthers(error, gather(table, sources, new UserErrors()), cwd);
  });
  return errors.settle(reading);
}

/** What the options mean, where a user may expect something else. */
function warningsOf(given: Givens): readonly string[] {
  return [...statusWarning(given), ...runtimeWarnings(given)];
}

function runtimeWarnings(given: Givens): readonly string[] {
  return ["runtimes", "excludeRuntimes"].flatMap((key) => {
    const option = given.get(key);
    return itemsOf(option).flatMap((name) => {
      const full = fullRuntimeName(name);
      return full === name ? [] : [`${option?.place}: ${name} means ${full}`];
    });
  });
}

/** The two filters add up. */
function statusWarning(given: Givens): readonly string[] {
  const [deprecated, statuses] = [given.get("deprecated"), given.get("statuses")];
  if (!isOn(deprecated) || !statuses) return [];
  const texts = statuses.values.join(",");
  return [`${deprecated?.place} and ${statuses.place} ${texts} both apply: functions with either are listed`];
}
