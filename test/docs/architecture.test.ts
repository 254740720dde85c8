/** The page on the architecture names every room, and only files that exist. */
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, textOf } from "../support/docs/pages.ts";

const TEXT = textOf("docs/architecture.md");

test("every path that it names exists", () => {
  const paths = [...TEXT.matchAll(/`((?:[\w-]+\/)+[\w.-]*)`/g)].map(([, path = ""]) => path);
  assert.ok(paths.length > 30, String(paths.length));
  // Paths below src/ are named from there once the text is in it.
  const absent = paths.filter(
    (path) => ![ROOT, join(ROOT, "src")].some((base) => existsSync(join(base, path))),
  );
  assert.deepEqual(absent, []);
});

test("the table of rooms has each folder of src and the simulator, once", () => {
  const [, table = ""] = /^## Rooms\n([\s\S]*?)^## /m.exec(TEXT) ?? [];
  const rooms = [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, room = ""]) => room);
  const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  assert.deepEqual(rooms.sort(), [...folders, "simulator"].sort());
});
