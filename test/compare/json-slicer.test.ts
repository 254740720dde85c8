import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { JsonSlicer } from "../../src/compare/json-slicer.ts";
import { BadJson } from "../../src/compare/json-syntax.ts";

/** Joins the slices of a text again; `undefined` when it is not one JSON object. */
function assembled(text: string, chunk: number): Record<string, unknown> | undefined {
  const members: [string, unknown][] = [];
  const slicer = new JsonSlicer(({ key, at, text }) => {
    if (at === "list") members.push([key, []]);
    else if (at === "member") members.push([key, JSON.parse(text)]);
    else {
      const list = members.at(-1)?.[1];
      assert.ok(Array.isArray(list) && members.at(-1)?.[0] === key && list.length === at, "in order");
      list.push(JSON.parse(text));
    }
  });
  const bytes = Buffer.from(text);
  try {
    for (let i = 0; i < bytes.length; i += chunk) slicer.write(bytes.subarray(i, i + chunk));
    slicer.end();
  } catch (error) {
    if (error instanceof BadJson || error instanceof SyntaxError) return undefined;
    throw error;
  }
  return Object.fromEntries(members);
}

function whole(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const objects = fc.dictionary(
  fc.string({ unit: "grapheme" }).filter((key) => key !== "__proto__"),
  fc.jsonValue({ stringUnit: "grapheme" }),
);
const indents = fc.constantFrom(undefined, 1, 4, "\t");

test("any object, in any layout and cut into chunks anywhere, is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(objects, indents, fc.integer({ min: 1, max: 40 }), (object, indent, chunk) => {
      const text = JSON.stringify(object, null, indent);
      assert.deepEqual(assembled(text, chunk), JSON.parse(text));
    }),
    { numRuns: 200 },
  );
});

test("a damaged text is accepted or refused as by JSON.parse", () => {
  const damage = fc.record({
    at: fc.nat(),
    cut: fc.nat({ max: 3 }),
    put: fc.constantFrom("", ",", ":", "]", "}", "[", "{", '"', "\\", "1", " ", "\n", "null"),
  });
  fc.assert(
    fc.property(objects, damage, fc.integer({ min: 1, max: 40 }), (object, { at, cut, put }, chunk) => {
      const text = JSON.stringify(object);
      const from = at % (text.length + 1);
      // Half a surrogate pair cannot be encoded as UTF-8.
      const damaged = Buffer.from(text.slice(0, from) + put + text.slice(from + cut)).toString();
      assert.deepEqual(assembled(damaged, chunk), whole(damaged));
    }),
    { numRuns: 1000 },
  );
});

for (const text of [
  "",
  " ",
  "null",
  "[]",
  '[{"a":1}]',
  '{"a":1}{"b":2}',
  '{"a":1} x',
  '{"a":1,}',
  '{"a":[1,]}',
  "{,}",
]) {
  test(`refuses ${JSON.stringify(text)}`, () => assert.equal(assembled(text, 3), undefined));
}

test("reports the line on which a text ends too early", () => {
  const slicer = new JsonSlicer(() => {});
  slicer.write(Buffer.from('{\n"a": [\n1,\n'));
  assert.throws(
    () => slicer.end(),
    (error) => error instanceof BadJson && error.truncated && error.line === 4,
  );
});

test("an endless value does not fill the memory", () => {
  const slicer = new JsonSlicer(() => {});
  slicer.write(Buffer.from('{"a":"'));
  const chunk = Buffer.alloc(16 * 1024 * 1024, "x");
  assert.throws(() => {
    for (let i = 0; i < 6; i++) slicer.write(chunk);
  }, /64 MB/);
});
