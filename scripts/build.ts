/** Bundles the program into dist/: one ES module per command, loaded when it is needed. */
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { VERSION } from "../src/cli/version.ts";
import { bundlePage } from "../src/report/html/bundle.ts";
import { bundledPackages, licencesText } from "./licences.ts";
import { loadedBefore } from "./loaded-before.ts";
import { manPage } from "./man.ts";
import { parserOnly } from "./parser-only.ts";
import { pureSchemas } from "./pure-schemas.ts";
import { billOfMaterials } from "./sbom.ts";

const SETTINGS = {
  metafile: true,
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // The ES builds of the SDK tree-shake; its CommonJS builds do not.
  mainFields: ["module", "main"],
  chunkNames: "chunks/[name]-[hash]",
  legalComments: "none",
  minifySyntax: true,
  logLevel: "warning",
} as const satisfies BuildOptions;

/**
 * Node takes half a millisecond for each file that is imported. So what answers --version and --help is two files of its
 * own, which share nothing with the rest of the program. What the option tables import late, these pages do not use.
 */
const apart: Plugin = {
  name: "entry and help apart from the program",
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) => {
      if (kind !== "dynamic-import") return undefined;
      return { path: path.endsWith("/help/page.ts") ? "./help.js" : "./start.js", external: true };
    });
  },
};

const entry = await build({
  ...SETTINGS,
  splitting: false,
  entryPoints: { main: "src/main.ts", help: "src/cli/help/page.ts" },
  plugins: [apart],
});
const program = await build({
  ...SETTINGS,
  entryPoints: { start: "src/cli/start.ts", index: "src/index.ts" },
  plugins: [loadedBefore, pureSchemas, parserOnly],
  // The HTML report's own code and style; run from source they are bundled when they are needed.
  define: { PAGE_ASSETS: JSON.stringify(await bundlePage()) },
  // Dependencies that are CommonJS call require(); an ES module has none unless it makes one. Not by an import, which
  // each start of the program would wait for.
  banner: {
    js: 'const require = (id) => process.getBuiltinModule("node:module").createRequire(import.meta.url)(id);',
  },
});
const outputs = { ...entry.metafile.outputs, ...program.metafile.outputs };

// What an earlier build left behind.
for (const name of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  const file = join("dist", name);
  if (file.endsWith(".js") && !(file in outputs)) rmSync(file);
}

const bundled = bundledPackages({ outputs });
writeFileSync("dist/THIRD-PARTY-LICENSES.txt", licencesText(bundled));
writeFileSync("dist/sbom.json", billOfMaterials(VERSION, bundled));
writeFileSync("dist/lambda-inventory.1", manPage(VERSION));
