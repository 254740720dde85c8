/** Command lines that are rejected, and the messages. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseArguments } from "../../../src/cli/options.ts";
import { type ScanOptions, scan } from "../../../src/index.ts";
import { UserError } from "../../../src/model/failure.ts";
import { temporaryDirectory } from "../temporary.ts";

/** Where the commands run: it contains only an empty `file`. */
export const folder = temporaryDirectory("lambda-inventory-options");
writeFileSync(join(folder, "file"), "");

/** Arguments, and the message and hint they get. `env` is added to the environment. */
export interface Mistake {
  readonly argv: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly message: string;
  readonly hint: string;
}

/** The library rejects its options with these messages, all at once. */
export async function libraryRejects(options: ScanOptions, messages: readonly string[]): Promise<void> {
  await assert.rejects(scan(options).next(), (error) => {
    assert.ok(error instanceof UserError);
    assert.deepEqual(
      [error, ...error.also].map(({ message }) => message),
      messages,
    );
    return true;
  });
}

/** A test for each. */
export function rejectsEach(mistakes: readonly Mistake[]): void {
  for (const { argv, env = {}, message, hint } of mistakes) {
    const variables = Object.entries(env).map((entry) => `${entry.join("=")} `);
    test(`rejects ${variables.join("")}lambda-inventory ${JSON.stringify(argv).slice(1, -1)}`, async () => {
      const words = argv.split(" ").filter((word) => word !== "");
      await assert.rejects(parseArguments(words, { env, cwd: folder }), (error) => {
        assert.ok(error instanceof UserError);
        assert.deepEqual({ message: error.message, hint: error.hint }, { message, hint });
        return true;
      });
    });
  }
}
