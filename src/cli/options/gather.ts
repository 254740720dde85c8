import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { quoted } from "../../model/quoted.ts";
import type { UserErrors } from "../../model/user-errors.ts";
import { COMMAND_NAMES, optionsOf } from "../commands.ts";
import type { Io } from "../io.ts";
import { environmentName, nameOf, type OptionEntry, type OptionTable } from "./entry.ts";
import { type Given, type Givens, readBoolean } from "./given.ts";
import { ADDRESS_VARIABLES } from "./report.ts";
import { numberedShard } from "./shard.ts";

export interface Sources {
  /** The command line: the texts of each option. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly environment: Io["env"];
  readonly project?: ReadonlyMap<string, Given> | undefined;
}

/**
 * The options of a command that were given: on the command line, else in the environment, else in the project file. One that is
 * invalid is left out, and its mistake added to the errors.
 */
export function gather(table: OptionTable, sources: Sources, errors: UserErrors): Givens {
  return new Map(
    Object.entries(table).flatMap(([key, entry]) => {
      const given = errors.attempt(() => find(entry, nameOf(key, entry), sources));
      return given ? [[key, given] as const] : [];
    }),
  );
}

function find(entry: OptionEntry, name: string, { words, environment, project }: Sources): Given | undefined {
  const texts = words.get(name);
  const found = texts
    ? fromWords(name, entry, texts)
    : (fromEnvironment(name, entry, environment) ?? fromProject(name, entry, project));
  return found && entry.kind === "shard" ? numberedShard(found, environment) : found;
}

function fromWords(name: string, entry: OptionEntry, texts: readonly string[]): Given {
  const place = `--${name}`;
  const values = entry.kind === "flag" ? texts.map((text) => readBoolean(text, place)) : texts;
  return { values, place, from: "command line" };
}

/** An empty variable counts as not set, as CI systems pass them. */
function fromEnvironment(name: string, entry: OptionEntry, environment: Io["env"]): Given | undefined {
  const place = environmentName(name);
  const text = environment[place];
  if (text === undefined || text === "" || isForAnother(name, entry, text)) return undefined;
  return {
    values: [entry.kind === "flag" ? readBoolean(text, place) : text],
    place,
    from: "environment",
  };
}

function fromProject(name: string, entry: OptionEntry, project: Sources["project"]): Given | undefined {
  const given = project?.get(name);
  return given && isForAnother(name, entry, given.values.join(",")) ? undefined : given;
}

/** One variable serves all commands: a format that only another command has is ignored in this one. */
function isForAnother(name: string, entry: OptionEntry, text: string): boolean {
  const values = text.split(",");
  const fits = (other: OptionEntry | undefined): boolean =>
    other !== undefined && "choices" in other && values.every((value) => other.choices.includes(value));
  return (
    "choices" in entry && !fits(entry) && COMMAND_NAMES.some((command) => fits(optionsOf(command).get(name)))
  );
}

const PREFIX = "LAMBDA_INVENTORY_";
const VARIABLES: ReadonlySet<string> = new Set([
  ...COMMAND_NAMES.flatMap((command) => [...optionsOf(command).keys()].map(environmentName)),
  ...ADDRESS_VARIABLES,
]);

/** Kubernetes sets such variables in every pod next to a service called `lambda-inventory`. */
const SERVICE_LINK = /^(?:SERVICE_(?:HOST|PORT)|PORT)(?:_|$)/;

/** A misspelled variable would be ignored silently; one that resembles none of ours belongs to someone else. */
export function unknownVariables(environment: Io["env"], errors: UserErrors): void {
  for (const name of Object.keys(environment)) {
    if (errors.isFull) return;
    if (!name.startsWith(PREFIX) || VARIABLES.has(name) || SERVICE_LINK.test(name.slice(PREFIX.length)))
      continue;
    const known = [...VARIABLES].map((variable) => variable.slice(PREFIX.length));
    const meant = nearest(name.slice(PREFIX.length), known);
    if (meant === undefined) continue;
    const plain = /^\w+$/.test(name) ? name : quoted(name);
    errors.add(new UserError(`unknown environment variable ${plain}`, `Did you mean ${PREFIX}${meant}?`));
  }
}
