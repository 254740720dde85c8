/** Loading takes most of the time of a short run: 10 ms of the processor for 250 kB. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { build, type Metafile } from "esbuild";
import { ROOT } from "../support/architecture/imports.ts";

/** What every scan loads; everything else is imported when it is needed. */
const ENTRIES = ["src/cli/start.ts", "src/cli/options/parse.ts", "src/cli/commands/list.ts"];
const HELP = "src/cli/help/page.ts";

/** What only some options, formats and commands need. */
const FOR_SOME = [
  "node_modules/yaml/",
  "node_modules/cli-table3/",
  "node_modules/hucre/",
  "simulator/",
  "src/campaign/",
  "src/compare/",
  "src/notify/",
  "src/report/html/",
  "src/report/xlsx/",
];
/** A list of names, for the option tables. */
const NAMES = "src/campaign/formats.ts";

async function inputs(): Promise<Metafile["inputs"]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [...ENTRIES, HELP],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    define: { PAGE_ASSETS: "{}" },
    outdir: "dist",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  return metafile.inputs;
}

/** The files that are loaded with these, without those that they import late. */
function loadedWith(entries: readonly string[], all: Metafile["inputs"]): readonly string[] {
  const loaded = new Set(entries);
  for (const path of loaded) {
    for (const { path: next, kind } of all[path]?.imports ?? []) {
      if (kind !== "dynamic-import") loaded.add(next);
    }
  }
  return [...loaded];
}

test("a plain scan, and help, do not load what only some options, formats and commands need", async () => {
  const all = await inputs();
  for (const entries of [ENTRIES, [HELP]]) {
    const loaded = loadedWith(entries, all);
    assert.ok(loaded.length > 30, "the imports were found");
    const needless = loaded.filter(
      (path) => FOR_SOME.some((each) => path.startsWith(each)) && path !== NAMES,
    );
    assert.deepEqual(needless, []);
  }
});
