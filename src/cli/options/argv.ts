import { Parser } from "yargs/helpers";
import { UserError } from "../../model/failure.ts";
import type { UserErrors } from "../../model/user-errors.ts";
import { COMMAND_NAMES, optionsOf } from "../commands.ts";
import type { OptionEntry } from "./entry.ts";
import { readBoolean } from "./given.ts";

/** The arguments, split into words and options, not yet checked. */
export interface Words {
  readonly positionals: readonly string[];
  /** By option name: the texts in the order given. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Every option of every command by name: whether it takes a value is the same in all of them. */
const ENTRIES: ReadonlyMap<string, OptionEntry> = new Map(
  COMMAND_NAMES.flatMap((command) => [...optionsOf(command)]),
);
const NAME_BY_ALIAS: ReadonlyMap<string, string> = new Map(
  [...ENTRIES].flatMap(([name, { alias }]) => (alias === undefined ? [] : [[alias, name] as const])),
);

/** A missing value or an invalid flag is added to the errors, and the rest is still read. */
export function readWords(argv: readonly string[], errors: UserErrors): Words {
  const flags = [...ENTRIES.keys()].filter(isFlag);
  const valued = [...ENTRIES.keys()].filter((name) => !isFlag(name));
  const { argv: found, error } = Parser.detailed(spell(argv, errors), {
    string: ["_", ...valued],
    narg: Object.fromEntries(valued.map((name) => [name, 1])),
    boolean: flags,
    alias: Object.fromEntries([...NAME_BY_ALIAS].map(([alias, name]) => [name, [alias]])),
    configuration: CONFIGURATION,
  });
  // The parser says `Not enough arguments following: p`, of letters such as -qp.
  if (error) errors.add(missingValue(error.message.slice(error.message.lastIndexOf(" ") + 1)));
  const { _: positionals, ...options } = found;
  return {
    positionals: positionals.map(String),
    options: new Map(Object.entries(options).map(([name, value]) => [name, [value].flat().map(String)])),
  };
}

/** @param name `region`, or `r` */
function missingValue(name: string): UserError {
  const option = `${name.length === 1 ? "-" : "--"}${name}`;
  const long = NAME_BY_ALIAS.get(name) ?? name;
  const hint = `Put the value after it; one that begins with a dash needs an equals sign: --${long}=-value.`;
  return new UserError(`${option} requires a value`, hint);
}

const CONFIGURATION = {
  "boolean-negation": false,
  "camel-case-expansion": false,
  "dot-notation": false,
  "greedy-arrays": false,
  "parse-numbers": false,
  "parse-positional-numbers": false,
  "strip-aliased": true,
  "unknown-options-as-args": false,
} as const;

/** Spells out arguments that the parser would guess at: `-fcsv`, `--org=1`, `--sort -daysLeft`. */
function spell(argv: readonly string[], errors: UserErrors): string[] {
  const spelt: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = withTwoDashes(argv[i] ?? "", errors);
    if (argument === "--") return [...spelt, ...argv.slice(i)];
    const next = argv[i + 1];
    const long = unpack(argument);
    if (isSort(long) && next !== undefined && /^-[A-Za-z]{2}/.test(next)) {
      spelt.push(`--sort=${next}`);
      i++;
    } else if (lacksValue(long, next)) errors.add(missingValue(long.replace(/^--?/, "")));
    else spelt.push(...(errors.attempt(() => [spellFlag(long)]) ?? []));
  }
  return spelt;
}

/** `-fcsv` and `-f=csv` → `--format=csv`; anything else stays. */
function unpack(argument: string): string {
  const [, alias = "", value = ""] = /^-([A-Za-z])=?(.+)$/s.exec(argument) ?? [];
  const name = NAME_BY_ALIAS.get(alias);
  return name === undefined || isFlag(name) ? argument : `--${name}=${value}`;
}

/** `-org` would write to a file `rg`, since `-o` is short for `--output`: a mistake, which is read on as `--org`. */
function withTwoDashes(argument: string, errors: UserErrors): string {
  const [, name = ""] = /^-([a-z][a-z-]+)(?:=|$)/.exec(argument) ?? [];
  if (!ENTRIES.has(name)) return argument;
  const hint = `Did you mean --${name}? Long options begin with two hyphens.`;
  errors.add(new UserError(`unknown option -${name}`, hint));
  return `-${argument}`;
}

function isSort(argument: string): boolean {
  return argument.startsWith("--") && ENTRIES.get(argument.slice(2))?.kind === "sort";
}

/** As the parser sees it, which would name only one of several. */
function lacksValue(argument: string, next: string | undefined): boolean {
  const [, alias = "", name = NAME_BY_ALIAS.get(alias) ?? ""] = /^-([A-Za-z])$|^--(.+)$/.exec(argument) ?? [];
  if (!ENTRIES.has(name) || isFlag(name)) return false;
  return next === undefined || (/^-[^0-9]/.test(next) && !/^-\.[0-9]+$/.test(next));
}

/** `--org=1` → `--org=true`. */
function spellFlag(argument: string): string {
  const [, name = "", value = ""] = /^--([^=]+)=(.*)$/s.exec(argument) ?? [];
  return isFlag(name) ? `--${name}=${readBoolean(value, `--${name}`)}` : argument;
}

/** Whether any command has such an option. */
export function isOption(name: string): boolean {
  return ENTRIES.has(name);
}

function isFlag(name: string): boolean {
  return ENTRIES.get(name)?.kind === "flag";
}
