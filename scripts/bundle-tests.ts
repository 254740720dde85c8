/**
 * Bundles the tests and all that they import, except packages: one file a process, with shared chunks. A loader that
 * translates each import (tsx) takes a fifth of the tests' time, since the program loads its parts when it needs them.
 */
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

/** `import.meta` is still that of the source, where tests find the files they read and the programs they start. */
const places: Plugin = {
  name: "places of the sources",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const values = {
        dirname: dirname(path),
        filename: path,
        url: pathToFileURL(path).href,
      };
      const contents = readFileSync(path, "utf8").replaceAll(
        /\bimport\.meta\.(dirname|filename|url)\b/g,
        (_, name: keyof typeof values) => JSON.stringify(values[name]),
      );
      return { contents, loader: "ts" };
    });
  },
};

/** The text of each entry, by the name of its file; the files are written to the folder. */
export async function bundleTests(
  entries: ReadonlyMap<string, string>,
  folder: string,
): Promise<readonly string[]> {
  const virtual: Plugin = {
    name: "entries",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.mjs$/ }, ({ path, kind }) =>
        kind === "entry-point" ? { path, namespace: "entry" } : undefined,
      );
      onLoad({ filter: /./, namespace: "entry" }, ({ path }) => ({
        contents: entries.get(path) ?? "",
        resolveDir: process.cwd(),
      }));
    },
  };
  await build({
    entryPoints: [...entries.keys()].map((name) => ({ in: name, out: basename(name, ".mjs") })),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    keepNames: true,
    sourcemap: "linked",
    logLevel: "warning",
    plugins: [virtual, places],
  });
  return [...entries.keys()].map((name) => join(folder, name));
}
