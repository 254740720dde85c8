import { expand } from "brace-expansion";
import type { Patterns } from "../model/patterns.ts";
import { compileGlob } from "./glob.ts";
import type { Complaint } from "./identity.ts";

/** Longer than any name that AWS allows, and short enough that nothing below takes noticeable time. */
const MAX_LENGTH = 1_000;
const MAX_ALTERNATIVES = 2_000;

/** Compiles shell globs (`*`, `?`, `[a-c]`, `{a,b}`): case-sensitive, and `*` also matches `/` and leading dots. */
export function compilePatterns(source: readonly string[]): Patterns {
  const names = new Set(source.filter((pattern) => !isGlob(pattern)));
  const globs = source.filter(isGlob).flatMap(globsOf).map(compileGlob);
  return {
    source,
    literal: globs.length === 0,
    matches: (name) => names.has(name) || globs.some((matches) => matches(name)),
  };
}

/** What is wrong with a pattern; one without a complaint compiles. */
export function patternComplaint(pattern: string): Complaint {
  if (pattern.length > MAX_LENGTH) {
    const problem = `is too long for a pattern: ${pattern.length} characters`;
    return { problem, hint: `A pattern can have up to ${MAX_LENGTH} characters.` };
  }
  if (!isGlob(pattern)) return undefined;
  if (expanded(pattern).length > MAX_ALTERNATIVES) {
    const hint = `Its braces may expand to at most ${MAX_ALTERNATIVES} alternatives. Use * for some of them.`;
    return { problem: "is not a valid pattern: it has too many alternatives", hint };
  }
  try {
    for (const glob of globsOf(pattern)) compileGlob(glob);
    return undefined;
  } catch {
    const hint = "Write the lower character of a range first: [a-z].";
    return { problem: "is not a valid pattern: a range is reversed", hint };
  }
}

/** Whether a pattern is more than a plain name. */
export function isGlob(pattern: string): boolean {
  return (
    /[*?]/.test(pattern) || between(pattern, "[", "]").length > 0 || /,|\.\./.test(between(pattern, "{", "}"))
  );
}

/** What is between the first opening and the last closing bracket. */
function between(pattern: string, open: string, close: string): string {
  const [from, to] = [pattern.indexOf(open), pattern.lastIndexOf(close)];
  return from === -1 ? "" : pattern.slice(from + 1, Math.max(to, from + 1));
}

/** One glob for each alternative that the braces make, each once. */
function globsOf(pattern: string): string[] {
  return [...new Set(expanded(pattern).map((glob) => glob.replaceAll(/\*{2,}/g, "*")))];
}

/** The pattern without its braces; one alternative too many when there are too many. */
function expanded(pattern: string): string[] {
  // In bash a backslash escapes; in a pattern it matches itself.
  return expand(pattern.replaceAll("\\", "\\\\"), { max: MAX_ALTERNATIVES + 1 });
}
