import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { files, ROOT } from "../support/architecture/imports.ts";

const EXPORTED = /^export (?:async )?(?:function\*?|const|let|class|interface|type)\s+(\w+)/gm;
/** The names between the braces, or `import()`, whose names are those of its result. */
const IMPORTED =
  /(?:import|export)\s+(?:type\s+)?(?:\{([^}]*)\}|\*\s+as\s+\w+)\s+from\s+"([^"]+)"|import\("([^"]+)"\)/g;
/** Folders that these files are imported from, besides themselves. */
const USERS = ["test", "bench", "scripts"];
/** What programs import. */
const ENTRY = "src/index.ts";

/** By file: the names that other files import. */
function importedNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const users = USERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(ROOT, folder, name),
    ),
  ).filter((name) => name.endsWith(".ts"));
  const found = new Map<string, Set<string>>();
  for (const file of [...files, ...users]) {
    const text = readFileSync(file, "utf8");
    for (const [, names, from, later] of text.matchAll(IMPORTED)) {
      const path = relative(ROOT, join(dirname(file), from ?? later ?? ""));
      const all = names?.split(",").map(
        (name) =>
          name
            .trim()
            .replace(/^type /, "")
            .split(" as ")[0] ?? "",
      );
      const known = found.get(path) ?? new Set();
      found.set(path, known);
      for (const name of all ?? text.match(/\w+/g) ?? []) known.add(name);
    }
  }
  return found;
}

/** Small languages, whose words are imported together: `text`, `day` and `list` of columns, of saved files, and of responses. */
const VOCABULARIES = ["src/model/column.ts", "src/compare/shape.ts", "src/aws/transport/untyped.ts"];
/** A verb of the program is called the same in the API, as a command and where the work is done. */
const VERBS = /^(?:scan|report|diff|merge|plan|trend|list|readReport|render(?:Report|Diff|Plan|Trend))$/;

test("a name that is exported means one thing", () => {
  const places = new Map<string, string[]>();
  for (const file of files) {
    const path = relative(ROOT, file);
    if (!path.startsWith("src/") || VOCABULARIES.includes(path)) continue;
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(EXPORTED)) {
      if (!VERBS.test(name)) places.set(name, [...(places.get(name) ?? []), path]);
    }
  }
  const several = [...places].filter(([, paths]) => paths.length > 1);
  assert.ok(places.size > 1_000, `only ${places.size} names were found`);
  assert.deepEqual(several, []);
});

test("what a file exports is used by another one: of what is not exported, the compiler finds what nothing uses", () => {
  const imported = importedNames();
  const unused = files.flatMap((file) => {
    const path = relative(ROOT, file);
    if (path === ENTRY) return [];
    return [...readFileSync(file, "utf8").matchAll(EXPORTED)]
      .map(([, name = ""]) => name)
      .filter((name) => !imported.get(path)?.has(name))
      .map((name) => `${path}: ${name}`);
  });
  assert.deepEqual(unused, []);
});
