import { CONSTRAINTS } from "../cli/options/constraints.ts";
import type { InputOf, Inputs, OptionEntry } from "../cli/options/entry.ts";
import { type Given, type Givens, type Input, readBoolean } from "../cli/options/given.ts";
import { READ_OPTIONS } from "../cli/options/reading.ts";
import { DISPLAY_OPTIONS } from "../cli/options/running.ts";
import { readValues } from "../cli/options/values.ts";
import type { ScanSettings } from "../cli/scan.ts";
import { UserError } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import { quoted } from "../model/quoted.ts";
import type { ScanOptions } from "./options.ts";

/** Passed as they are; every other option is one of the command line, under the same key. */
const CALLBACKS = ["signal", "onWarning"] as const satisfies readonly (keyof ScanOptions)[];

type Same<A, B> = [A, B] extends [B, A] ? true : never;
type Documented = Omit<ScanOptions, (typeof CALLBACKS)[number]>;
/** The interface that api/options.ts documents has exactly the options, and the types, of the table. */
true satisfies Same<Required<Documented>, Required<Inputs<typeof READ_OPTIONS>>>;

/** Throws a `UserError` for what the command line would reject too; its message names the property. */
export function readOptions(options: ScanOptions): ScanSettings {
  const given: Givens = new Map(
    Object.entries(options).flatMap(([key, value]: [string, unknown]) => {
      if (value === undefined || CALLBACKS.some((it) => it === key)) return [];
      return [[key, givenFor(key, value)] as const];
    }),
  );
  const context = { command: "list", words: [] } as const;
  const settled = CONSTRAINTS.reduce((before, settle) => settle(before, context), given);
  return readValues({ ...READ_OPTIONS, ...DISPLAY_OPTIONS }, settled);
}

function givenFor(key: string, value: unknown): Given {
  if (!isKey(key)) throw unknownKey(key);
  const entry: OptionEntry = READ_OPTIONS[key];
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0)
    throw new UserError(`${key} is an empty list`, "List at least one value, or omit the option.");
  const inputs = values.map((each: unknown) => inputOf(key, each));
  return {
    values: entry.kind === "flag" ? inputs.map((input) => readBoolean(input, key)) : inputs,
    place: key,
    from: "command line",
  };
}

function isKey(key: string): key is keyof typeof READ_OPTIONS {
  return Object.hasOwn(READ_OPTIONS, key);
}

function unknownKey(key: string): UserError {
  const meant = nearest(key, [...Object.keys(READ_OPTIONS), ...CALLBACKS]);
  const hint = meant === undefined ? "See docs/api.md for the available options." : `Did you mean ${meant}?`;
  return new UserError(`unknown scan option ${quoted(key)}`, hint);
}

function inputOf(key: string, value: unknown): Input {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (isShard(value)) return value;
  const found = value === null ? "null" : `a value of type ${typeof value}`;
  throw new UserError(`${key} cannot be ${found}`, "See docs/api.md for the available options.");
}

function isShard(value: unknown): value is InputOf<typeof READ_OPTIONS.shard> {
  if (typeof value !== "object" || value === null || !("index" in value) || !("count" in value)) return false;
  return typeof value.index === "number" && typeof value.count === "number";
}
