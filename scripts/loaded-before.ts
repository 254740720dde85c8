/**
 * The bundler makes a file for each `import()`, and one more for each set of those files that have modules in common: two
 * hundred, of which a scan would load a hundred, at half a millisecond each. But what they have in common was mostly
 * loaded before any of them. Told so, the bundler puts it into a few files.
 */
import { relative } from "node:path";
import type { Plugin } from "esbuild";

/** What each command has loaded when it starts; what those that print functions load next; and what those that scan do. */
const COMMAND = ["src/cli/start.ts", "src/cli/options/parse.ts"];
const REPORT = [...COMMAND, "src/cli/commands/report.ts"];
const SCAN = [...REPORT, "src/cli/commands/list.ts"];
const ACCESS = [...SCAN, "src/aws/transport/packages/sts.ts"];

/** The first pattern that a file matches says what was loaded before it. */
const RULES: readonly (readonly [file: RegExp, before: readonly string[]])[] = [
  [/src\/cli\/(?:options|help)\//, COMMAND],
  [/src\/cli\/commands\/(?:completion|help|role)\.ts$/, COMMAND],
  [/src\/aws\/(?:fetch|transport\/packages\/undici)\.ts$/, COMMAND],
  [/src\/cli\/commands\/(?:accounts|check|demo|diff|list|plan)\.ts$/, SCAN],
  [/src\/(?:aws\/transport\/packages\/sts|api\/scan)\.ts$/, SCAN],
  [/(?:src\/aws|node_modules)\//, ACCESS],
  [/src\//, REPORT],
];

/** With slashes on Windows, too. */
const fromHere = (path: string) => `./${relative(".", path).replaceAll("\\", "/")}`;

const NAMESPACE = "late";

export const loadedBefore: Plugin = {
  name: "loaded-before",
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== "dynamic-import" || pluginData === NAMESPACE) return undefined;
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: NAMESPACE });
      return found.external ? found : { path: fromHere(found.path), namespace: NAMESPACE };
    });
    build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => {
      const [, before = []] = RULES.find(([file]) => file.test(path)) ?? [];
      const imports = before.map((file) => `import "./${file}";\n`);
      return { contents: `${imports.join("")}export * from ${JSON.stringify(path)};\n`, resolveDir: "." };
    });
  },
};
