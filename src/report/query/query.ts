/**
 * `--query`: a JMESPath expression over a JSON report, as in the AWS CLI. An expression and data go in, the result
 * comes out. `@jmespath-community/jmespath` reads the expression; what it means is decided here, by the rules of the AWS
 * CLI's own library.
 */
import { UserError } from "../../model/failure.ts";
import { similar } from "../../model/nearest.ts";
import { quoted } from "../../model/quoted.ts";
import { either } from "../../model/words.ts";
import { isTagColumn } from "../columns.ts";
import { evaluator, PLAIN, type Reading } from "./evaluate.ts";
import { QueryFault } from "./fault.ts";
import { type Node, parse } from "./parse.ts";

/** A `--query` that has been checked: only the data can make it fail now. */
interface Query {
  /** Throws UserError when a function does not accept a value. */
  find(data: object): unknown;
}

/**
 * Compiles a JMESPath expression.
 *
 * @param place how the user gave it: `--query`
 * @param sample data of the same shape with a value everywhere: what fails on it fails on any data, and a key that it
 * does not have is unknown
 * @throws UserError that says what is wrong
 */
export function compileQuery(expression: string, place: string, sample?: object): Query {
  const explained = <Result>(run: () => Result): Result => {
    try {
      return run();
    } catch (error) {
      throw explain(error, expression, place);
    }
  };
  return explained(() => {
    const node = parse(expression);
    const find = evaluator(node, PLAIN);
    if (sample !== undefined) tryOn(sample, node);
    return { find: (data) => explained(() => find(data)) };
  });
}

/** Throws QueryFault for what would fail on any report. */
function tryOn(sample: object, node: Node): void {
  try {
    evaluator(node, PLAIN)(sample);
  } catch (error) {
    // Another report may have a value where this one has null.
    if (!(error instanceof QueryFault && error.onNull)) throw error;
  }
  try {
    evaluator(node, readingOf(sample))(sample);
  } catch (error) {
    if (error instanceof UnknownKey) throw error;
  }
}

class UnknownKey extends QueryFault {}

/** Objects under these keys may have any keys. */
const OPEN: ReadonlySet<string> = new Set([
  "tags",
  "byStatus",
  "byRuntime",
  "byOwner",
  "byAction",
  "notCovered",
]);

/** Evaluates every item, whatever its filter says, and rejects keys that a report does not have. */
function readingOf(sample: object): Reading {
  const closed = new Set(closedObjects(sample));
  return {
    field(object, name) {
      const known = Object.hasOwn(object, name) || isTagColumn(name);
      if (closed.has(object) && !known) throw unknownKey(name, Object.keys(object));
      return PLAIN.field(object, name);
    },
    item: (items) => items[0] ?? null,
    keeps: () => true,
  };
}

function closedObjects(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, one]) => (OPEN.has(key) ? [] : closedObjects(one)));
  return Array.isArray(value) ? inside : [value, ...inside];
}

function unknownKey(name: string, keys: readonly string[]): UnknownKey {
  const meant = similar(name, keys);
  return new UnknownKey(`unknown key ${quoted(name)}`, {
    hint: meant.length === 0 ? `Keys here: ${keys.join(", ")}.` : `Did you mean ${either(meant)}?`,
  });
}

function explain(error: unknown, expression: string, place: string): unknown {
  if (error instanceof RangeError) return problem("the expression is nested too deeply");
  return error instanceof QueryFault ? problem(error.message, error.hint) : error;

  function problem(what: string, hint = HINT): UserError {
    return new UserError(`${place}: ${what}: ${quoted(expression)}`, hint);
  }
}

const HINT =
  "It is JMESPath over the JSON report, as in the AWS CLI: --query \"functions[?runtime=='python3.9'].functionName\".";
