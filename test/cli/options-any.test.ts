import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { COMMAND_NAMES, optionsOf } from "../../src/cli/commands.ts";
import { parseArguments } from "../../src/cli/options.ts";
import { UserError } from "../../src/model/failure.ts";

const options = COMMAND_NAMES.flatMap((command) => [...optionsOf(command).keys()]);
const names = fc.constantFrom(...options.map((name) => `--${name}`), "-p", "-f", "-q", "-o", "--");
const values = fc.oneof(
  fc.constantFrom(
    "a",
    "1",
    "-1",
    "true",
    "eu-west-1",
    "eu-*",
    "table",
    "json",
    "2/3",
    "2027-01-01",
    "{",
    "[",
    ",",
    "\u001b[31m",
    "\u009b2J",
    "a\u202eb\u2028c",
  ),
  fc.string({ unit: "grapheme" }),
);
const words = fc.oneof(
  { weight: 3, arbitrary: names },
  { weight: 3, arbitrary: values },
  { weight: 1, arbitrary: fc.constantFrom(...COMMAND_NAMES) },
  { weight: 2, arbitrary: fc.tuple(names, values).map((parts) => parts.join("=")) },
);

test("any arguments are either read or rejected with a message and a hint", async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 6 }), async (argv) => {
      try {
        await parseArguments(argv, { env: {}, cwd: import.meta.dirname });
        read++;
      } catch (error) {
        assert.ok(error instanceof UserError, String(error));
        assert.ok(error.message.length > 0 && (error.hint ?? "").length > 0, error.message);
        const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
        assert.doesNotMatch(`${error.message}${error.hint}`, unsafe, JSON.stringify(argv));
      }
    }),
    { numRuns: 1_000 },
  );
  assert.ok(read > 10, `${read} were read`);
});
