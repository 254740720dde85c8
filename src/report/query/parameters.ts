import { isObject, type JsonObject } from "../../model/json.ts";
import { QueryFault } from "./fault.ts";
import { typeOf, typeText } from "./values.ts";

/** An argument such as `&codeSize`. */
export type Reference = (value: unknown) => unknown;

/** A type that a function accepts as an argument. */
interface AnyParameter {
  /** With its article: `an array of numbers`. */
  readonly name: string;
  readonly takes: (value: unknown) => boolean;
}
interface Parameter<Value> extends AnyParameter {
  readonly takes: (value: unknown) => value is Value;
}

export interface QueryFunction {
  readonly parameters: readonly AnyParameter[];
  /** The last parameter may be repeated. */
  readonly repeats: boolean;
  /** undefined when an argument has the wrong type. */
  readonly run: (values: readonly unknown[]) => { readonly result: unknown } | undefined;
}

export const isNumber = (value: unknown): value is number => typeof value === "number";
export const isString = (value: unknown): value is string => typeof value === "string";

export const ANY: Parameter<unknown> = {
  name: "a value",
  takes: (value): value is unknown => typeof value !== "function",
};
export const NUMBER: Parameter<number> = { name: "a number", takes: isNumber };
export const STRING: Parameter<string> = { name: "a string", takes: isString };
export const OBJECT: Parameter<JsonObject> = { name: "an object", takes: isObject };
export const ARRAY: Parameter<readonly unknown[]> = {
  name: "an array",
  takes: (value) => Array.isArray(value),
};
export const NUMBERS: Parameter<readonly number[]> = {
  name: "an array of numbers",
  takes: (value): value is readonly number[] => Array.isArray(value) && value.every(isNumber),
};
export const STRINGS: Parameter<readonly string[]> = {
  name: "an array of strings",
  takes: (value): value is readonly string[] => Array.isArray(value) && value.every(isString),
};
export const REFERENCE: Parameter<Reference> = {
  name: "an expression such as &codeSize",
  takes: (value): value is Reference => typeof value === "function",
};

export function eitherOf<A, B>(a: Parameter<A>, b: Parameter<B>): Parameter<A | B> {
  return {
    name: `${a.name} or ${b.name.replace("an array of ", "of ")}`,
    takes: (value): value is A | B => a.takes(value) || b.takes(value),
  };
}
export const TEXT_OR_ARRAY = eitherOf(STRING, ARRAY);
export const SORTABLE = eitherOf(NUMBERS, STRINGS);

/** A function of these parameters. */
export function takes<const Values extends readonly unknown[]>(
  parameters: { readonly [Index in keyof Values]: Parameter<Values[Index]> } & readonly AnyParameter[],
  run: (...values: Values) => unknown,
): QueryFunction {
  const fit = (values: readonly unknown[]): values is Values =>
    parameters.every((parameter, index) => parameter.takes(values[index]));
  return {
    parameters,
    repeats: false,
    run: (values) => (fit(values) ? { result: run(...values) } : undefined),
  };
}

/** A function of one value or more. */
export function repeats<Value>(
  parameter: Parameter<Value>,
  run: (...values: Value[]) => unknown,
): QueryFunction {
  return {
    parameters: [parameter],
    repeats: true,
    run: (values) => (values.every(parameter.takes) ? { result: run(...values) } : undefined),
  };
}

/** The function as a call with this number of arguments uses it. Throws QueryFault for wrong arguments. */
export function checkedCall(
  name: string,
  found: QueryFunction,
  count: number,
): (values: readonly unknown[]) => unknown {
  const wanted = found.parameters.length;
  if (count < wanted || (count > wanted && !found.repeats)) {
    const least = found.repeats ? "at least " : "";
    throw new QueryFault(
      `${name}() takes ${least}${wanted} ${wanted === 1 ? "argument" : "arguments"}, not ${count}`,
    );
  }
  return (values) => {
    const done = found.run(values);
    if (done === undefined) throw misfit(name, found, values);
    return done.result;
  };
}

/** The error for the first argument that has the wrong type. */
function misfit(name: string, { parameters }: QueryFunction, values: readonly unknown[]): QueryFault {
  const parameterAt = (index: number) => parameters[Math.min(index, parameters.length - 1)];
  const index = values.findIndex((value, at) => parameterAt(at)?.takes(value) === false);
  const wanted = parameterAt(index)?.name ?? ANY.name;
  if (wanted === REFERENCE.name)
    return new QueryFault(`argument ${index + 1} of ${name}() must be ${wanted}`);
  const [found, onNull] = described(values[index], wanted);
  return new QueryFault(`argument ${index + 1} of ${name}() must be ${wanted}, not ${found}`, { onNull });
}

/** What the value is, and whether the fault is a null. */
function described(value: unknown, wanted: string): readonly [string, boolean] {
  if (typeof value === "function") return ["an expression (&)", false];
  if (!Array.isArray(value) || !wanted.includes("array of"))
    return [typeText(value), typeOf(value) === "null"];
  const types = [...new Set(value.map(typeText))].sort();
  return [`an array with ${types.join(" and ")}`, types.includes("null")];
}
