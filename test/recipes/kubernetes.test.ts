/** The Kubernetes manifests, held against the types of its API: an unknown or mistyped field does not compile. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseAllDocuments } from "yaml";
import { ROOT } from "../support/recipes/recipe.ts";
import { temporaryDirectory } from "../support/temporary.ts";

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

const TEXT = readFileSync(join(ROOT, "docs/recipes/scale/kubernetes.yaml"), "utf8");
const MODULES: Readonly<Record<string, string>> = { v1: "core/v1", "batch/v1": "batch/v1" };

function manifests(text: string): readonly Manifest[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

/** What the compiler says of the manifests as literals of their types; empty when they fit. */
function mistakes(text: string): string {
  const lines = manifests(text).map(({ apiVersion, kind, ...rest }, index) => {
    const file = join(ROOT, "node_modules/kubernetes-types", MODULES[apiVersion] ?? apiVersion);
    const literal = JSON.stringify({ apiVersion, kind, ...rest });
    return `export const m${index}: import(${JSON.stringify(file)}).${kind} = ${literal};`;
  });
  const folder = temporaryDirectory("kubernetes");
  writeFileSync(join(folder, "manifests.ts"), lines.join("\n"));
  const options = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--module",
    "preserve",
    "--types",
    "",
  ];
  const tsc = join(ROOT, "node_modules/.bin/tsc");
  const { stdout } = spawnSync(tsc, [...options, join(folder, "manifests.ts")], { encoding: "utf8" });
  return stdout;
}

test("the manifests fit the types of the Kubernetes API", () => {
  assert.deepEqual(
    manifests(TEXT).map(({ kind }) => kind),
    ["ServiceAccount", "ConfigMap", "ConfigMap", "Job", "Job"],
  );
  assert.equal(mistakes(TEXT), "");
});

test("a misspelt field and a wrong type are found", () => {
  assert.match(
    mistakes(TEXT.replace("completions:", "completion:")),
    /completion\W+ does not exist in type 'JobSpec'/,
  );
  assert.match(
    mistakes(TEXT.replace("completions: 16", 'completions: "16"')),
    /not assignable to type 'number'/,
  );
});

test("the pods run as the image's user, with nothing that they do not need", () => {
  const [, id] = /^USER (\d+):\1$/m.exec(readFileSync(join(ROOT, "Dockerfile"), "utf8")) ?? [];
  const jobs = TEXT.split("---").filter((part) => /^kind: Job$/m.test(part));
  assert.equal(jobs.length, 2);
  for (const job of jobs) {
    for (const line of [
      `runAsUser: ${id}`,
      "runAsNonRoot: true",
      "readOnlyRootFilesystem: true",
      "allowPrivilegeEscalation: false",
      "capabilities: { drop: [ALL] }",
    ]) {
      assert.ok(job.includes(line), line);
    }
  }
});
