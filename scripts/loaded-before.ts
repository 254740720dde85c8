/**
 * The bundler makes a file for each `import()`, and one more for each set of those files that have modules in common: two
 * hundred, of which a scan would load a hundred, at half a millisecond each. But what they have in common was mostly
 * loaded before any of them. Told so, the bundler puts it into a few files.
 */
import { relative } from "node:path";
import type { Plugin } from "esbuild";

/** What each command has loaded when it starts. */
const COMMAND = ["src/cli/start.ts", "src/cli/options/parse.ts"];
/** What scans and reports on saved scans load next. */
const REPORT = [
  ...COMMAND,
  "src/cli/output/history.ts",
  "src/cli/output/report.ts",
  "src/cli/output/sink.ts",
  "src/cli/scan/criteria.ts",
  "src/cli/scan/regions.ts",
  "src/cli/scan/rules.ts",
  "src/cli/summary.ts",
  "src/cli/summary/empty-columns.ts",
  "src/cli/summary/looked.ts",
  "src/cli/summary/no-match.ts",
  "src/files/read.ts",
  "src/report/filter.ts",
  "src/report/row.ts",
  "src/report/summary.ts",
];
const SAVED = [...REPORT, "src/cli/commands/report.ts"];
const SCAN = [...REPORT, "src/cli/commands/list.ts"];
const ACCESS = [...SCAN, "src/aws/transport/packages/sts.ts"];

/** The first pattern that a file matches says what was loaded before it. */
const RULES: readonly (readonly [file: RegExp, before: readonly string[]])[] = [
  [/src\/cli\/(?:options|help)\//, COMMAND],
  [/src\/cli\/commands\/(?:completion|help|role)\.ts$/, COMMAND],
  [/src\/aws\/(?:fetch|transport\/packages\/undici)\.ts$/, COMMAND],
  [/src\/cli\/commands\/(?:diff|plan)\.ts$/, [...SAVED, ...SCAN]],
  [/src\/cli\/commands\/(?:merge|report|trend)\.ts$/, SAVED],
  [/src\/cli\/commands\/(?:accounts|check|demo|list)\.ts$/, SCAN],
  [/src\/(?:aws\/transport\/packages\/sts|api\/scan)\.ts$/, SCAN],
  [/(?:src\/aws|node_modules)\//, ACCESS],
  [/src\/(?:api|compare|cli\/saved)\//, SAVED],
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
