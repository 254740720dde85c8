/** Random JMESPath expressions over a report, most of them well formed. */
import type { Random } from "../../fuzz/random.ts";

const KEYS = [
  "functions",
  "coverage",
  "accounts",
  "summary",
  "catalogue",
  "functionName",
  "accountName",
  "region",
  "runtime",
  "runtimeStatus",
  "daysLeft",
  "memorySize",
  "codeSize",
  "description",
  "architectures",
  "layers",
  "tags",
  "message",
  "status",
  "byStatus",
  "byRuntime",
  '"nodejs18.x"',
  "missing",
  '"odd \\u0041 \\"key\\""',
  "zero",
  "falsy",
  "constructor",
];
const LITERALS = [
  "'python3.9'",
  "'eu-west-1'",
  "''",
  "'it\\'s'",
  "'\\\\'",
  "`0`",
  "`1`",
  "`-3`",
  "`2.5`",
  "`null`",
  "`true`",
  "`false`",
  "`[]`",
  "`{}`",
  "`[10, 9, 100]`",
  '`["b", "a", "Ä", "𝒳", "\\ufb01"]`',
  "`[[1], [2, [3]]]`",
  '`{"b": 1, "a": {"c": [0]}}`',
  "`running`",
  "`a\\`b`",
  '`[0, false, "", null]`',
  "'🍣寿司'",
];
const LISTS = [
  "functions",
  "functions[].memorySize",
  "functions[].functionName",
  "functions[].architectures",
  "functions[].daysLeft",
  "coverage",
  "coverage[].durationMs",
  "accounts[].accountName",
  "falsy",
  "`[]`",
  "`[3, 1, 2]`",
];
const SORT_KEYS = [
  "&functionName",
  "&codeSize",
  "&memorySize",
  "&region",
  "&daysLeft",
  "&length(functionName)",
  "&@",
];
const COMPARATORS = ["==", "!=", "<", "<=", ">", ">="];

type Make = (random: Random, depth: number) => string;

const CALLS: readonly Make[] = [
  (random, depth) => `${random.oneOf(ONE_ARGUMENT)}(${anyOf(random, depth)})`,
  (random) => `${random.oneOf(OF_LISTS)}(${random.oneOf(LISTS)})`,
  (random) =>
    `${random.oneOf(["sort_by", "min_by", "max_by"])}(${random.oneOf(LISTS)}, ${random.oneOf(SORT_KEYS)})`,
  (random, depth) => `map(&${expression(random, depth - 1)}, ${random.oneOf(LISTS)})`,
  (random, depth) => `contains(${anyOf(random, depth)}, ${anyOf(random, 0)})`,
  (random, depth) =>
    `${random.oneOf(["starts_with", "ends_with", "join"])}(${anyOf(random, depth)}, ${anyOf(random, 0)})`,
  (random) => `join('-', ${random.oneOf(LISTS)})`,
  (random, depth) => `not_null(${anyOf(random, depth)}, ${anyOf(random, depth)}, ${anyOf(random, 0)})`,
  (random) =>
    `merge(${random.oneOf(["summary", "catalogue"])}, ${random.oneOf(["byStatus", '`{"a": 0}`', "summary.byStatus"])})`,
];
const ONE_ARGUMENT = [
  "abs",
  "ceil",
  "floor",
  "length",
  "to_array",
  "to_number",
  "to_string",
  "type",
  "keys",
  "values",
  "reverse",
  "not_null",
  "avg",
  "sum",
  "nothing",
];
const OF_LISTS = [
  "max",
  "min",
  "sort",
  "reverse",
  "avg",
  "sum",
  "length",
  "to_array",
  "to_string",
  "keys",
  "type",
];

const FORMS: readonly Make[] = [
  (random) => random.oneOf(KEYS),
  (random) => random.oneOf(LISTS),
  (random) => random.oneOf(LITERALS),
  (random, depth) => `${expression(random, depth - 1)}.${random.oneOf(KEYS)}`,
  (random, depth) => `${expression(random, depth - 1)}[${random.below(7) - 3}]`,
  (random, depth) => `${expression(random, depth - 1)}[${sliceText(random)}]`,
  (random, depth) => `${random.oneOf(LISTS)}[?${condition(random, depth - 1)}]${tail(random)}`,
  (random, depth) => `${expression(random, depth - 1)}${random.oneOf(["[]", "[*]", ".*"])}${tail(random)}`,
  (random, depth) => `${expression(random, depth - 1)} | ${expression(random, depth - 1)}`,
  (random, depth) => `${expression(random, depth - 1)}.[${anyOf(random, depth)}, ${anyOf(random, depth)}]`,
  (random, depth) =>
    `${expression(random, depth - 1)}.{a: ${anyOf(random, depth)}, "b c": ${anyOf(random, 0)}}`,
  (random, depth) => `(${condition(random, depth - 1)})`,
  (random, depth) => `!${expression(random, depth - 1)}`,
  (random, depth) =>
    `${expression(random, depth - 1)} ${random.oneOf(["||", "&&"])} ${expression(random, depth - 1)}`,
  (random, depth) => random.oneOf(CALLS)(random, depth),
  (random, depth) => random.oneOf(CALLS)(random, depth),
  () => "@",
];

function expression(random: Random, depth: number): string {
  return depth <= 0 ? random.oneOf(FORMS.slice(0, 3))(random, 0) : random.oneOf(FORMS)(random, depth);
}

function anyOf(random: Random, depth: number): string {
  return expression(random, depth - 1);
}

function condition(random: Random, depth: number): string {
  return `${anyOf(random, depth)} ${random.oneOf(COMPARATORS)} ${anyOf(random, depth)}`;
}

function tail(random: Random): string {
  return random.oneOf([
    "",
    `.${random.oneOf(KEYS)}`,
    " | [0]",
    " | length(@)",
    `.[${random.oneOf(KEYS)}]`,
    "[0]",
  ]);
}

function sliceText(random: Random): string {
  const part = () => random.oneOf(["", "", String(random.below(9) - 4)]);
  return `${part()}:${part()}${random.oneOf(["", `:${part()}`])}`;
}

const JUNK = [
  "[",
  "]",
  ")",
  "(",
  "'",
  '"',
  "`",
  ",",
  " ",
  "&",
  "*",
  "-",
  "$",
  "+",
  "=",
  "?",
  "let",
  "1",
  "a",
  "\\",
  "é",
];

/** One character is dropped or put in: most of these must be refused. */
function broken(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.oneOf(["", ...JUNK]) + text.slice(at + random.below(2));
}

/** Expressions, every fourth of them broken. */
export function randomExpressions(random: Random, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const whole = expression(random, 1 + random.below(3));
    return index % 4 === 0 ? broken(random, whole) : whole;
  });
}
