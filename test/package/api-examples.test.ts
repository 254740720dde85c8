/** The programs in docs/api.md compile in a project that has installed the packed package, and run against the simulator. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { fencesOf, ROOT } from "../support/docs/pages.ts";
import { type Installed, installed, runIn } from "../support/package/installed.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
let project: Installed;
let simulator: Simulator;

before(async () => {
  project = installed();
  simulator = await startSimulator({ estate: smallOrganization() });
});
after(() => simulator?.close());

/** What each program prints, by the heading above it, in the order of the page: later ones read what earlier ones write. */
const PRINTED = {
  scan: /^refund nodejs16\.x \S+\nnot read: legacy {2}denied: \S/m,
  collect: /^\d+ of \d+ functions are on deprecated runtimes\ndenied: legacy: \S/,
  report: /^\{ [^}]*'create-blocked': \d/m,
  merge: /^\d accounts, \d+ functions\naccount +region +functionName /,
  diff: /^0 newly deprecated, 0 gone\n# /m,
  plan: /^\d{4}-\d\d-\d\d open payments@example\.com: Upgrade [\s\S]*\ntargets that were not read: 1\n/,
  trend: /^\d{4}-\d\d-\d\dT\S+ billing 1 \n/,
} as const;

const programs = fencesOf("docs/api.md").filter(({ language }) => language === "ts");

test("every function has a program, of at most 20 lines", () => {
  assert.equal(programs.length, Object.keys(PRINTED).length);
  assert.deepEqual(
    programs.filter(({ lines }) => lines.length > 20),
    [],
  );
});

test("the programs compile with strict types", async () => {
  for (const [index, name] of Object.keys(PRINTED).entries())
    writeFileSync(join(project.folder, `${name}.ts`), programs[index]?.lines.join("\n") ?? "");
  const compilerOptions = {
    module: "nodenext",
    target: "es2023",
    strict: true,
    exactOptionalPropertyTypes: true,
    types: ["node"],
    typeRoots: [join(ROOT, "node_modules/@types")],
    outDir: "out",
    rootDir: ".",
  };
  const config = { compilerOptions, files: Object.keys(PRINTED).map((name) => `${name}.ts`) };
  writeFileSync(join(project.folder, "tsconfig.json"), JSON.stringify(config));
  const compiled = await runIn(project, [process.execPath, TSC, "-p", "."]);
  assert.deepEqual(compiled, { code: 0, stdout: "", stderr: "" });
});

for (const [name, printed] of Object.entries(PRINTED)) {
  test(`the program of ${name} runs`, async () => {
    const env = simulator.env() as Record<string, string>;
    const { code, stdout, stderr } = await runIn(project, ["node", `out/${name}.js`], env);
    assert.deepEqual([code, stderr], [0, ""], stdout);
    assert.match(stdout, printed);
  });
}

test("what the programs write is whole", () => {
  const text = (name: string) => readFileSync(join(project.folder, name), "utf8");
  assert.equal(JSON.parse(text("monday.json")).summary.notRead, 1);
  assert.match(text("june.html"), /<\/html>\n$/);
  assert.match(text("june.csv"), /^accountName,functionName,dueDate\n\w/);
  assert.ok(JSON.parse(text("plan.json")).items.length > 0);
  assert.match(text("trend.html"), /<\/html>\n$/);
});

const SAME = `
import type * as Source from ${JSON.stringify(join(ROOT, "src/api/options.ts"))};
import type { FunctionRow } from ${JSON.stringify(join(ROOT, "src/model/row.ts"))};
import type * as Packed from ${JSON.stringify(join(ROOT, "dist/types/index.d.ts"))};

type Same<A, B> = [A, B] extends [B, A] ? true : never;
true satisfies Same<FunctionRow, Packed.FunctionRow>;
true satisfies Same<Required<FunctionRow>, Required<Packed.FunctionRow>>;
true satisfies Same<Required<Source.ScanOptions>, Required<Packed.ScanOptions>>;
true satisfies Same<Required<Source.ReportOptions>, Required<Packed.ReportOptions>>;
true satisfies Same<Required<Source.RenderOptions>, Required<Packed.RenderOptions>>;
`;

test("the types of the package are those of the source", async () => {
  const folder = temporaryDirectory("lambda-inventory-types");
  writeFileSync(join(folder, "same.ts"), SAME);
  const compilerOptions = {
    ...JSON.parse(readFileSync(join(ROOT, "tsconfig.json"), "utf8")).compilerOptions,
    typeRoots: [join(ROOT, "node_modules/@types")],
    noUnusedLocals: false,
    rewriteRelativeImportExtensions: false,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["same.ts"] }));
  const { code, stdout } = await runIn({ ...project, folder }, [process.execPath, TSC, "-p", "."]);
  assert.deepEqual([code, stdout], [0, ""]);
});
