import parser from "yargs-parser";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import { COMMANDS } from "./commands.ts";
import type { OptionEntry } from "./entry.ts";

/** Arguments taken apart, not yet judged. */
export interface Words {
  readonly positionals: readonly string[];
  /** By option name: the texts in the order given; a flag's are `true` or `false`. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Every option of every command by name: what a name takes (a value or none) is the same in all of them. */
const ENTRIES = new Map<string, OptionEntry>(
  Object.values(COMMANDS).flatMap((command) => Object.entries<OptionEntry>(command.options)),
);
const NAME_BY_ALIAS = new Map(
  [...ENTRIES].flatMap(([name, { alias }]) => (alias === undefined ? [] : [[alias, name] as const])),
);

export function readWords(argv: readonly string[]): Words {
  const flags = [...ENTRIES.keys()].filter(isFlag);
  const valued = [...ENTRIES.keys()].filter((name) => !isFlag(name));
  const { argv: found, error } = parser.detailed(spell(argv), {
    string: ["_", ...valued],
    narg: Object.fromEntries(valued.map((name) => [name, 1])),
    boolean: flags,
    alias: Object.fromEntries([...NAME_BY_ALIAS].map(([alias, name]) => [name, [alias]])),
    configuration: CONFIGURATION,
  });
  if (error) throw new UserError(missingValue(error.message), VALUE_HINT);
  const { _: positionals, ...options } = found;
  return {
    positionals: positionals.map(String),
    options: new Map(Object.entries(options).map(([name, value]) => [name, [value].flat().map(String)])),
  };
}

function isFlag(name: string): boolean {
  return ENTRIES.get(name)?.kind === "flag";
}

/** The parser says `Not enough arguments following: region`. */
function missingValue(message: string): string {
  const name = message.slice(message.lastIndexOf(" ") + 1);
  return `${name.length === 1 ? "-" : "--"}${name} needs a value`;
}

/** A value may begin with a dash only when it is joined to its option. */
const VALUE_HINT = "Write the value after it, or --option=-value when the value begins with a dash.";

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

/** Spells arguments out where the parser would guess: `-fcsv`, `--org=1`, `--sort -daysLeft`. */
function spell(argv: readonly string[]): string[] {
  const spelt: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? "";
    if (argument === "--") return [...spelt, ...argv.slice(i)];
    const next = argv[i + 1];
    const long = unpack(argument);
    if (isSort(long) && next !== undefined && /^-[A-Za-z]{2}/.test(next)) {
      spelt.push(`--sort=${next}`);
      i++;
    } else spelt.push(spellFlag(long));
  }
  return spelt;
}

/** `-fcsv` and `-f=csv` → `--format=csv`; anything else stays. */
function unpack(argument: string): string {
  const [, alias = "", value = ""] = /^-([A-Za-z])=?(.+)$/s.exec(argument) ?? [];
  const name = NAME_BY_ALIAS.get(alias);
  return name === undefined || isFlag(name) ? argument : `--${name}=${value}`;
}

function isSort(argument: string): boolean {
  return argument.startsWith("--") && ENTRIES.get(argument.slice(2))?.kind === "sort";
}

/** `--org=1` → `--org=true`. */
function spellFlag(argument: string): string {
  const [, name = "", value = ""] = /^--([^=]+)=(.*)$/s.exec(argument) ?? [];
  return isFlag(name) ? `--${name}=${readBoolean(value, `--${name}`)}` : argument;
}

/** Reads `true`, `false`, `1` or `0`. `place` names where it stood. */
export function readBoolean(value: string, place: string): boolean {
  if (/^(?:true|1)$/i.test(value)) return true;
  if (/^(?:false|0)$/i.test(value)) return false;
  throw new UserError(`${place}: ${quoted(value)} is neither true nor false`, "Give true, false, 1 or 0.");
}
