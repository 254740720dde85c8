import { isGlob } from "../../config/patterns.ts";
import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import type { Patterns } from "../../model/patterns.ts";
import { quoted } from "../../model/quoted.ts";
import { either } from "../../model/words.ts";
import type { Catalogue } from "../../runtimes/catalogue.ts";

/** Options that name runtimes. */
const NAMING = { "--runtime": "runtimes", "--exclude-runtime": "excludeRuntimes" } as const;

export type NamedRuntimes = Partial<
  Readonly<Record<(typeof NAMING)[keyof typeof NAMING], Patterns | undefined>>
>;

/** Whether an option names runtimes, so that the catalogue has to be looked at. */
export function namesRuntimes(options: NamedRuntimes): boolean {
  return Object.values(NAMING).some((key) => options[key] !== undefined);
}

/**
 * Warnings for runtimes that were given by name and are not in the catalogue. Such a runtime may be newer than the
 * catalogue: `nodejs28.x` is named like others. Another name that is similar to a listed one is a `UserError`.
 */
export function unlistedRuntimes(options: NamedRuntimes, { runtimes }: Catalogue): string[] {
  const ids = runtimes.map(({ id }) => id);
  const shapes = new Set(ids.map(shapeOf));
  return Object.entries(NAMING).flatMap(([flag, key]) => {
    const names = (options[key]?.source ?? []).filter((name) => !isGlob(name) && !ids.includes(name));
    for (const name of names) {
      const meant = shapes.has(shapeOf(name)) ? [] : similarRuntimes(name, ids);
      if (meant.length > 0) throw unknownRuntime(flag, name, meant);
    }
    return names.map((name) => `${flag}: ${quoted(name)} is not in the catalogue`);
  });
}

/** `nodejs20.x` → `nodejs0.x` */
function shapeOf(id: string): string {
  return id.replaceAll(/\d+/g, "0");
}

/** The runtimes that were probably meant: `python3` all of `python3.*`, `nodjs20` the same version of the family. */
function similarRuntimes(name: string, ids: readonly string[]): readonly string[] {
  const lower = name.toLowerCase();
  const typed = partsOf(lower);
  const longer = ids.filter((id) => id.startsWith(lower) && /^[\d.]/.test(id.slice(name.length)));
  if (longer.length > 0) return longer;
  const families = new Set(ids.map((id) => partsOf(id).family));
  const family =
    [...families].find((it) => typed.family.length > 1 && it.startsWith(typed.family)) ??
    nearest(typed.family, families);
  const relatives = ids.filter((id) => partsOf(id).family === family);
  const sameVersion = relatives.filter((id) => typed.version !== "" && partsOf(id).version === typed.version);
  if (sameVersion.length > 0) return sameVersion;
  return [nearest(name, relatives) ?? nearest(name, ids) ?? []].flat();
}

/** `python3.9` → `python` and `39`; `java8.al2023` → `java` and `8` */
function partsOf(id: string): { readonly family: string; readonly version: string } {
  const [, family = "", version = ""] = /^([a-z]*)[-_ ]*([\d.]*)/.exec(id) ?? [];
  return { family, version: version.replaceAll(".", "") };
}

function unknownRuntime(flag: string, name: string, meant: readonly string[]): UserError {
  const hint = [`Did you mean ${either(meant)}?`, patternHint(name, meant)].filter(Boolean).join(" ");
  return new UserError(`${flag}: unknown runtime ${quoted(name)}`, hint);
}

function patternHint(name: string, meant: readonly string[]): string {
  const pattern = /^[\w.-]+$/.test(name) ? `'${name}*'` : "one such as 'python3*'";
  if (meant.length === 1) return `If the runtime is newer than the catalogue, use a pattern: ${pattern}.`;
  const isPrefix = meant.every((id) => id.startsWith(name.toLowerCase()));
  return isPrefix ? `For all of them, use a pattern: ${pattern}.` : "";
}
