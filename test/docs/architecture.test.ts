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

/** Where a reader of a room begins. */
const ENTRIES: Readonly<Record<string, string>> = {
  api: "src/index.ts",
  aws: "src/aws/aws.ts",
  campaign: "src/campaign/plan.ts",
  cli: "src/cli/run.ts",
  compare: "src/compare/read-report.ts",
  config: "src/config/project-file.ts",
  deploy: "src/deploy/policy.ts",
  files: "src/files/read.ts",
  model: "src/model/report.ts",
  notify: "src/notify/notice.ts",
  report: "src/report/formats.ts",
  runtimes: "src/runtimes/assess.ts",
  scan: "src/scan/scan.ts",
  simulator: "simulator/index.ts",
  triage: "src/triage/triage.ts",
};

test("each room's entry begins with what it is for, what enters and what leaves", () => {
  const rooms = readdirSync(join(ROOT, "src"), { withFileTypes: true }).filter((it) => it.isDirectory());
  assert.deepEqual([...rooms.map(({ name }) => name), "simulator"].sort(), Object.keys(ENTRIES).sort());
  const bare = Object.values(ENTRIES).filter((path) => {
    const [, comment = ""] = /^\/\*\*([\s\S]*?)\*\//.exec(textOf(path)) ?? [];
    return (comment.match(/[.!?](?=\s)/g)?.length ?? 0) < 2;
  });
  assert.deepEqual(bare, []);
});
