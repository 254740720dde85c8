import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { UserError } from "../../src/model/failure.ts";
import { readAddress } from "../../src/notify/address.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("address");
writeFileSync(join(cwd, "url"), "https://hooks.example.com/secret\n");
writeFileSync(join(cwd, "empty"), "\n");

const URL_VARIABLE = "LAMBDA_INVENTORY_SLACK_WEBHOOK_URL";
const FILE_VARIABLE = "LAMBDA_INVENTORY_SLACK_WEBHOOK_FILE";

for (const [env, expected] of [
  [{ [URL_VARIABLE]: " https://hooks.example.com/secret\n" }, "https://hooks.example.com/secret"],
  [{ [FILE_VARIABLE]: "url" }, "https://hooks.example.com/secret"],
  [{ [FILE_VARIABLE]: "url", [URL_VARIABLE]: "" }, "https://hooks.example.com/secret"],
  [{ [URL_VARIABLE]: "http://127.0.0.9:80/secret" }, "http://127.0.0.9/secret"],
  [{ [URL_VARIABLE]: "http://[::1]:8080/secret" }, "http://[::1]:8080/secret"],
] as const) {
  test(`accepts ${JSON.stringify(env)}`, async () => {
    assert.equal((await readAddress("slack", env, cwd)).href, expected);
  });
}

for (const [env, message] of [
  [{}, /^--notify slack requires a URL$/],
  [
    { [URL_VARIABLE]: "https://a/secret", [FILE_VARIABLE]: "url" },
    /_URL and LAMBDA_INVENTORY_SLACK_WEBHOOK_FILE cannot be combined$/,
  ],
  [{ [URL_VARIABLE]: "secret" }, /^LAMBDA_INVENTORY_SLACK_WEBHOOK_URL is not a URL$/],
  [{ [URL_VARIABLE]: "http://hooks.example.com/secret" }, /must use https$/],
  [{ [URL_VARIABLE]: "http://127.example.com/secret" }, /must use https$/],
  [{ [URL_VARIABLE]: "https://me:secret@hooks.example.com/" }, /contains a user name or password$/],
  [{ [URL_VARIABLE]: "file:///secret" }, /must use https$/],
  [{ [FILE_VARIABLE]: "absent" }, /_FILE absent: no such file or directory$/],
  [{ [FILE_VARIABLE]: "empty" }, /^the file of LAMBDA_INVENTORY_SLACK_WEBHOOK_FILE is not a URL$/],
] as const) {
  test(`rejects ${JSON.stringify(env)} without repeating a secret`, async () => {
    const error: unknown = await readAddress("slack", env, cwd).catch((reason: unknown) => reason);
    assert.ok(error instanceof UserError);
    assert.match(error.message, message);
    assert.doesNotMatch(`${error.message} ${error.hint}`, /secret/);
  });
}
