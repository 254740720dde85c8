import assert from "node:assert/strict";
import { dirname, relative } from "node:path";
import { test } from "node:test";
import { files, imports, localImports, ROOT } from "../support/architecture/imports.ts";

/** The rooms that each room may import from, besides itself and `model`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  runtimes: ["files"],
  report: [],
  compare: ["report", "triage", "files"],
  config: ["files"],
  files: [],
  deploy: [],
  notify: ["report", "compare", "files"],
  aws: ["scan", "files"],
  scan: [],
  triage: [],
  campaign: ["report", "compare"],
  simulator: [],
  cli: [
    "runtimes",
    "report",
    "triage",
    "campaign",
    "compare",
    "config",
    "files",
    "deploy",
    "notify",
    "aws",
    "scan",
    "simulator",
  ],
  "main.ts": ["cli"],
  /** The API for programs: like the command line, a user of the same rooms. */
  api: ["cli", "report", "compare", "campaign"],
  "index.ts": ["api", "report", "compare", "campaign"],
};

/** Types only: the interface belongs to the other room, and the implementation is passed in. */
const TYPES_ONLY = new Set([
  "aws → scan",
  "notify → compare",
  "index.ts → report",
  "index.ts → compare",
  "index.ts → campaign",
]);

/** Third-party packages, and the one room that may import each. */
const PACKAGES: Readonly<Record<string, string>> = {
  "@aws-sdk": "aws",
  "@smithy": "aws",
  undici: "aws",
  aws4: "aws",
  "p-limit": "scan",
  "get-east-asian-width": "report",
  yargs: "cli",
  "cli-table3": "cli",
  "log-update": "cli",
  "brace-expansion": "config",
  "@jmespath-community": "report",
  hucre: "report",
  yaml: "config",
};

/** A room is a folder of src/, or the simulator. */
function roomOf(path: string): string {
  const [first = path, second = path] = path.split("/");
  return first === "src" ? second : first;
}

test("rooms import only from rooms that they may import from", () => {
  assert.ok(imports.length > 100, "the imports were found");
  const wrong = localImports
    .filter(({ from, to, typeOnly }) => {
      const [a, b] = [roomOf(from), roomOf(to)];
      if (a === b || b === "model") return false;
      return !(MAY_IMPORT[a]?.includes(b) ?? false) || (TYPES_ONLY.has(`${a} → ${b}`) && !typeOnly);
    })
    .map(({ from, to }) => `${from} → ${to}`);
  assert.deepEqual(wrong, []);
});

/** The folders of src/aws: each may import from those after it, types included. Only its root may import from all. */
const AWS_LAYERS = [
  "accounts",
  "aggregator",
  "entry",
  "reading",
  "credentials",
  "transport",
  "profiles",
  "failures",
];

test("inside src/aws each folder imports only from those below it", () => {
  const folderOf = (path: string): string => relative("src/aws", dirname(path)).split("/")[0] ?? "";
  const inside = localImports.filter(({ from, to }) =>
    [from, to].every((path) => path.startsWith("src/aws/")),
  );
  assert.ok(inside.length > 50, "the imports were found");
  const wrong = inside.filter(({ from, to }) => {
    const [a, b] = [folderOf(from), folderOf(to)].map((folder) => AWS_LAYERS.indexOf(folder));
    return folderOf(from) !== "" && (a === -1 || (a ?? 0) > (b ?? 0));
  });
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} → ${to}`),
    [],
  );
});

test("each third-party package is imported in one room", () => {
  const rooms = new Map<string, Set<string>>();
  for (const { from, specifier } of imports) {
    if (specifier.startsWith(".") || specifier.startsWith("node:")) continue;
    const parts = specifier.split("/");
    const name = PACKAGES[parts[0] ?? ""] ? (parts[0] ?? "") : specifier;
    rooms.set(name, (rooms.get(name) ?? new Set()).add(roomOf(from)));
  }
  const wrong = [...rooms].filter(([name, users]) => {
    const owner = PACKAGES[name];
    return owner === undefined ? users.size > 1 && !SHARED.has(name) : users.size > 1 || !users.has(owner);
  });
  assert.deepEqual(
    wrong.map(([name, users]) => `${name}: ${[...users].join(", ")}`),
    [],
  );
});

/** The schema library may be used wherever untyped data enters. */
const SHARED = new Set(["valibot"]);

test("no folder or file is a collection of unrelated helpers", () => {
  const collections = files.filter((file) =>
    /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(relative(ROOT, file)),
  );
  assert.deepEqual(collections, []);
});
