/** A page shows a change some time after its cause, so an assertion on a single read of it is a race: see `expectSoon`. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../support/architecture/imports.ts";

const SINGLE_READ =
  /\bassert\.(?!rejects)\w+\(\s*(?:\(|\[\s*)*await\b|\bassert\.\w+\(\s*(?:hash|names|shown)\(/g;

test("no test of a page asserts on a single read of it", () => {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ name, text: readFileSync(join(ROOT, "test", name), "utf8") }))
    .filter(({ text }) => /from "[^"]*\/(?:browser|accessible)\.ts"/.test(text));
  assert.ok(files.length >= 6);
  const found = files.flatMap(({ name, text }) =>
    [...text.matchAll(SINGLE_READ)].map(({ 0: call, index }) => {
      const line = text.slice(0, index).split("\n").length;
      return `test/${name}:${line}: ${call}: use expectSoon(read, expected)`;
    }),
  );
  assert.deepEqual(found, []);
});
