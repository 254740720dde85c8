import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { COMMAND_NAMES, COMMANDS, optionsOf } from "../../src/cli/commands.ts";
import { presetOf } from "../../src/cli/help/page.ts";
import { environmentName } from "../../src/cli/options/entry.ts";
import { parseArguments } from "../../src/cli/options.ts";

async function page(...argv: string[]): Promise<string> {
  const invocation = await parseArguments(argv, { env: {}, cwd: import.meta.dirname });
  return "text" in invocation ? invocation.text : assert.fail();
}

test("--version, -V and version print one line", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  for (const word of ["--version", "-V", "version"])
    assert.equal(await page(word), `lambda-inventory ${version}\n`, word);
});

test("-h fits a screen of 24 lines and 80 columns, and describes every command", async () => {
  const text = await page("-h");
  const lines = text.trimEnd().split("\n");
  assert.ok(lines.length <= 23, `${lines.length} lines and the prompt`);
  for (const name of COMMAND_NAMES)
    assert.ok(lines.includes(`  ${name.padEnd(12)}${COMMANDS[name].summary}`), name);
  for (const group of ["Accounts", "Functions", "Output", "Exit code"])
    assert.match(text, new RegExp(`^${group}`, "m"));
  assert.match(text, /`lambda-inventory demo` needs no AWS account/);
});

for (const name of COMMAND_NAMES) {
  test(`${name} --help shows every option, with its variable, default and values`, async () => {
    const text = await page(name, "--help");
    const flat = text.replaceAll(/\s+/g, " ");
    for (const [option, entry] of optionsOf(name)) {
      const start = text.indexOf(`--${option}${entry.kind === "flag" ? "\n" : ` ${entry.value}\n`}`);
      assert.ok(start > 0, `--${option}`);
      const own = text.slice(start, text.indexOf("]", start));
      assert.ok(own.includes(environmentName(option)), environmentName(option));
      const preset = presetOf(entry);
      if (preset !== undefined)
        assert.ok(flat.includes(`${environmentName(option)}] [default: ${preset}]`), option);
      if ("choices" in entry) assert.ok(flat.includes(`Values: ${entry.choices.join(", ")} [`), option);
      if (entry.alias !== undefined) assert.ok(text.includes(`-${entry.alias}, --${option}`));
    }
    assert.ok(text.includes(`lambda-inventory ${name === "list" ? "list " : name}`));
  });

  test(`${name} -h fits a screen and names every option, or the frequent ones`, async () => {
    const text = await page(name, "-h");
    const entries = optionsOf(name);
    const isLong = entries.size > 33;
    for (const [option, entry] of entries) {
      const isNamed = new RegExp(` --${option}(?![a-z-])`).test(text);
      assert.equal(isNamed, !isLong || entry.frequent === true, option);
    }
    assert.ok(text.trimEnd().split("\n").length <= 23, `${text.split("\n").length} lines`);
  });
}

test("no page is wider than 80 columns", async () => {
  const pages = [await page("-h"), await page("--help")];
  for (const name of COMMAND_NAMES) pages.push(await page(name, "-h"), await page(name, "--help"));
  const wide = pages.flatMap((text) => text.split("\n")).filter((line) => line.length > 80);
  assert.deepEqual(wide, []);
});

test("help wins over everything else on the command line, in any position", async () => {
  const accounts = await page("accounts", "--help");
  assert.equal(await page("--nonsense", "accounts", "--concurrency", "abc", "--help"), accounts);
  assert.equal(await page("help", "accounts"), accounts);
  assert.equal(await page("help"), await page("--help"));
  assert.equal(await page("accounts", "-h", "--version"), await page("--version"));
  assert.notEqual(await page("accounts", "-h"), accounts);
});

test("after -- nothing asks for help", async () => {
  const invocation = await parseArguments(["merge", "--", "--help"], { env: {}, cwd: import.meta.dirname });
  assert.equal(invocation.command, "merge");
});

test("every first sentence of help makes sense alone, for shell completion", () => {
  const entries = COMMAND_NAMES.flatMap((name) => [...optionsOf(name)]);
  for (const [name, { help }] of entries) assert.match(help, /^[`A-Z].*\.$/s, name);
});
