import { compile } from "@jmespath-community/jmespath";
import { nearest } from "../../model/nearest.ts";
import { shortened } from "../clean-text.ts";
import { QueryFault } from "./fault.ts";
import { FUNCTION_NAMES, isFunctionName } from "./functions.ts";
import { type Token, tokensOf, unexpected } from "./tokens.ts";

/** The syntax tree of an expression. */
export type Node = ReturnType<typeof compile>;

/** Throws QueryFault for syntax errors, including what only the parser would accept. */
export function parse(expression: string): Node {
  const tokens = tokensOf(expression);
  if (tokens.length === 0) throw new QueryFault("the expression is empty");
  refuseUnknownFunctions(tokens);
  try {
    return compile(textOf(tokens));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw faultIn(tokens);
  }
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(" ");
}

/** Finds a misspelt function even where no row is there to call it on. */
function refuseUnknownFunctions(tokens: readonly Token[]): void {
  for (const [index, { kind, source, column }] of tokens.entries()) {
    if (kind !== "name" || tokens[index + 1]?.source !== "(" || isFunctionName(source)) continue;
    const meant = nearest(source, FUNCTION_NAMES);
    throw new QueryFault(`unknown function ${shortened(source, 60)}() at column ${column}`, {
      ...(meant !== undefined && { hint: `Did you mean ${meant}()?` }),
    });
  }
}

/**
 * The parser does not report a position. It reads from left to right, so the token at fault is the last one of the
 * shortest prefix that fails for another reason than being incomplete.
 */
function faultIn(tokens: readonly Token[]): QueryFault {
  let [good, bad] = [0, tokens.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isRefused(tokens.slice(0, middle))) bad = middle;
    else good = middle;
  }
  const first = tokens[bad - 1];
  return first === undefined ? new QueryFault("the expression is incomplete") : unexpected(first);
}

function isRefused(tokens: readonly Token[]): boolean {
  try {
    compile(textOf(tokens));
    return false;
  } catch (error) {
    return error instanceof Error && !/\(EOF\)|got: EOF$/.test(error.message);
  }
}
