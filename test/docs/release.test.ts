/** RELEASING.md lists everything that only the owner of the repository can fill in. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { ROOT, textOf } from "../support/docs/pages.ts";

/** Everything that is published with the repository; tests only mention placeholders. */
const FILES: readonly string[] = readdirSync(ROOT)
  .filter(
    (name) => !["node_modules", "dist", "coverage", "reports", "test", ".git", "RELEASING.md"].includes(name),
  )
  .flatMap((name) =>
    statSync(join(ROOT, name)).isDirectory()
      ? readdirSync(join(ROOT, name), { recursive: true, encoding: "utf8" }).map((file) => join(name, file))
      : [name],
  )
  .filter((name) => statSync(join(ROOT, name)).isFile());

const PLACEHOLDERS = { "`OWNER/`": /\bOWNER\//, "`0000000000000000000000000000000000000000`": /@0{40}\b/ };

for (const [name, pattern] of Object.entries(PLACEHOLDERS)) {
  test(`the files with ${name} are those that RELEASING.md lists`, () => {
    const used = FILES.filter((file) => pattern.test(readFileSync(join(ROOT, file), "utf8")));
    const row = textOf("RELEASING.md")
      .split("\n")
      .find((line) => line.startsWith(`| ${name}`));
    const listed = [...(row ?? "").matchAll(/\]\(([^)]+)\)/g)].map(([, file]) => file);
    assert.deepEqual(used.sort(), listed.sort());
  });
}

test("the fields that package.json lacks are those that RELEASING.md lists", () => {
  const owners = ["repository", "homepage", "bugs", "author"];
  const fields = Object.keys(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));
  const [row = ""] = textOf("RELEASING.md").match(/^\| `repository`.*$/m) ?? [];
  assert.deepEqual(
    owners.filter((field) => !fields.includes(field)),
    owners.filter((field) => row.includes(`\`${field}\``)),
  );
});

test("the updates that dependabot.yml ignores are those that docs/dependencies.md explains", () => {
  const { updates } = parse(readFileSync(join(ROOT, ".github/dependabot.yml"), "utf8")) as {
    updates: { "package-ecosystem": string; ignore: { "dependency-name": string }[] }[];
  };
  const ignored = updates
    .filter((update) => update["package-ecosystem"] === "npm")
    .flatMap(({ ignore }) => ignore.map((each) => each["dependency-name"]));
  const explained = textOf("docs/dependencies.md").matchAll(
    /^\| `([^`]+)` \| .*(?:; [\d.]+ (?:needs|lacks) |types of the oldest Node)/gm,
  );
  assert.deepEqual(ignored.sort(), [...explained].map(([, name]) => name).sort());
});

test("the oldest Node that is supported is the same everywhere", () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    engines: { node: string };
  };
  const oldest = engines.node.replace(">=", "");
  for (const file of [
    "README.md",
    "README.ja.md",
    "CONTRIBUTING.md",
    "RELEASING.md",
    ".ci/run",
    "scripts/build.ts",
  ])
    assert.ok(readFileSync(join(ROOT, file), "utf8").includes(oldest), file);
});
