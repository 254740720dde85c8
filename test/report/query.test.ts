import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { compileQuery } from "../../src/report/query.ts";
import { SAMPLE_REPORT } from "../../src/report/query-sample.ts";
import { answerText, type QueryFormat } from "../../src/report/query-text.ts";
import { HEAD, row, tail } from "../support/report/sample.ts";

const ROWS = [
  row({ functionName: "注文", runtime: "python3.9", daysLeft: -3, codeSize: 10 }),
  row({ functionName: "b", runtime: null, runtimeStatus: "container", daysLeft: null, codeSize: 300 }),
  row({ functionName: "c", region: "us-east-1", tags: { team: "x" }, layers: ["l1", "l2"], codeSize: 20 }),
];
const REPORT = { ...HEAD, functions: ROWS, ...tail(ROWS) };

/** Expressions as people write them for the AWS CLI. */
const EXPRESSIONS = [
  "functions[].functionName",
  "functions[?runtime=='python3.9'].[functionName,region]",
  "functions[?runtime==`python3.9`].functionName | [0]",
  "functions[?codeSize > `15`].{name: functionName, size: codeSize}",
  "sort_by(functions, &codeSize)[-1].functionName",
  "reverse(sort_by(functions, &codeSize))[:2].codeSize",
  "functions[?contains(functionName, 'b') || starts_with(region, 'us-')].functionArn",
  "length(functions[?runtimeStatus=='deprecated'])",
  "summary.byStatus",
  'summary.byRuntime."nodejs18.x"',
  "keys(summary.byStatus)",
  "functions[?runtime==null].functionName",
  "functions[?!runtime].functionName",
  "functions[*].layers[]",
  "functions[].tags.team",
  "functions[?tags].tags | [0]",
  "coverage[?status!='ok']",
  "join(', ', functions[].functionName)",
  "max_by(functions, &codeSize).functionName",
  "functions[::2].functionName",
  "{n: length(functions), oldest: min(functions[].lastModified)}",
  "not_there",
  "to_string(summary.functions)",
  "map(&to_string(codeSize), functions)",
  "functions[0].architectures",
  "@.catalogue.asOf",
  "functions[].tags.constructor",
  "toString",
  "__proto__",
  "functions[?toString].functionName",
  "summary.{a: valueOf, b: hasOwnProperty, c: functions}",
];

test("answers what the library of the AWS CLI answers, as its --output json prints it", (t) => {
  const script = [
    "import json, sys, jmespath, warnings",
    "warnings.simplefilter('ignore')",
    "given = json.load(sys.stdin)",
    "texts = [json.dumps(jmespath.search(e, given['report']), indent=4, ensure_ascii=False) for e in given['expressions']]",
    "json.dump(texts, sys.stdout)",
  ].join("\n");
  const input = JSON.stringify({ report: REPORT, expressions: EXPRESSIONS });
  const { status, stdout } = spawnSync("python3", ["-c", script], { input, encoding: "utf8" });
  if (status !== 0) return t.skip("python3 with jmespath is not here");
  const expected: unknown = JSON.parse(stdout);
  const found = EXPRESSIONS.map((expression) =>
    answerText(compileQuery(expression, "--query", SAMPLE_REPORT).find(REPORT), "json", true).trimEnd(),
  );
  assert.deepEqual(found, expected);
});

const MISTAKES: Readonly<Record<string, RegExp>> = {
  " ": /^--query: " " is empty$/,
  "functions[": /^--query: "functions\[" ends too early$/,
  "functions[?runtime=='a'": /ends too early$/,
  "functions runtime": /does not go on with "runtime" at column 11$/,
  "functions[].a-b": /cannot be read at column 14$/,
  "functions[?runtime=='a].b": /cannot be read at column 21$/,
  "functions[].lenght(@)": /has no function lenght\(\) at column 13$/,
  "functions[?runtime=='none'].first(@)": /has no function first\(\) at column 29$/,
  "sort_by(functions, codeSize)": /fails: .*sort_by\(\)/,
  "sum(functions[].functionName)": /fails: .*sum\(\)/,
  "join(functions[].runtime)": /fails: expected at least 2 arguments for function join\(\), received 1$/,
  "functions[::0]": /fails: invalid slice, step cannot be 0$/,
  '"a\tb"': /fails: .*JSON/,
  ["(".repeat(20_000)]: /^--query: "\({100}…" is nested too deeply$/,
  "length(summary.functions)": /fails: .*length\(\).*"number"$/,
};

