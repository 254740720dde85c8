/** docs/dependencies.md agrees with package.json and the lock file; versions are in the lock file only. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const ROOT = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const { dependencies, devDependencies } = JSON.parse(read("package.json"));
const { packages } = JSON.parse(read("package-lock.json"));
const [, bundled = "", forDevelopment = ""] = read("docs/dependencies.md").split(/^## /m);

/** The first and third cell of each row of the table. */
function rowsOf(section: string): (readonly [name: string, licence: string])[] {
  const rows = section.matchAll(/^\| `(\S+)` \| .+? \| ([^|]+?) \| \d{4}-\d\d-\d\d \|$/gm);
  return [...rows].map(([, name = "", licence = ""]) => [name, licence]);
}

test("each dependency has a row with its licence, and nothing else has one", () => {
  assert.equal(dependencies, undefined);
  const rows = [...rowsOf(bundled), ...rowsOf(forDevelopment)].sort(([a], [b]) => (a < b ? -1 : 1));
  const expected = Object.keys(devDependencies)
    .sort()
    .map((name) => [name, packages[`node_modules/${name}`].license]);
  assert.deepEqual(rows, expected);
});

test("the packages listed as bundled are bundled, and no others", () => {
  const licences = read("dist/THIRD-PARTY-LICENSES.txt");
  // Of yargs only its parser is used, which is a separate package.
  const isBundled = (name: string) => licences.includes(`\n${name === "yargs" ? "yargs-parser" : name} `);
  assert.deepEqual(
    rowsOf(bundled).filter(([name]) => !isBundled(name)),
    [],
  );
  // The SDK brings the signer with it, and log-update string-width.
  const brought = ["@smithy/signature-v4", "string-width"];
  const others = rowsOf(forDevelopment).filter(([name]) => !brought.includes(name));
  assert.deepEqual(
    others.filter(([name]) => isBundled(name)),
    [],
  );
});
