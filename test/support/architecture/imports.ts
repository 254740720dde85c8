/** The imports of `src` and `simulator`, those of types and `import()` included. Paths are relative to the repository. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const ROOT = join(import.meta.dirname, "../../..");

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(import|export)(\s+type)?\s[^;'"]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

function importsOf(file: string): Import[] {
  const from = relative(ROOT, file);
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map((match) => ({
    from,
    specifier: match[3] ?? match[4] ?? "",
    typeOnly: match[2] !== undefined,
  }));
}

export const files = ["src", "simulator"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
      join(ROOT, folder, name),
    ),
  )
  .filter((name) => name.endsWith(".ts"));
export const imports = files.flatMap(importsOf);
/** Those between our own files. */
export const localImports = imports
  .filter(({ specifier }) => specifier.startsWith(".") && !specifier.endsWith("/package.json"))
  .map((entry) => ({ ...entry, to: join(dirname(entry.from), entry.specifier) }));
