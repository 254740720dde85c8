/** The Japanese README keeps step with the English one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fencesOf, textOf } from "../support/docs/pages.ts";

const ENGLISH = "README.md";
const JAPANESE = "README.ja.md";

test("the same sections in the same order", () => {
  const levels = (page: string) => withoutCode(page).flatMap((line) => /^(#+) /.exec(line)?.[1] ?? []);
  assert.deepEqual(levels(JAPANESE), levels(ENGLISH));
});

test("the same commands, files and output; comments may be translated", () => {
  const code = (page: string) =>
    fencesOf(page).map(({ language, lines }) => [
      language,
      ...lines.map((line) => line.replace(/(^|\s)# .*$/, "").trimEnd()),
    ]);
  assert.deepEqual(code(JAPANESE), code(ENGLISH));
});

test("the same links", () => {
  const targets = (page: string) =>
    [
      ...withoutCode(page)
        .join("\n")
        .matchAll(/\]\(([^)]+)\)/g),
    ]
      .map(([, target]) => target)
      .filter((target) => target !== ENGLISH && target !== JAPANESE);
  assert.deepEqual(new Set(targets(JAPANESE)), new Set(targets(ENGLISH)));
});

/** The first cell of a table's row that is code; after a command's name, its option too. */
const ROW = /^\| (`[a-z]+` \| `-)?`?(?:\\\||[^|])*\|/;

test("the same exit codes, formats and variables, row by row", () => {
  const codes = (page: string) =>
    withoutCode(page)
      .map((line) => (line.startsWith("| `") ? (ROW.exec(line)?.[0] ?? "") : ""))
      .filter((row) => row !== "")
      .map((row) => row.match(/`[^`]+`/g) ?? []);
  assert.ok(codes(ENGLISH).length > 8, String(codes(ENGLISH).length));
  assert.deepEqual(codes(JAPANESE), codes(ENGLISH));
});

function withoutCode(page: string): readonly string[] {
  return textOf(page)
    .replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, "")
    .split("\n");
}
