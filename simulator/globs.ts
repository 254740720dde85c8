const compiled = new Map<string, RegExp>();

/** Returns a predicate for names that match one of these globs (`*` and `?`). */
export function globs(patterns: readonly string[]): (name: string) => boolean {
  return (name) =>
    patterns.some((pattern) => pattern === name || pattern === "*" || asRegExp(pattern).test(name));
}

function asRegExp(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const made = new RegExp(`^${source}$`, "s");
  compiled.set(pattern, made);
  return made;
}
