/** Tags of many functions with few calls, and what happens where those calls are refused or fail. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "../support/aws/extras.ts";

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `f${i}`, tags: { team: `t${i % 7}` } }));

test("400 tagged functions are four calls for tags, with those for functions twelve", async (t) => {
  const { result, notes, simulator, listing } = await read(t, ["tags"], { functions: many(400) });
  assert.equal(Object.values(result).filter(({ tags }) => tags?.team).length, 400);
  assert.deepEqual(result["f8 $LATEST"], { tags: { team: "t1" } });
  assert.deepEqual(notes, []);
  assert.deepEqual(simulator.requests.byAction, { "tag:GetResources": 4 });
  assert.deepEqual(listing, { "lambda:ListFunctions": 8 });
});

test("functions that never had a tag are absent from the response and have none; deleted ones are ignored", async (t) => {
  const { result, simulator } = await read(t, ["tags"], {
    functions: ["a", { name: "b", tags: { team: "x" } }],
    deleted: [{ name: "gone", tags: { team: "y" } }],
  });
  assert.deepEqual(result, { "a $LATEST": { tags: {} }, "b $LATEST": { tags: { team: "x" } } });
  assert.equal(simulator.requests.count("lambda:ListTags"), 0);
});

test("denied GetResources: one ListTags per function, and nothing is missing", async (t) => {
  const { result, notes, simulator } = await read(t, ["tags"], {
    functions: many(30),
    faults: [{ kind: "deny", action: "tag:GetResources" }],
  });
  assert.equal(Object.values(result).filter(({ tags }) => tags?.team).length, 30);
  assert.deepEqual(notes, []);
  assert.deepEqual(simulator.requests.byAction, { "tag:GetResources": 1, "lambda:ListTags": 30 });
});

test("both denied: no tags, and one note that names the permission", async (t) => {
  const { result, notes } = await read(t, ["tags"], {
    functions: many(3),
    faults: [
      { kind: "deny", action: "tag:GetResources" },
      { kind: "deny", action: "lambda:ListTags" },
    ],
  });
  assert.deepEqual(Object.values(result), [{}, {}, {}]);
  assert.equal(notes.length, 1);
  assert.match(
    notes[0] ?? "",
    /^denied AccessDeniedException: tags of 3 functions could not be read: no IAM/,
  );
});

const FAILURES = [
  "throttle",
  "server-error",
  "html",
  "cut-json",
  "reset",
  "repeat-marker",
  "empty-pages",
] as const;
for (const kind of FAILURES) {
  test(`${kind} on the second page: the rest is read one by one, and nothing is missing`, async (t) => {
    const { result, notes, simulator } = await read(t, ["tags"], {
      functions: many(250),
      faults: [{ kind, action: "tag:GetResources", after: 1, times: 1 }],
    });
    assert.equal(Object.values(result).filter(({ tags }) => tags?.team).length, 250);
    assert.deepEqual(notes, []);
    assert.ok(simulator.requests.count("lambda:ListTags") <= 150);
  });
}
