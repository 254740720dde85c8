import { isGlob } from "../../config/patterns.ts";
import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import type { Patterns } from "../../model/patterns.ts";
import { quoted } from "../../model/quoted.ts";
import type { Catalogue } from "../../runtimes/catalogue.ts";

/**
 * What to say of runtimes that were asked for by name and that the catalogue does not list. One may be newer than
 * it: `nodejs28.x` is built like others. One that is built like none, and near to one, is misspelt: a `UserError`.
 */
export function unlistedRuntimes(asked: Patterns | undefined, { runtimes }: Catalogue): string[] {
  const ids = runtimes.map(({ id }) => id);
  const builds = new Set(ids.map(buildOf));
  const names = (asked?.source ?? []).filter((name) => !isGlob(name) && !ids.includes(name));
  for (const name of names) {
    const meant = nearest(name, ids);
    if (meant !== undefined && !builds.has(buildOf(name))) throw misspelt(name, meant);
  }
  return names.map((name) => `--runtime: ${quoted(name)} is not in the catalogue`);
}

/** `nodejs20.x` → `nodejs0.x` */
function buildOf(id: string): string {
  return id.replaceAll(/\d+/g, "0");
}

function misspelt(name: string, meant: string): UserError {
  return new UserError(
    `--runtime: ${quoted(name)} is no runtime that is known`,
    `Did you mean ${meant}? A runtime that is newer than the catalogue can be given as a pattern: '${name}*'.`,
  );
}
