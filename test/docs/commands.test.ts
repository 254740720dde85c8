/** Every command that the documents show is run, and prints what they say it prints. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parseArguments } from "../../src/cli/options.ts";
import type { Ended } from "../support/cli/program.ts";
import { type Fence, fencesOf, PAGES } from "../support/docs/pages.ts";
import { openPlace, type Place } from "../support/docs/place.ts";
import { type Command, commandsOf } from "../support/docs/shell.ts";
import { showNow } from "../support/docs/update.ts";

let place: Place;

before(async () => {
  place = await openPlace();
});
after(async () => {
  // Not there where it could not be prepared.
  await (place as Place | undefined)?.close();
});

/** The Japanese README has the same commands as the English one: test/docs/translation.test.ts. */
const OWN = PAGES.filter((page) => page !== "README.ja.md");

for (const page of OWN) {
  const fences = fencesOf(page);
  const blocks = fences
    .map((fence) => ({ fence, commands: commandsOf(fence.lines, fence.line) }))
    .filter(({ commands }) => commands.length > 0);
  if (blocks.length === 0) continue;

  test(`the commands of ${page}`, async (t) => {
    const folder = place.folder(page);
    const [projects, files] = [fences.filter(isProject), fences.filter((fence) => !isProject(fence))];
    writeFiles(files, folder);
    for (const { fence, commands } of blocks) {
      // It applies to every command, so only from where the page shows it.
      writeFiles(
        projects.filter(({ line }) => line < fence.line),
        folder,
      );
      for (const command of commands) {
        const name = `${page}:${command.line} lambda-inventory ${command.argv.join(" ")}`;
        await t.test(name, () => tried(page, command, fence, folder));
      }
    }
  });
}

test("there are documents with commands", () => {
  const counts = OWN.map(
    (page) => fencesOf(page).flatMap(({ lines, line }) => commandsOf(lines, line)).length,
  );
  assert.ok(counts.reduce((sum, count) => sum + count, 0) > 60, String(counts));
});

test("output below a command is compared: a block with a prompt is `console`", () => {
  const others = OWN.flatMap((page) =>
    fencesOf(page)
      .filter(({ language, lines }) => language !== "console" && lines.some((line) => line.startsWith("$ ")))
      .map(({ line }) => `${page}:${line}`),
  );
  assert.deepEqual(others, []);
});

/** `parsed only: why` above a block: what it needs is not available in a test. `exit 2`: it shows a refusal. */
async function tried(
  page: string,
  command: Command,
  { note, language }: Fence,
  folder: string,
): Promise<void> {
  if (note.startsWith("parsed only: ")) {
    await parseArguments(command.argv, { env: {}, cwd: folder });
    return;
  }
  const ended = await place.run(command, folder);
  const [, refused] = /^exit (\d+)$/.exec(note) ?? [];
  const codes = refused === undefined ? [0, 1, 3] : [Number(refused)];
  assert.ok(codes.includes(ended.code), `exit code ${ended.code}: ${ended.stderr}`);
  if (language !== "console") return;
  try {
    assertShown(command.output, ended);
  } catch (mismatch) {
    if (!process.env.UPDATE_DOCS) throw mismatch;
    const hidesSummary =
      command.output.length <= ended.stdout.trimEnd().split("\n").length && ended.stdout !== "";
    showNow(page, command.output, hidesSummary ? ended.stdout : ended.stdout + ended.stderr);
  }
}

function isProject({ lines }: Fence): boolean {
  return lines[0] === "# lambda-inventory.yaml";
}

/** A YAML block that begins with a file's name in a comment is that file. */
function writeFiles(fences: readonly Fence[], folder: string): void {
  for (const { lines } of fences) {
    const [, name] = /^# ([\w.-]+\.(?:ya?ml))$/.exec(lines[0] ?? "") ?? [];
    if (name !== undefined) writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  }
}

/** The lines that are shown appear in the output, in this order; `...` means any lines, or the rest of a line. */
function assertShown(shown: readonly string[], { stdout, stderr }: Ended): void {
  const real = `${stdout}${stderr}`.split("\n").map(dateless);
  let at = 0;
  let gap = false;
  for (const line of shown.map(dateless)) {
    if (line === "...") {
      gap = true;
      continue;
    }
    const fits = (other: string | undefined): boolean =>
      line.endsWith("...") ? other?.startsWith(line.slice(0, -3)) === true : other === line;
    const found = gap ? real.findIndex((other, index) => index >= at && fits(other)) : at;
    assert.ok(
      found !== -1 && fits(real[found]),
      `${JSON.stringify(line)} is not what it prints:\n${real.join("\n")}`,
    );
    at = found + 1;
    gap = false;
  }
}

/** A newer catalogue must not change the documents; nor must blanks at the end of a line. */
function dateless(line: string): string {
  return line.replace(/^(catalogue +as of) .*/, "$1 DATE").trimEnd();
}
