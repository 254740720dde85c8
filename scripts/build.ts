/** Bundles the program into dist/: one ES module per command, loaded when it is needed. */
import { rmSync } from "node:fs";
import { build } from "esbuild";
import { pureSchemas } from "./pure-schemas.ts";

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: { main: "src/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // The ES builds of the SDK tree-shake; its CommonJS builds do not.
  mainFields: ["module", "main"],
  plugins: [pureSchemas],
  // Dependencies that are CommonJS call require(); an ES module has none unless it makes one.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  chunkNames: "chunks/[name]-[hash]",
  legalComments: "none",
  minifySyntax: true,
  logLevel: "warning",
});
