import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { COMMAND_NAMES, optionsOf } from "../../src/cli/commands.ts";

const ROOT = join(import.meta.dirname, "../..");
const page = readFileSync(join(ROOT, "dist/lambda-inventory.1"), "utf8");

test("package.json lists the manual page", () => {
  // npm links a list into share/man, and ignores a string.
  assert.deepEqual(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).man, [
    "./dist/lambda-inventory.1",
  ]);
});

function groff(...argv: string[]) {
  return spawnSync("groff", ["-man", ...argv], { input: page, encoding: "utf8" });
}

const skip = groff("-z").error === undefined ? false : "groff is not installed";

test("the manual page is sound", { skip }, () => {
  assert.equal(groff("-ww", "-z").stderr, "");
});

test("the manual page reads as it is meant to", { skip }, () => {
  const text = groff("-Tascii", "-P-cbou", "-rLL=200n").stdout;
  assert.match(
    text,
    /NAME\n +lambda-inventory - list every AWS Lambda function of every account and region\n/,
  );
  assert.match(text, /\n +-p, --profile NAME\.\.\.\n +AWS profiles; each is one account\./);
  assert.match(text, /\n +diff \[OPTION\]\.\.\. OLD \[NEW\]\n/);
  assert.match(text, /\n +lambda-inventory -a accounts\.yaml -r 'eu-\*' --fail-on deprecated\n/);
  assert.match(text, /\n +3 +[Ii]ncomplete: an account or region was not read/);
});

test("the manual page has every command and every option", () => {
  const bare = page.replaceAll("\\-", "-");
  for (const command of COMMAND_NAMES) {
    assert.ok(bare.includes(`\\fB${command}`), command);
    for (const name of optionsOf(command).keys()) assert.ok(bare.includes(`\\fB--${name}\\fR`), name);
  }
});
