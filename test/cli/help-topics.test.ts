/** `lambda-inventory help TOPIC`, and the examples of all help pages, which are run. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { COMMAND_NAMES, COMMANDS, isCommand } from "../../src/cli/commands.ts";
import { exampleLine } from "../../src/cli/help/text.ts";
import { TOPIC_NAMES, topicPage } from "../../src/cli/help/topics.ts";
import type { CommandEntry } from "../../src/cli/options/entry.ts";
import { program } from "../support/cli/program.ts";
import { openPlace, type Place } from "../support/docs/place.ts";
import { commandsOf } from "../support/docs/shell.ts";

let place: Place;
let folder: string;

before(async () => {
  place = await openPlace();
  folder = place.folder("help");
  for (const name of ["report", "last-week"])
    cpSync(join(folder, "monday.json"), join(folder, `${name}.json`));
  mkdirSync(join(folder, "reports"), { recursive: true });
  for (const name of ["monday.json", "friday.json"])
    cpSync(join(folder, name), join(folder, "reports", name));
  writeFileSync(join(folder, "owners.yaml"), "owners:\n  - match: {}\n    owner: platform\n");
});
after(async () => {
  // Not there where it could not be prepared.
  await (place as Place | undefined)?.close();
});

for (const name of TOPIC_NAMES) {
  test(`help ${name} fits 80 columns, and two screens`, async () => {
    const { stdout, stderr, code } = await program(["help", name]);
    assert.deepEqual([stdout, stderr, code], [topicPage(name), "", 0]);
    const lines = stdout.trimEnd().split("\n");
    assert.deepEqual(
      lines.filter((line) => line.length > 80 || line !== line.trimEnd()),
      [],
    );
    assert.ok(name === "columns" || lines.length <= 48, `${lines.length} lines`);
    assert.equal(isCommand(name), false);
  });
}

test("help COMMAND is the page of the command, and an unknown topic is a mistake", async () => {
  const [plan, page] = [await program(["help", "plan"]), await program(["plan", "--help"])];
  assert.equal(plan.stdout, page.stdout);
  const { stdout, stderr, code } = await program(["help", "formts"]);
  assert.deepEqual([stdout, code], ["", 2]);
  assert.match(stderr, /^lambda-inventory: unknown topic "formts"\n {2}Did you mean formats\? /);
});

test("the topics are on the page of the program", async () => {
  const { stdout } = await program(["help"]);
  for (const name of TOPIC_NAMES) assert.match(stdout, new RegExp(`^ {2}${name} `, "m"));
});

for (const name of COMMAND_NAMES) {
  const { examples }: CommandEntry = COMMANDS[name];
  test(`${name} -h shows two examples`, async () => {
    const { stdout } = await program([name, "-h"]);
    assert.equal(stdout.match(/^ {2}lambda-inventory .+$/gm)?.length, 2);
  });
  for (const [line] of examples) runs(exampleLine(name, line));
}

for (const name of TOPIC_NAMES)
  for (const line of topicPage(name).match(/(?<=^ {2})lambda-inventory .+$/gm) ?? []) runs(line);

function runs(line: string): void {
  test(`example: ${line}`, async () => {
    const [command] = commandsOf([line], 1);
    assert.ok(command);
    const { code, stdout, stderr } = await place.run(command, folder);
    assert.ok([0, 1, 3].includes(code), stderr);
    const isWritten = / -o | > /.test(line);
    assert.equal(stdout === "", isWritten && command.into === undefined, stdout.slice(0, 200));
  });
}
