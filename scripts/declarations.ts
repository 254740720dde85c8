/** Writes dist/types: the declarations of the programmatic interface, and of no more than it shows. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { publicTypes } from "./public-types.ts";

const ALL = "dist/declarations";
/** Declarations keep the folders of the sources. */
const SOURCES = join(ALL, "src");
const SHOWN = "dist/types";
const RELATIVE = /((?:from\s+|import\()["'])(\.[^"']+)\.ts(["'])/g;

for (const folder of [ALL, SHOWN]) rmSync(folder, { recursive: true, force: true });
execFileSync("tsc", ["-p", "tsconfig.declarations.json"], { stdio: "inherit" });
for (const [file, text] of Object.entries(publicTypes())) writeFileSync(join(SOURCES, file), text);
for (const file of reachable("index.d.ts")) {
  mkdirSync(dirname(join(SHOWN, file)), { recursive: true });
  // Importers see JavaScript modules next to the declarations.
  writeFileSync(join(SHOWN, file), read(file).replaceAll(RELATIVE, "$1$2.js$3"));
}
rmSync(ALL, { recursive: true });

function reachable(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, , path = ""] of read(file).matchAll(RELATIVE))
    reachable(`${join(dirname(file), path)}.d.ts`, seen);
  return seen;
}

function read(file: string): string {
  return readFileSync(join(SOURCES, file), "utf8");
}
