/** The messages that the page on troubleshooting explains are those that the program prints. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, textOf } from "../support/docs/pages.ts";

const SOURCE = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(join(ROOT, "src", name), "utf8"))
  .join("\n");

const MESSAGES = [...textOf("docs/troubleshooting.md").matchAll(/\*\*`([^`]+)`\*\*/g)].map(
  ([, text = ""]) => text,
);

test("there are messages to look up", () => {
  assert.ok(MESSAGES.length > 40, String(MESSAGES.length));
});

for (const message of MESSAGES) {
  test(`the program prints: ${message}`, () => {
    for (const piece of pieces(message))
      assert.ok(SOURCE.includes(piece), `no source says ${JSON.stringify(piece)}`);
  });
}

/** What is fixed in a message: not what `...`, an action, a number or a quoted value stand for. */
function pieces(message: string): readonly string[] {
  return message
    .split(/\.\.\.|\b[a-z]+:[A-Z]\w+|\d+|["(]/)
    .map((piece) => piece.replaceAll(/^[\s:,(]+|[\s:,)]+$/g, ""))
    .filter((piece) => piece.length > 3);
}
