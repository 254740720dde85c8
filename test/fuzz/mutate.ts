import type { Random } from "./random.ts";

/** Tokens that break parsers of JSON, YAML, XML and dates more often than random letters. */
const TOKENS = [
  ..."{}[]<>:,\"'&*#|!?-\n\t\r\\/=%@`~^",
  "\u0000",
  "\uFEFF",
  "\u2028",
  "\uD800",
  "\u202E",
  "null",
  "true",
  "NaN",
  "1e999",
  "-0",
  "9007199254740993",
  "__proto__",
  "constructor",
  "toString",
  "\\u0000",
  "\\uD800",
  "<!--",
  "<![CDATA[",
  '<!DOCTYPE x [<!ENTITY a "aaaa">]>',
  "&a;",
  "&#x0;",
  "</Response>",
  "<<: *a",
  "&a [*a]",
  "!!binary ",
  "---\n",
  "2026-02-30",
  "0000-00-00",
  "+275760-09-13",
  "arn:aws:iam::",
  "日本",
  "👩‍👩‍👧‍👦",
];

const LONG = 3_000;

type Mutation = (text: string, random: Random, others: readonly string[]) => string;

const MUTATIONS: readonly Mutation[] = [
  function cut(text, random) {
    const [from, to] = range(text, random);
    return text.slice(0, from) + text.slice(to);
  },
  function end(text, random) {
    return text.slice(0, random.below(text.length + 1));
  },
  function insert(text, random) {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.oneOf(TOKENS) + text.slice(at);
  },
  function replace(text, random) {
    const [from, to] = range(text, random);
    return text.slice(0, from) + random.oneOf(TOKENS) + text.slice(to);
  },
  function repeat(text, random) {
    const [from, to] = range(text, random);
    return text.slice(0, to) + text.slice(from, to).repeat(1 + random.below(3)) + text.slice(to);
  },
  function nest(text, random) {
    const at = random.below(text.length + 1);
    return (
      text.slice(0, at) + random.oneOf(["[", "{", '{"a":', "- ", "<a>", "("]).repeat(LONG) + text.slice(at)
    );
  },
  function splice(text, random, others) {
    const other = random.oneOf(others);
    return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
  },
  function otherValue(text, random) {
    const values = [...text.matchAll(/"[^"\n]{0,60}"|\b\d+\b|\bnull\b/g)];
    if (values.length === 0) return text;
    const { 0: value, index } = random.oneOf(values);
    const put = random.oneOf([
      "null",
      '""',
      "0",
      "-1",
      "[]",
      "{}",
      "[[]]",
      "1e308",
      "true",
      `"${"x".repeat(LONG)}"`,
    ]);
    return text.slice(0, index) + put + text.slice(index + value.length);
  },
];

/** The text with one to four mutations. */
export function mutate(text: string, random: Random, others: readonly string[]): string {
  let mutated = text;
  for (let count = 1 + random.below(4); count > 0; count--) {
    mutated = random.oneOf(MUTATIONS)(mutated, random, others);
  }
  return mutated;
}

const VALUES: readonly unknown[] = [
  "",
  "\u001b[2J\u001b]0;x",
  "\u009d0;x\u0090",
  "\u202e\u2066",
  "a\tb\nc\u2028d",
  "<script>|`[x](y)`</script>",
  "=1+1",
  "__proto__",
  "\ud800\uffff",
  "2026-02-30",
  "9999-12-31",
  "0000-01-01",
  0,
  -1,
  1e15,
  null,
  [],
];

/** Valid JSON with one to four values replaced. */
export function mutateValues(text: string, random: Random): string {
  const root: unknown = JSON.parse(text);
  for (let count = 1 + random.below(4); count > 0; count--) {
    let at: unknown = root;
    while (typeof at === "object" && at !== null) {
      const holder = at as Record<string, unknown>;
      const keys = Object.keys(holder);
      if (keys.length === 0) break;
      const key = random.oneOf(keys);
      if (typeof holder[key] !== "object" || holder[key] === null) holder[key] = random.oneOf(VALUES);
      at = holder[key];
    }
  }
  return JSON.stringify(root);
}

function range(text: string, random: Random): [from: number, to: number] {
  const from = random.below(text.length + 1);
  return [from, Math.min(text.length, from + 1 + random.below(random.oneOf([2, 12, 200])))];
}