for (const [expression, message] of Object.entries(MISTAKES)) {
  test(`refuses ${expression.slice(0, 60)} beforehand`, () => {
    const hint = /^It is JMESPath, as in the AWS CLI, .*functions\[\?runtime/;
    const refused = { name: "UserError", message, hint };
    assert.throws(() => compileQuery(expression, "--query", SAMPLE_REPORT), refused);
  });
}

test("says what is wrong in few words, however long the expression", () => {
  const long = `length(\`{"a": "${"x".repeat(50_000)}"}\`) + ${"y".repeat(50_000)}`;
  const longer = `ceil('${"x".repeat(50_000)}')`;
  const words = [`a ${"y".repeat(50_000)}`, `${"y".repeat(50_000)}(@)`];
  for (const expression of [long, longer, ...words]) {
    assert.throws(
      () => compileQuery(expression, "--query", SAMPLE_REPORT),
      ({ message }: Error) => message.length < 1_000,
    );
  }
});

test("what only the data can decide is decided when it is there", () => {
  const query = compileQuery(
    "functions[?region=='us-east-1'] | [0].functionName | length(@)",
    "--query",
    SAMPLE_REPORT,
  );
  assert.equal(query.find(REPORT), 1);
  assert.throws(() => query.find({ ...REPORT, functions: [] }), {
    name: "UserError",
    message: /fails: .*"null"$/,
  });
  const unseen = compileQuery("length(name)", "--query");
  assert.equal(unseen.find({ name: "abc" }), 3);
  assert.throws(() => unseen.find({ name: 3 }), { name: "UserError", message: /fails: .*"number"$/ });
});

test("a name in quotes is no function, and a literal in old quotes is a string", () => {
  const find = (expression: string) => compileQuery(expression, "--query").find({ a: "first(x)", "b(": 1 });
  assert.equal(find("a == 'first(x)'"), true);
  assert.equal(find('"b("'), 1);
  assert.equal(find("a == `first(x)`"), true);
  assert.equal(find("`  two words `"), "two words ");
  assert.equal(find("'`'"), "`");
  assert.equal(find("`3`"), 3);
});

const TEXTS: readonly (readonly [unknown, string, QueryFormat?])[] = [
  [["a", "b", 3], "a\tb\t3\n"],
  [
    [
      ["a", 1],
      ["b", null],
    ],
    "a\t1\nb\t\n",
  ],
  [
    [
      { name: "a", size: -1 },
      { name: "b", tags: { x: "y" } },
    ],
    'name\tsize\ttags\na\t-1\t\nb\t\t{"x":"y"}\n',
  ],
  [[["a", 1], "b"], "a\t1\nb\n"],
  [[{ name: "a" }, "b"], '{"name":"a"}\tb\n'],
  [{ functions: 3 }, "functions\n3\n"],
  ["a\tb\u001b[31m", "a b\n"],
  ["=SUM(A1)", "'=SUM(A1)\n"],
  [true, "true\n"],
  [null, "\n"],
  [[], ""],
  ["請求書", "請求書\n"],
  ["a\u202eb", '"a\\u202eb"\n', "json"],
  [[], "[]\n", "json"],
  [null, "null\n", "json"],
];

for (const [answer, expected, format = "tsv"] of TEXTS) {
  test(`writes ${JSON.stringify(answer)} as ${format}`, () => {
    assert.equal(answerText(answer, format, true), expected);
  });
}

test("--no-header leaves out the names of objects", () => {
  assert.equal(answerText([{ name: "a" }, { name: "b" }], "tsv", false), "a\nb\n");
});
