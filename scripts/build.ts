/** Bundles the program into dist/: one ES module per command, loaded when it is needed. */
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { VERSION } from "../src/cli/version.ts";
import { bundlePage } from "../src/report/html/bundle.ts";
import { bundledPackages, licencesText } from "./licences.ts";
import { manPage } from "./man.ts";
import { parserOnly } from "./parser-only.ts";
import { pureSchemas } from "./pure-schemas.ts";

const { metafile } = await build({
  metafile: true,
  entryPoints: { main: "src/main.ts", index: "src/index.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // The ES builds of the SDK tree-shake; its CommonJS builds do not.
  mainFields: ["module", "main"],
  plugins: [pureSchemas, parserOnly],
  // The HTML report's own code and style; run from source they are bundled when they are asked for.
  define: { PAGE_ASSETS: JSON.stringify(await bundlePage()) },
  // Dependencies that are CommonJS call require(); an ES module has none unless it makes one. Not by an import, which
  // each start of the program would wait for.
  banner: {
    js: 'const require = (id) => process.getBuiltinModule("node:module").createRequire(import.meta.url)(id);',
  },
  chunkNames: "chunks/[name]-[hash]",
  legalComments: "none",
  minifySyntax: true,
  logLevel: "warning",
});

// What an earlier build left behind.
for (const name of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  const file = join("dist", name);
  if (file.endsWith(".js") && !(file in metafile.outputs)) rmSync(file);
}

writeFileSync("dist/THIRD-PARTY-LICENSES.txt", licencesText(bundledPackages(metafile)));
writeFileSync("dist/lambda-inventory.1", manPage(VERSION));
