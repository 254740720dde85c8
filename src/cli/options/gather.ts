import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { quoted } from "../../model/quoted.ts";
import { COMMAND_NAMES, optionsOf } from "../commands.ts";
import { environmentName, nameOf, type OptionEntry, type OptionTable } from "./entry.ts";
import { type Given, type Givens, readBoolean } from "./given.ts";
import { ADDRESS_VARIABLES } from "./report.ts";
import { numberedShard } from "./shard.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The options of a command that were given: on the command line, else in the environment, else in the project file. */
export function gather(
  table: OptionTable,
  words: ReadonlyMap<string, readonly string[]>,
  environment: Environment,
  project: ReadonlyMap<string, Given> = new Map(),
): Givens {
  demandKnownVariables(environment);
  return new Map(
    Object.entries(table).flatMap(([key, entry]) => {
      const name = nameOf(key, entry);
      const texts = words.get(name);
      const found = texts
        ? fromWords(name, entry, texts)
        : (fromEnvironment(name, entry, environment) ?? fromProject(name, entry, project));
      if (!found) return [];
      return [[key, entry.kind === "shard" ? numberedShard(found, environment) : found] as const];
    }),
  );
}

function fromWords(name: string, entry: OptionEntry, texts: readonly string[]): Given {
  const place = `--${name}`;
  const values = entry.kind === "flag" ? texts.map((text) => readBoolean(text, place)) : texts;
  return { values, place, from: "command line" };
}

/** An empty variable counts as not set, as CI systems pass them. */
function fromEnvironment(name: string, entry: OptionEntry, environment: Environment): Given | undefined {
  const place = environmentName(name);
  const text = environment[place];
  if (text === undefined || text === "" || isForAnother(name, entry, text)) return undefined;
  return {
    values: [entry.kind === "flag" ? readBoolean(text, place) : text],
    place,
    from: "environment",
  };
}

function fromProject(
  name: string,
  entry: OptionEntry,
  project: ReadonlyMap<string, Given>,
): Given | undefined {
  const given = project.get(name);
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
function demandKnownVariables(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(PREFIX) || VARIABLES.has(name) || SERVICE_LINK.test(name.slice(PREFIX.length)))
      continue;
    const known = [...VARIABLES].map((variable) => variable.slice(PREFIX.length));
    const meant = nearest(name.slice(PREFIX.length), known);
    if (meant === undefined) continue;
    const plain = /^\w+$/.test(name) ? name : quoted(name);
    throw new UserError(`unknown environment variable ${plain}`, `Did you mean ${PREFIX}${meant}?`);
  }
}
