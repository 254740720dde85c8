import picomatch from "picomatch";
import type { Patterns } from "../model/patterns.ts";
import type { Complaint } from "./identity.ts";

/** Compiles shell globs (`*`, `?`, `[a-c]`, `{a,b}`); case counts, and `*` also crosses `/` and leading dots. */
export function compilePatterns(source: readonly string[]): Patterns {
  const names = new Set(source.filter((pattern) => !isGlob(pattern)));
  const globs = source.filter(isGlob).map(compile);
  return {
    source,
    literal: globs.length === 0,
    matches: (name) => names.has(name) || globs.some((glob) => glob.test(unpath(name))),
  };
}

/** What is wrong with a pattern; the others compile. */
export function patternComplaint(pattern: string): Complaint {
  try {
    if (isGlob(pattern)) compile(pattern);
    return undefined;
  } catch {
    const hint = "Mend the brackets: [a-z] goes from the lower to the higher letter.";
    return { problem: "is no pattern", hint };
  }
}

/** Whether a pattern is more than a plain name. */
export function isGlob(pattern: string): boolean {
  return /[*?]|\[.+\]|\{.*(?:,|\.\.).*\}/.test(pattern);
}

/** Throws SyntaxError. What is no glob character of ours stands for itself: names may hold `(`, `!`, `+` or `\`. */
function compile(pattern: string): RegExp {
  // The dots of a range, {1..3}, are no characters of a name.
  const bare = pattern.replaceAll(/\{[^{},]*\.\.[^{},]*\}|[./\\]/g, (it) =>
    it.startsWith("{") ? it : unpath(it),
  );
  const plain = bare.replaceAll(/[()+@|$"]|(?<!\[)[!^]/g, "\\$&");
  const regex = picomatch.makeRe(plain, {
    dot: true,
    noextglob: true,
    nonegate: true,
    posix: true,
    debug: true,
  });
  return new RegExp(regex.source, "s");
}

/** picomatch matches paths, where slashes, dots and backslashes are special; names of accounts are no paths. */
function unpath(text: string): string {
  return text.replaceAll("/", "\u{1}").replaceAll(".", "\u{2}").replaceAll("\\", "\u{3}");
}
