/**
 * `yargs/helpers` also exports what yargs' own commands need: terminal layout and translations, 35 kB that each command
 * would load at its start. Declared free of side effects they are dropped, because nothing uses them.
 */
import type { Plugin } from "esbuild";

const UNUSED = /^(?:cliui|y18n|escalade\/sync|get-caller-file|.*\/platform-shims\/esm\.mjs)$/;

export const parserOnly: Plugin = {
  name: "parser-only",
  setup(build) {
    build.onResolve({ filter: UNUSED }, async ({ path, importer, kind, resolveDir, pluginData }) => {
      if (pluginData === parserOnly.name || !/[\\/]yargs[\\/]/.test(importer)) return undefined;
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: parserOnly.name });
      return { path: found.path, errors: found.errors, sideEffects: false };
    });
  },
};
