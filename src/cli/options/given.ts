import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { readBoolean } from "./argv.ts";
import { COMMANDS } from "./commands.ts";
import { environmentName, type OptionEntry, type OptionTable } from "./entry.ts";
import { ADDRESS_VARIABLES } from "./notify.ts";
import { numberedShard } from "./shard.ts";

/** What the user gave for one option, and where. */
export interface Given {
  readonly texts: readonly string[];
  /** `--region`, or `LAMBDA_INVENTORY_REGION`. */
  readonly place: string;
  readonly from: "argv" | "environment";
}

/** A flag's `--org=false` is as good as none. */
export function isOn(given: Given | undefined): boolean {
  return given !== undefined && given.texts.at(-1) !== "false";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The options of a command that were given: on the command line, or else by the environment. */
export function gather(
  table: OptionTable,
  words: ReadonlyMap<string, readonly string[]>,
  environment: Environment,
): Map<string, Given> {
  demandKnownVariables(environment);
  const given = new Map<string, Given>();
  for (const [name, entry] of Object.entries(table)) {
    const texts = words.get(name);
    const found = texts
      ? { texts, place: `--${name}`, from: "argv" as const }
      : fromEnvironment(name, entry, environment);
    if (found) given.set(name, entry.kind === "shard" ? numberedShard(found, environment) : found);
  }
  return given;
}

/** An empty variable counts as none, as CI systems pass them. */
function fromEnvironment(name: string, entry: OptionEntry, environment: Environment): Given | undefined {
  const place = environmentName(name);
  const text = environment[place];
  if (text === undefined || text === "" || isForAnother(name, entry, text)) return undefined;
  const read = entry.kind === "flag" ? String(readBoolean(text, place)) : text;
  return { texts: [read], place, from: "environment" };
}

/** One variable serves all commands: a format that only another command has is no mistake in this one. */
function isForAnother(name: string, entry: OptionEntry, text: string): boolean {
  if (!("choices" in entry)) return false;
  const values = text.split(",");
  const others = Object.values(COMMANDS).flatMap(({ options }) => Object.entries<OptionEntry>(options));
  return (
    !values.every((value) => entry.choices.includes(value)) &&
    others.some(
      ([other, it]) =>
        other === name && "choices" in it && values.every((value) => it.choices.includes(value)),
    )
  );
}

const PREFIX = "LAMBDA_INVENTORY_";
const VARIABLES: ReadonlySet<string> = new Set([
  ...Object.values(COMMANDS).flatMap(({ options }) => Object.keys(options).map(environmentName)),
  ...ADDRESS_VARIABLES,
]);

/** Kubernetes sets such variables in every pod beside a service of the name `lambda-inventory`. */
const SERVICE_LINK = /^(?:SERVICE_(?:HOST|PORT)|PORT)(?:_|$)/;

/** A misspelt variable would go unread in silence; one that is like none of ours is somebody else's. */
function demandKnownVariables(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(PREFIX) || VARIABLES.has(name) || SERVICE_LINK.test(name.slice(PREFIX.length)))
      continue;
    const meant = nearest(
      name.slice(PREFIX.length),
      [...VARIABLES].map((variable) => variable.slice(PREFIX.length)),
    );
    if (meant === undefined) continue;
    throw new UserError(
      `environment variable ${name} is none of this program's`,
      `Did you mean ${PREFIX}${meant}?`,
    );
  }
}
