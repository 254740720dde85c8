import {
  IncompleteExpressionError,
  JMESPathTypeError,
  LexerError,
  ParseError,
  search,
  UnknownFunctionError,
} from "@aws-lambda-powertools/jmespath";
import { UserError } from "../model/failure.ts";
import { quoted } from "../model/quoted.ts";
import { cleanText, shortened } from "./cell.ts";

/** A `--query` that has been looked at: it can only fail by what the data holds. */
export interface Query {
  /** Throws UserError when a function is given what it does not take. */
  find(data: object): unknown;
}

/**
 * Compiles a JMESPath expression, as the AWS CLI reads it.
 *
 * @param place how the user gave it: `--query`
 * @param sample data of the shape to come with every value present: what fails on it fails always
 * @throws UserError that names the place in the expression
 */
export function compileQuery(expression: string, place: string, sample?: object): Query {
  if (expression.trim() === "") throw problem(expression, place, "is empty");
  const text = withoutLegacyLiterals(expression);
  const find = (data: object): unknown => {
    try {
      return evaluate(text, data);
    } catch (error) {
      throw mistakeOf(error, expression, place);
    }
  };
  demandFunctions(text, expression, place);
  try {
    evaluate(text, sample ?? {});
  } catch (error) {
    if (isCertain(error, sample)) throw mistakeOf(error, expression, place);
  }
  return { find };
}

function evaluate(text: string, data: object): unknown {
  const asked = INHERITED.some((name) => text.includes(name)) ? withoutPrototypes(data) : data;
  // What it has parsed it looks up by the expression, in an object as well.
  return search(INHERITED.includes(text) ? ` ${text}` : text, asked as Parameters<typeof search>[1]);
}

/** The library takes what every JavaScript object inherits for values of the data: `constructor`, `toString`, ... */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

function withoutPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  if (typeof value !== "object" || value === null) return value;
  const bare: Record<string, unknown> = Object.create(null);
  for (const [key, one] of Object.entries(value)) bare[key] = withoutPrototypes(one);
  return bare;
}

/** The three kinds of quotes: raw strings, names and literals. */
const QUOTED = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`/g;

/**
 * The AWS CLI takes `` `running` `` for the string, as JMESPath did before it had raw strings, and half of the
 * examples there are say so. Columns stay what they were.
 */
function withoutLegacyLiterals(expression: string): string {
  return expression.replace(QUOTED, (quoted) => {
    const body = quoted.slice(1, -1);
    return quoted.startsWith("`") && !isJson(body) && !/['\\"]/.test(body) ? `'${body.trimStart()}'` : quoted;
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A misspelt function must not wait to be found until there is a row to call it on. */
function demandFunctions(text: string, expression: string, place: string): void {
  const bare = text.replace(QUOTED, (quoted) => " ".repeat(quoted.length));
  for (const { 1: name = "", index } of bare.matchAll(/(?<!\w)([A-Za-z_]\w*)\s*\(/g)) {
    try {
      evaluate(`${name}()`, {});
    } catch (error) {
      if (error instanceof UnknownFunctionError)
        throw problem(
          expression,
          place,
          `has no function ${shortened(name, MOST_NAME)}() at column ${index + 1}`,
        );
    }
  }
}

/** A missing value may be there in another row; any other wrong one, or a forgotten `&`, is wrong in all. */
function isCertain(error: unknown, sample: object | undefined): boolean {
  if (!(error instanceof JMESPathTypeError)) return true;
  if (sample === undefined) return false;
  return error.actualType !== "null" || error.expectedTypes.includes("expression");
}

function mistakeOf(error: unknown, expression: string, place: string): unknown {
  if (error instanceof IncompleteExpressionError) return problem(expression, place, "ends too early");
  if (error instanceof LexerError) {
    return problem(expression, place, `cannot be read at column ${error.lexerPosition + 1}`);
  }
  if (error instanceof ParseError) {
    const found = `${quoted(String(error.tokenValue))} at column ${error.lexPosition + 1}`;
    return problem(expression, place, `does not go on with ${found}`);
  }
  if (error instanceof RangeError) return problem(expression, place, "is nested too deeply");
  if (!(error instanceof Error)) return error;
  // The library has classes for some mistakes only: a bad literal, or a slice with a step of 0, is a plain error.
  const reason = shortened(cleanText(error.message.replace(/ in expression: .*$/s, "")), MOST_REASON);
  return problem(expression, place, `fails: ${reason[0]?.toLowerCase()}${reason.slice(1)}`);
}

const MOST_REASON = 300;
const MOST_NAME = 60;

function problem(expression: string, place: string, what: string): UserError {
  return new UserError(`${place}: ${quoted(expression)} ${what}`, HINT);
}

const HINT =
  "It is JMESPath, as in the AWS CLI, over the JSON report: --query \"functions[?runtime=='python3.9'].functionName\".";
