import { join } from "node:path";
import { build } from "esbuild";

/** The code and styles of the page, bundled. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** Bundles the page's code and styles into `PageAssets` as JSON: for the build, and when run from source. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "client/main.ts"), join(import.meta.dirname, "style.css")],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome109", "firefox115", "safari16"],
    charset: "utf8",
    outdir: "page",
    write: false,
    legalComments: "none",
    logLevel: "warning",
  });
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? "";
  const assets: PageAssets = { script: text(".js"), style: text(".css") };
  return JSON.stringify(assets);
}
