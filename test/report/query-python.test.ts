/**
 * `--query` finds what the AWS CLI finds: the same expressions are evaluated here and, in one Python process, by the AWS CLI's
 * own library. The remaining differences are documented in docs/reports.md and tested here.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { before, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { quoted } from "../../src/model/quoted.ts";
import type { Report } from "../../src/model/report.ts";
import { compileQuery } from "../../src/report/query/query.ts";
import { Random } from "../fuzz/random.ts";
import { program } from "../support/cli/program.ts";
import { randomExpressions } from "../support/report/query-expressions.ts";

/** Python's `to_string()` would escape non-ASCII letters; ours keeps them. */
const SCRIPT = `
import json, sys, warnings
import jmespath
from jmespath import functions

class Functions(functions.Functions):
    @functions.signature({'types': []})
    def _func_to_string(self, value):
        if isinstance(value, str):
            return value
        return json.dumps(value, separators=(',', ':'), ensure_ascii=False, default=str)

warnings.simplefilter('ignore')
given = json.load(sys.stdin)
options = jmespath.Options(custom_functions=Functions())
found = []
for expression in given['expressions']:
    try:
        found.append({'result': jmespath.search(expression, given['data'], options)})
    except Exception as error:
        found.append({'error': type(error).__name__})
sys.stdout.write(json.dumps(found, default=str))
`;

interface Outcome {
  readonly result?: unknown;
  readonly error?: string;
}

const hasPython = spawnSync("python3", ["-c", "import jmespath"]).status === 0;
const skip = hasPython ? false : "python3 with jmespath is not installed";

function findWithPython(expressions: readonly string[], data: object): readonly Outcome[] {
  const input = JSON.stringify({ expressions, data });
  const { stdout } = spawnSync("python3", ["-c", SCRIPT], { input, encoding: "utf8", maxBuffer: 2 ** 30 });
  return JSON.parse(stdout);
}

function find(expression: string, data: object): Outcome {
  try {
    const result = compileQuery(expression, "--query").find(data);
    return { result: JSON.parse(JSON.stringify(result ?? null)) };
  } catch (error) {
    assert.ok(error instanceof Error && error.name === "UserError", `${expression}: ${error}`);
    return { error: error.message };
  }
}

let report: object;
before(async () => {
  const { stdout } = await program(["demo", "-q", "-f", "json"]);
  const whole: Report = JSON.parse(stdout);
  // A few of each: `map(&functions, functions)` has the square of them.
  const functions = whole.functions.filter((_, index) => index % 12 === 0);
  report = { ...whole, functions, zero: 0, falsy: [0, false, "", null, [], {}] };
});

/** Mistakes that the AWS CLI does not notice unless it evaluates that part. */
const REFUSED_HERE =
  /: (unexpected ".*" at column|unknown function|& is allowed only|.* takes .*arguments?, not|.* not an expression \(&\))/;
const SLICE_AFTER_INDEX = /\[-?\d+\]\s*\[-?\d*:/;

test("4,000 random expressions over a report find what Python's jmespath finds", { skip }, () => {
  const expressions = randomExpressions(new Random(12), 4_000);
  const expected = findWithPython(expressions, report);
  let [results, errors] = [0, 0];
  for (const [index, expression] of expressions.entries()) {
    const found = find(expression, report);
    const wanted = expected[index] ?? {};
    if (SLICE_AFTER_INDEX.test(expression)) continue;
    if (wanted.error !== undefined) errors++;
    else if (found.error === undefined || !REFUSED_HERE.test(found.error)) results++;
    else continue;
    assert.equal(found.error === undefined, wanted.error === undefined, `${expression}: ${found.error}`);
    assert.ok(
      isDeepStrictEqual(found.result, wanted.result),
      `${expression}: ${quoted(JSON.stringify(found))}`,
    );
  }
  assert.ok(results > 2_500 && errors > 800, `${results} results and ${errors} errors were compared`);
});

/** Most of these were wrong in earlier versions of this program. */
const ONCE_WRONG: readonly string[] = [
  "functions[?lastModified < '2024-01-01'].functionName",
  "functions[?functionName >= 'm'] | length(@)",
  'map(&zero, `[{"zero": 0}, {"zero": false}, {"zero": ""}]`)',
  "not_null(`null`, zero)",
  "not_null(`null`, `false`)",
  "max(`[10, 9, 100]`)",
  "sort(`[10, 9, 100]`)",
  'sort(`["b", "B", "ä", "a", "Z"]`)',
  'max(`["b", "B", "ä", "Z"]`)',
  "max_by(functions, &functionName).functionName",
  "[sort(functions[].functionName)[0], functions[0].functionName]",
  "`[3, 1, 2]` | [sort(@), @, reverse(@), @]",
  "contains(`[[1], [2]]`, `[2]`)",
  'contains(`[{"a": 1}]`, `{"a": 1}`)',
  "to_number('')",
  "to_number(' 12 ')",
  "to_number('1e3')",
  "to_number('0x10')",
  "'\\\\'",
  "`null` | [a, b]",
  "`null` | {a: a}",
  "'abc'[0:2]",
  "avg(`[]`)",
  'sort_by(`[{"a": 1}, {"a": "b"}]`, &a)',
  '`"a"` < `1`',
  "sum(functions[].functionName)",
  "functions[0].constructor",
  "reverse('a🍣b')",
  "length('🍣')",
  "functions[::-1][0].functionName",
  "$",
  "let $a = functions in $a",
  "`1` + `2`",
  "lower('A')",
  "group_by(functions, &region)",
  "a ? b : c",
];

test("expressions that JavaScript engines get wrong find what Python's jmespath finds", { skip }, () => {
  for (const [index, wanted] of findWithPython(ONCE_WRONG, report).entries()) {
    const expression = ONCE_WRONG[index] ?? "";
    const found = find(expression, report);
    assert.equal(found.error === undefined, wanted.error === undefined, `${expression}: ${found.error}`);
    assert.deepEqual(found.result, wanted.result, expression);
  }
});

/** The expression, what the AWS CLI finds, what is found here (undefined: an error). */
const DOCUMENTED: readonly (readonly [string, unknown, unknown])[] = [
  ["not_null(zero summary)", 0, undefined],
  ["missing && nothing()", null, undefined],
  ["type(&a)", null, undefined],
  ['`[[[{"a": 1}]]]`[0][0:1].a', null, []],
  ["`[1]` == `[true]`", true, false],
  ["contains(`[1]`, `true`)", true, false],
  ["to_number('1_000')", 1000, null],
  ["to_number('１２')", 12, null],
];

test("the differences from the AWS CLI are the documented ones", { skip }, () => {
  const there = findWithPython(
    DOCUMENTED.map(([expression]) => expression),
    report,
  );
  for (const [index, [expression, python, here]] of DOCUMENTED.entries()) {
    assert.deepEqual(there[index]?.result, python, expression);
    assert.deepEqual(find(expression, report).result, here, expression);
  }
});

test("130,000 numbers, and as many strings, have a maximum, a minimum and an order", () => {
  const numbers = Array.from({ length: 130_000 }, (_, index) => (index * 7_919) % 130_000);
  const data = { numbers, names: numbers.map(String) };
  const find = (expression: string) => compileQuery(expression, "--query").find(data);
  assert.deepEqual(find("[max(numbers), min(numbers), length(sort(numbers))]"), [129_999, 0, 130_000]);
  assert.deepEqual(find("[max(names), min(names), sort(names)[1]]"), ["99999", "0", "1"]);
  assert.equal(find("length(join('', names)) > `0` && length(reverse(join('', names))) > `0`"), true);
});
