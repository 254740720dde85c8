/** The picture of a terminal in the README shows what the demo prints. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { program, TODAY } from "../support/cli/program.ts";
import { ROOT } from "../support/docs/pages.ts";
import { COLUMNS, picture } from "../support/docs/picture.ts";

const FILE = join(ROOT, "docs/images/terminal.svg");

test("docs/images/terminal.svg is what the demo prints", async () => {
  const argv = ["demo", "--deprecated", "--region", "us-*"];
  const { code, stdout, stderr } = await program([...argv, "--color", "always", "--no-progress"], {
    terminal: COLUMNS,
    now: TODAY,
  });
  assert.equal(code, 3);
  // In the order of a terminal: the first line of stderr, the report, the summary.
  const [, note = "", summary = ""] = /^(.*\n)([\s\S]*)$/.exec(stderr) ?? [];
  const printed = note.replace(/:\d+;/, ":45678;") + stdout + summary;
  const drawn = picture("lambda-inventory demo --deprecated --region 'us-*'", printed);
  if (process.env.UPDATE_DOCS) writeFileSync(FILE, drawn);
  else assert.equal(readFileSync(FILE, "utf8"), drawn, "run: UPDATE_DOCS=1 npm test docs/picture");
});
