/** The npm scripts and the files of this repository that the documents tell people to run exist. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PAGES, ROOT, textOf } from "../support/docs/pages.ts";

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

test("every npm script that a document names exists", () => {
  const named = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\bnpm (?:run(?: --silent)? ([\w-]+)|(test)\b)/g)].map(
      ([, script, test]) => [page, script ?? test ?? ""] as const,
    ),
  );
  assert.ok(named.length > 15, String(named.length));
  assert.deepEqual(
    named.filter(([, script]) => scripts[script] === undefined),
    [],
  );
});

test("every file that a document runs with tsx exists", () => {
  const named = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\bnpx tsx (\S+\.ts)/g)].map(([, file = ""]) => file),
  );
  assert.ok(named.length > 1, String(named.length));
  assert.deepEqual(
    named.filter((file) => !existsSync(join(ROOT, file))),
    [],
  );
});

test("the first two commands of the README are the demo and the tests", () => {
  const readme = textOf("README.md");
  const first = [...readme.matchAll(/^npm ci && npm (\S+(?: \S+)?) +#/gm)].map(([, command]) => command);
  assert.deepEqual(first, ["run demo", "test"]);
  // A scan of the demo is incomplete; a first command that fails would look broken.
  assert.match(scripts.demo ?? "", / demo --allow-incomplete$/);
});
