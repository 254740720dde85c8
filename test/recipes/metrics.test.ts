/** The recipe for node_exporter's textfile collector. */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openPlace, type Place } from "../support/recipes/place.ts";
import { recipe } from "../support/recipes/recipe.ts";

let place: Place;

before(async () => {
  place = await openPlace();
});
after(() => place.close());

test("it replaces one file that node_exporter may read, and ends with the scan's exit code", async () => {
  const folder = join(place.folder, "textfiles");
  mkdirSync(folder);
  const { code } = await place.run("sh", recipe("textfile-collector.sh", "metrics"), ["--org"], {
    TEXTFILE_FOLDER: folder,
  });
  assert.deepEqual([code, readdirSync(folder)], [3, ["lambda-inventory.prom"]]);
  const file = join(folder, "lambda-inventory.prom");
  assert.equal(statSync(file).mode & 0o777, 0o644);
  const text = readFileSync(file, "utf8");
  assert.ok(text.startsWith("# TYPE lambda_inventory_functions gauge\n") && text.endsWith("\n# EOF\n"), text);
});
