import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import type { Shard } from "../../model/report.ts";
import type { CommandName } from "../commands.ts";

/** Where a value comes from; an earlier source wins over a later one. */
const SOURCES = ["command line", "environment", "project file"] as const;

/** A text from the command line, the environment or the project file; a program may also pass the value itself. */
export type Input = string | number | boolean | Shard;

/** What was given for one option, and where. */
export interface Given {
  /** In the order given. Those of a flag are true or false. */
  readonly values: readonly Input[];
  /** `--region`, `LAMBDA_INVENTORY_REGION`, or `options.region in lambda-inventory.yaml:3:5`. */
  readonly place: string;
  readonly from: (typeof SOURCES)[number];
  /** The file itself is the project file, of which a section is meant. */
  readonly isSection?: boolean;
}

/** By the key of the option's table. */
export type Givens = ReadonlyMap<string, Given>;

/** `--org=false` is the same as no `--org`. */
export function isOn(given: Given | undefined): boolean {
  return given !== undefined && given.values.at(-1) !== false;
}

export function isOnCommandLine({ from }: Given): boolean {
  return from === "command line";
}

export function outranks(one: Given, other: Given): boolean {
  return SOURCES.indexOf(one.from) < SOURCES.indexOf(other.from);
}

/** The value that counts of an option that takes one; empty where it was not given. */
export function lastOf(given: Given | undefined): string {
  return String(given?.values.at(-1) ?? "");
}

/** The values, each list split at its commas. */
export function itemsOf(given: Given | undefined): readonly string[] {
  return given?.values.flatMap((value) => splitAtCommas(String(value)).map((item) => item.trim())) ?? [];
}

/** At the commas outside of `{}`. */
function splitAtCommas(text: string): readonly string[] {
  const braces: number[] = [];
  const commas: number[] = [];
  for (const { 0: character, index } of text.matchAll(/[{},]/g)) {
    if (character === "{") braces.push(index);
    else if (character === ",") commas.push(index);
    else {
      const start = braces.pop() ?? index;
      while ((commas.at(-1) ?? -1) > start) commas.pop();
    }
  }
  return [-1, ...commas].map((comma, index) => text.slice(comma + 1, commas[index]));
}

export function withoutKeys(given: Givens, keys: readonly string[]): Givens {
  return new Map([...given].filter(([key]) => !keys.includes(key)));
}

export function withOption(given: Givens, key: string, value: Given): Givens {
  return new Map([...given, [key, value]]);
}

/** Reads `true`, `false`, `1` or `0`. */
export function readBoolean(value: Input, place: string): boolean {
  if (/^(?:true|1)$/i.test(String(value))) return true;
  if (/^(?:false|0)$/i.test(String(value))) return false;
  throw new UserError(
    `${place} must be true or false, not ${quoted(String(value))}`,
    "1 and 0 work as well.",
  );
}

/** What a constraint sees besides the options. */
export interface Context {
  readonly command: CommandName;
  /** What follows the command's name. */
  readonly words: readonly string[];
  /** Takes what contradicts itself. The constraint then goes on: one run reports all mistakes. */
  complain(message: string, hint: string): void;
}

/** Takes what was given and returns what counts; complains of what contradicts itself. */
export type Constraint = (given: Givens, context: Context) => Givens;
