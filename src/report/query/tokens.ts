import { quoted } from "../../model/quoted.ts";
import { shortened } from "../clean-text.ts";
import { QueryFault } from "./fault.ts";

type Kind = "name" | "number" | "quoted" | "raw" | "literal" | "sign";

/** A token of an expression. */
export interface Token {
  readonly kind: Kind;
  /** As the user wrote it. */
  readonly source: string;
  /** What the parser gets. */
  readonly text: string;
  /** Counted from 1. */
  readonly column: number;
}

/** The tokens of the AWS CLI. The parser has more (`$`, `let`, arithmetic), which are rejected here. */
const TOKEN =
  /(?<name>[A-Za-z_]\w*)|(?<number>-?\d+)|(?<quoted>"(?:\\.|[^"\\])*")|(?<raw>'(?:\\.|[^'\\])*')|(?<literal>`(?:\\.|[^`\\])*`)|(?<sign>\[[?\]]|\|\||&&|[<>=!]=|[.*[\],:@(){}|&<>!])/sy;
const SPACE = /[ \t\n\r]*/y;

/** Splits an expression into tokens, and rejects two operands without an operator or comma between them. */
export function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(expression, 0);
  while (at < expression.length) {
    const token = tokenAt(expression, at);
    const before = tokens.at(-1);
    if (before !== undefined && !mayFollow(before, token)) throw unexpected(token);
    tokens.push(token);
    at = skipSpace(expression, at + token.source.length);
  }
  return tokens;
}

export function unexpected({ source, column }: Pick<Token, "source" | "column">): QueryFault {
  return new QueryFault(`unexpected ${quoted(shortened(source, MOST))} at column ${column}`);
}

const MOST = 60;

function skipSpace(expression: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(expression);
  return SPACE.lastIndex;
}

function tokenAt(expression: string, at: number): Token {
  TOKEN.lastIndex = at;
  const column = at + 1;
  const groups = TOKEN.exec(expression)?.groups ?? {};
  for (const kind of KINDS) {
    const source = groups[kind];
    if (source !== undefined) return { kind, source, text: TEXTS[kind](source, column), column };
  }
  const [first = ""] = expression.slice(at, at + 2);
  if (/["'`]/.test(first)) throw new QueryFault(`no closing ${first} for the one at column ${column}`);
  throw unexpected({ source: first, column });
}

/** The parser gets quoted text as JSON, the only notation that it reads like the AWS CLI. */
const TEXTS: Readonly<Record<Kind, (source: string, column: number) => string>> = {
  name: (source) => source,
  number: (source) => source,
  sign: (source) => source,
  quoted(source, column) {
    if (jsonOf(source) === undefined) throw new QueryFault(`invalid name at column ${column}`);
    return source;
  },
  raw: (source) => literal(source.slice(1, -1).replaceAll("\\'", "'")),
  literal(source, column) {
    const body = source.slice(1, -1).replaceAll("\\`", "`");
    // Older expressions write a string without quotes: `running`.
    const value = jsonOf(body) ?? jsonOf(`"${body.trimStart()}"`);
    if (value === undefined) throw new QueryFault(`invalid literal at column ${column}`);
    return literal(value.json);
  },
};
const KINDS = Object.keys(TEXTS) as readonly Kind[];

function literal(value: unknown): string {
  return `\`${JSON.stringify(value).replaceAll("`", "\\u0060")}\``;
}

/** The value in an object, since it may be null. */
function jsonOf(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Without this check, the parser would read `[a b]` as `[a, b]`, `a * b` as a product and `[ ]` as a list. */
function mayFollow(before: Token, token: Token): boolean {
  if (before.source === "[" && token.source === "]") return false;
  return !(endsOperand(before) && startsOperand(token));
}

function endsOperand({ kind, source }: Token): boolean {
  return kind === "sign" ? ["]", "[]", ")", "}", "@", "*"].includes(source) : true;
}

function startsOperand({ kind, source }: Token): boolean {
  if (kind === "sign") return ["@", "*", "!", "&", "{"].includes(source);
  return kind !== "number";
}
