import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { installed } from "../support/package/installed.ts";

let tarball: string;
let root: string;
let manifest: Readonly<Record<string, unknown>>;

before(() => {
  const { folder, tarball: packed } = installed();
  tarball = packed;
  root = join(folder, "node_modules/lambda-inventory");
  manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
});

test("the tarball holds the bundle, its types, licences and the schemas, and nothing else", () => {
  const files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n");
  const kinds = new Set(
    files.map((file) =>
      file.replace(/^package\//, "").replace(/^dist\/(chunks|types)\/.*(\.js|\.d\.ts)$/, "dist/$1/*$2"),
    ),
  );
  const optional = ["CHANGELOG.md", "README.md", "README.ja.md"];
  assert.deepEqual([...kinds].filter((kind) => !optional.includes(kind)).sort(), [
    "LICENSE",
    "dist/THIRD-PARTY-LICENSES.txt",
    "dist/chunks/*.js",
    "dist/help.js",
    "dist/index.js",
    "dist/lambda-inventory.1",
    "dist/main.js",
    "dist/sbom.json",
    "dist/start.js",
    "dist/types/*.d.ts",
    "docs/diff.schema.json",
    "docs/project.schema.json",
    "docs/report.schema.json",
    "package.json",
  ]);
});

test("the sizes in docs/dependencies.md are those of the package, within a tenth", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/dependencies.md"), "utf8");
  const [, packed, unpacked] = /The package is ([\d.]+) MB, installed ([\d.]+) MB/.exec(page) ?? [];
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const whole = files.reduce((sum, { name, parentPath }) => sum + statSync(join(parentPath, name)).size, 0);
  for (const [size, shown] of [
    [statSync(tarball).size, packed],
    [whole, unpacked],
  ] as const) {
    const megabytes = size / 1e6;
    assert.ok(Math.abs(megabytes - Number(shown)) <= megabytes / 10, `${megabytes} MB, not ${shown}`);
  }
});

test("a scan loads few files before its first request and does not load the reader of reports; a report loads no network", () => {
  const scan = loadedAtOnce("parse", "list", "sts", "ec2", "aws4");
  assert.ok(scan.size <= 30, `${scan.size} files`);
  const report = loadedAtOnce("parse", "report");
  assert.ok(report.size <= 20, `${report.size} files`);
  const codeOf = (files: ReadonlySet<string>) =>
    [...files].map((file) => readFileSync(file, "utf8")).join("");
  const code = codeOf(report);
  assert.match(code, /^\/\/ src\/compare\//m);
  assert.doesNotMatch(codeOf(scan), /^\/\/ src\/(?:compare|cli\/saved)/m);
  assert.match(code, /^\/\/ node_modules\/valibot\//m, "modules are marked by their paths");
  assert.doesNotMatch(code, /^\/\/ node_modules\/(?:undici|@aws-sdk)\//m);
});

/** The files of these names and of the start, with all that they import at once. */
function loadedAtOnce(...names: readonly string[]): ReadonlySet<string> {
  const loaded = new Set<string>();
  const load = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const imports = readFileSync(file, "utf8").matchAll(/^(?:import |.*\bfrom )"(\.[^"]+)";$/gm);
    for (const [, path = ""] of imports) load(join(dirname(file), path));
  };
  load(join(root, "dist/start.js"));
  const chunks = join(root, "dist/chunks");
  for (const file of readdirSync(chunks)) {
    if (names.includes(file.replace(/-[A-Z0-9]{8}\.js$/, ""))) load(join(chunks, file));
  }
  return loaded;
}

test("nothing is resolved at installation, and nothing runs", () => {
  assert.deepEqual(
    readdirSync(join(root, "..")).filter((name) => !name.startsWith(".")),
    ["lambda-inventory"],
  );
  assert.deepEqual([manifest.dependencies, manifest.optionalDependencies], [undefined, undefined]);
  const scripts = Object.keys(manifest.scripts ?? {});
  assert.deepEqual(
    scripts.filter((name) => /^(pre|post)?install$/.test(name)),
    [],
  );
});

test("every package of which the bundle holds code is listed with its licence: in the notices and the bill of materials", () => {
  const text = readFileSync(join(root, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  const bundled = new Set<string>();
  for (const file of readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js")) continue;
    // The bundler marks each module by its path.
    const code = readFileSync(join(root, "dist", file), "utf8");
    for (const [, name = ""] of code.matchAll(/^\s*\/\/ node_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm))
      bundled.add(name);
  }
  assert.ok(bundled.size > 20, `${bundled.size} packages`);
  assert.deepEqual(
    [...bundled].filter((name) => !text.includes(`\n${name} `)),
    [],
  );
  const { components } = JSON.parse(readFileSync(join(root, "dist/sbom.json"), "utf8")) as {
    components: { name: string; version: string; licenses: object[]; purl: string }[];
  };
  assert.deepEqual(
    [...bundled].filter((name) => !components.some((each) => each.name === name)),
    [],
    "each is in the bill of materials",
  );
  for (const { purl, licenses } of components) {
    assert.match(purl, /^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+/);
    assert.equal(licenses.length, 1, purl);
  }
});

test("publint finds nothing to fix", async () => {
  const { messages } = await publint({ pkgDir: root, pack: false, strict: true });
  assert.deepEqual(messages, []);
});

test("the types are right in every resolution that can load ES modules", async () => {
  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
  assert.ok(analysis.types);
  // From CommonJS, a compiler that does not know require() of ES modules asks for import(); Node does know it.
  assert.deepEqual(
    analysis.problems.filter(({ kind }) => kind !== "CJSResolvesToESM"),
    [],
  );
});

test("the declarations import nothing but each other", () => {
  const types = join(root, "dist/types");
  const files = readdirSync(types, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const wrong = files.flatMap((file) =>
    [...readFileSync(join(types, file), "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)]
      .map(([, path = ""]) => join(types, file, "..", path.replace(/\.js$/, ".d.ts")))
      .filter((path) => !existsSync(path)),
  );
  assert.deepEqual(wrong, []);
});
