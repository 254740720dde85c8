/** Accounts files that are refused, with their messages. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readAccountsFile } from "../../../src/config/accounts-file.ts";
import { UserError } from "../../../src/model/failure.ts";
import { temporaryDirectory } from "../temporary.ts";

/** A file's text, the message behind the file's name, and the hint. */
export type Mistake = readonly [text: string, message: string, hint: string];

export const KEYS =
  "Keys: id, name, role, externalId, sessionName, mfaSerial, profile, sso, ssoRole, regions, excludeRegions, tags.";

/** The beginning of a file whose third line is the mistake. */
export const ONE = 'accounts:\n  - id: "111122223333"\n';

/** The directory of the files. */
export const folder = temporaryDirectory("lambda-inventory-accounts");

export async function refuses(file: string, message: string, hint: string): Promise<void> {
  await assert.rejects(readAccountsFile(file, folder), (error) => {
    assert.ok(error instanceof UserError);
    assert.deepEqual({ message: error.message, hint: error.hint }, { message, hint });
    return true;
  });
}

/** A test for each. */
export function refusesEach(mistakes: readonly Mistake[]): void {
  for (const [index, [text, message, hint]] of mistakes.entries()) {
    test(`refuses ${JSON.stringify(text)}`, async () => {
      const file = `accounts-${index}.yaml`;
      writeFileSync(join(folder, file), text);
      await refuses(file, `${file}${message.replace("{file}", file)}`, hint);
    });
  }
}
