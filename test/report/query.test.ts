import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { COLUMN_KEYS } from "../../src/report/columns.ts";
import { compileQuery } from "../../src/report/query/query.ts";
import { SAMPLE_REPORT } from "../../src/report/query/sample.ts";
import { type QueryFormat, resultText } from "../../src/report/query/text.ts";
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

test("finds what the library of the AWS CLI finds, printed as its --output json prints it", (t) => {
  const script = [
    "import json, sys, jmespath, warnings",
    "warnings.simplefilter('ignore')",
    "given = json.load(sys.stdin)",
    "texts = [json.dumps(jmespath.search(e, given['report']), indent=4, ensure_ascii=False) for e in given['expressions']]",
    "json.dump(texts, sys.stdout)",
  ].join("\n");
  const input = JSON.stringify({ report: REPORT, expressions: EXPRESSIONS });
  const { status, stdout } = spawnSync("python3", ["-c", script], { input, encoding: "utf8" });
  if (status !== 0) return t.skip("python3 with jmespath is not installed");
  const expected: unknown = JSON.parse(stdout);
  const found = EXPRESSIONS.map((expression) =>
    resultText(compileQuery(expression, "--query").find(REPORT), "json", true).trimEnd(),
  );
  assert.deepEqual(found, expected);
});

const MISTAKES: Readonly<Record<string, RegExp>> = {
  " ": /^--query: the expression is empty: " "$/,
  "functions[": /^--query: the expression is incomplete: "functions\["$/,
  "functions[?runtime=='a'": /is incomplete: /,
  "functions runtime": /^--query: unexpected "runtime" at column 11: "functions runtime"$/,
  "functions[].a-b": /unexpected "-" at column 14: /,
  "functions[?runtime=='a].b": /no closing ' for the one at column 21: /,
  "functions[].lenght(@)": /unknown function lenght\(\) at column 13: /,
  "functions[?runtime=='none'].first(@)": /unknown function first\(\) at column 29: /,
  "sort_by(functions, codeSize)": /argument 2 of sort_by\(\) must be an expression such as &codeSize: /,
  "sum(functions[].functionName)":
    /argument 1 of sum\(\) must be an array of numbers, not an array with a string: /,
  'max(`[1, "a"]`)':
    /argument 1 of max\(\) must be an array of numbers or of strings, not an array with a number and a string: /,
  "join(functions[].runtime)": /join\(\) takes 2 arguments, not 1: /,
  "functions[::0]": /the step of a slice cannot be 0: /,
  "functions[?codeSize > '15']": /cannot compare a number with a string: /,
  "contains(functions[0].functionName, `1`)": /contains\(\) cannot find a number in a string: /,
  "sort_by(functions, &tags)": /sort_by\(\) can sort by numbers or strings, not by an object: /,
  "functions[*].[runtime region]": /unexpected "region" at column 23: /,
  "functions[ ]": /unexpected "\]" at column 12: /,
  "codeSize * `2`": /unexpected "\*" at column 10: /,
  "$.functions": /unexpected "\$" at column 1: /,
  "&functions": /& is allowed only in the arguments of map\(\), sort_by\(\), min_by\(\) and max_by\(\): /,
  '"a\tb"': /invalid name at column 1: /,
  '`"a`': /invalid literal at column 1: /,
  ["(".repeat(20_000)]: /^--query: the expression is nested too deeply: "\({100}…"$/,
  "length(summary.functions)":
    /argument 1 of length\(\) must be a string or an array or an object, not a number: /,
};

for (const [expression, message] of Object.entries(MISTAKES)) {
  test(`refuses ${expression.slice(0, 60)} before a scan`, () => {
    assert.throws(() => compileQuery(expression, "--query", SAMPLE_REPORT), { name: "UserError", message });
  });
}

/** Keys that no report has, and what is suggested. */
const UNKNOWN_KEYS: Readonly<Record<string, readonly [key: string, hint: RegExp]>> = {
  functionz: ["functionz", /^Did you mean functions\?$/],
  "functions[].functionname": ["functionname", /^Did you mean functionName\?$/],
  "functions[?runtime=='none'].regionn": ["regionn", /^Did you mean region\?$/],
  "functions[?runtimes=='java8']": ["runtimes", /^Did you mean runtime\?$/],
  "sort_by(functions, &size)": ["size", /^Did you mean memorySize or codeSize\?/],
  "functions[3].aliases[2].nam": ["nam", /^Did you mean name\?$/],
  "coverage[?status!='ok'].why": ["why", /^Keys here: .*, message, /],
  "summary.bystatus": ["bystatus", /^Did you mean byStatus\?$/],
  "catalogue.{day: asOff}": ["asOff", /^Did you mean asOf\?$/],
};

for (const [expression, [key, hint]] of Object.entries(UNKNOWN_KEYS)) {
  test(`refuses the unknown key ${key} of ${expression}`, () => {
    const message = `--query: unknown key "${key}": ${JSON.stringify(expression)}`;
    assert.throws(() => compileQuery(expression, "--query", SAMPLE_REPORT), {
      name: "UserError",
      message,
      hint,
    });
  });
}

test("any key is allowed in tags, in counts, and in objects that the expression creates", () => {
  for (const expression of [
    "functions[].tags.Whatever",
    'functions[]."tags.Whatever"',
    "summary.byStatus.expiring",
    "summary.webFunctions",
    "summary.aggregator.[onlyConfig, notCovered.stale, notCovered.denied]",
    'summary.byRuntime."python2.7"',
    "functions[].{id: functionArn} | [0].name",
  ]) {
    assert.doesNotThrow(() => compileQuery(expression, "--query", SAMPLE_REPORT), expression);
  }
});

test("the sample has every column, with a value", () => {
  const [row] = SAMPLE_REPORT.functions;
  assert.deepEqual(Object.keys(row ?? {}), COLUMN_KEYS);
  assert.ok(Object.values(row ?? {}).every((value) => value !== null));
});

test("messages stay short, however long the expression", () => {
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

test("what depends on the data fails only on such data", () => {
  const query = compileQuery(
    "functions[?region=='us-east-1'] | [0].functionName | length(@)",
    "--query",
    SAMPLE_REPORT,
  );
  assert.equal(query.find(REPORT), 1);
  assert.throws(() => query.find({ ...REPORT, functions: [] }), {
    name: "UserError",
    message: /argument 1 of length\(\) must be .*, not null: /,
  });
  const unseen = compileQuery("length(name)", "--query");
  assert.equal(unseen.find({ name: "abc" }), 3);
  assert.throws(() => unseen.find({ name: 3 }), {
    name: "UserError",
    message: /argument 1 of length\(\) must be .*, not a number: /,
  });
});

test("a quoted name is not a function, and a literal in the old notation is a string", () => {
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
    assert.equal(resultText(answer, format, true), expected);
  });
}

test("--no-header omits the header line of objects", () => {
  assert.equal(resultText([{ name: "a" }, { name: "b" }], "tsv", false), "a\nb\n");
});
