import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

/** Inside node_modules, so that what is left outside the bundles is found there. */
const CACHE = join(import.meta.dirname, "../../node_modules/.cache/lambda-inventory-bench");

const SETTINGS: BuildOptions = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  mainFields: ["module", "main"],
  outExtension: { ".js": ".mjs" },
  logLevel: "warning",
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
};

/** Compiles programs of ours into JavaScript; the result names the file of each. */
export async function compile(
  entries: Readonly<Record<string, string>>,
  packages: "bundle" | "external",
): Promise<Record<string, string>> {
  mkdirSync(CACHE, { recursive: true });
  const entryPoints = Object.fromEntries(
    Object.entries(entries).map(([name, path]) => [name, join(import.meta.dirname, "..", path)]),
  );
  await build({ ...SETTINGS, entryPoints, outdir: CACHE, packages });
  return Object.fromEntries(Object.keys(entries).map((name) => [name, join(CACHE, `${name}.mjs`)]));
}
