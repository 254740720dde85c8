/** What a program passed becomes the values that the command line would have read. */
import type { CommandName } from "../cli/commands.ts";
import { settle } from "../cli/options/constraints/settle.ts";
import type { Inputs, OptionEntry, OptionTable, Values } from "../cli/options/entry.ts";
import { type Given, type Givens, type Input, readBoolean } from "../cli/options/given.ts";
import { readValues } from "../cli/options/values.ts";
import { UserError } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import { quoted } from "../model/quoted.ts";
import type { Shard } from "../model/report.ts";
import { UserErrors } from "../model/user-errors.ts";
import type { Cancellation, Drawing, Warnings } from "./callbacks.ts";

interface More {
  /** Options that no table has, such as callbacks: the caller uses them as they are. */
  readonly besides?: readonly (keyof (Cancellation & Drawing & Warnings))[];
  /** Options passed in another way, such as the format. */
  readonly fixed?: Readonly<Record<string, Input>>;
}

/** Throws a `UserError` for what the command line would reject too; its message names the property. */
export function readOptions<T extends OptionTable>(
  table: T,
  options: Inputs<T>,
  command: CommandName,
  { besides = [], fixed = {} }: More = {},
): Values<T> {
  const errors = new UserErrors();
  const given: Givens = new Map([
    ...Object.entries(fixed).map(([key, value]) => [key, givenAs(key, [value])] as const),
    ...Object.entries(options).flatMap(([key, value]: [string, unknown]) => {
      if (value === undefined || besides.some((it) => it === key)) return [];
      const input = errors.attempt(() => {
        if (!Object.hasOwn(table, key)) throw unknownKey(key, [...Object.keys(table), ...besides]);
        return givenFor(key, table[key], value);
      });
      return input ? [[key, input] as const] : [];
    }),
  ]);
  const values = readValues(table, settle(given, { command, words: [] }, errors), errors);
  errors.throwIfAny();
  return values;
}

function givenAs(place: string, values: readonly Input[]): Given {
  return { values, place, from: "command line" };
}

function givenFor(key: string, entry: OptionEntry | undefined, value: unknown): Given {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length === 0)
    throw new UserError(`${key} is an empty list`, "List at least one value, or omit the option.");
  const inputs = values.map((each) => inputOf(key, each));
  return givenAs(key, entry?.kind === "flag" ? inputs.map((input) => readBoolean(input, key)) : inputs);
}

const HINT = "See docs/api.md for the available options.";

function unknownKey(key: string, known: readonly string[]): UserError {
  const meant = nearest(key, known);
  return new UserError(
    `unknown option ${quoted(key)}`,
    meant === undefined ? HINT : `Did you mean ${meant}?`,
  );
}

function inputOf(key: string, value: unknown): Input {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (isShard(value)) return value;
  const found = value === null ? "null" : `a value of type ${typeof value}`;
  throw new UserError(`${key} cannot be ${found}`, HINT);
}

function isShard(value: unknown): value is Shard {
  if (typeof value !== "object" || value === null || !("index" in value) || !("count" in value)) return false;
  return typeof value.index === "number" && typeof value.count === "number";
}
