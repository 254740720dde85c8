/**
 * Matching of one shell glob, in time proportional to the pattern times the name: regular expressions, to which
 * libraries translate globs, take exponential time on patterns with many stars.
 */
type OneCharacter = (character: string) => boolean;
type Token = "*" | OneCharacter;

/** Compiles `*`, `?` and `[...]`; every other character matches itself. Throws SyntaxError for a reversed range. */
export function compileGlob(glob: string): (name: string) => boolean {
  const tokens = tokensOf(glob);
  return (name) => matches(tokens, name);
}

/** After a mismatch only the last star takes one character more: what earlier ones took never has to change. */
function matches(tokens: readonly Token[], name: string): boolean {
  let [token, at] = [0, 0];
  let star: { readonly token: number; at: number } | undefined;
  while (at < name.length) {
    const current = tokens[token];
    const character = characterAt(name, at);
    if (current === "*") star = { token: ++token, at };
    else if (current?.(character)) {
      token++;
      at += character.length;
    } else if (star) {
      token = star.token;
      star.at += characterAt(name, star.at).length;
      at = star.at;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === "*");
}

function tokensOf(glob: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < glob.length; ) {
    const character = characterAt(glob, at);
    const set = character === "[" ? SET.exec(glob.slice(at))?.[0] : undefined;
    if (set !== undefined) {
      tokens.push(oneOf(set));
      at += set.length;
      continue;
    }
    if (character === "*") tokens.push("*");
    else if (character === "?") tokens.push(() => true);
    else tokens.push((other) => other === character);
    at += character.length;
  }
  return tokens;
}

/** Beyond U+FFFF, two units make one character. */
function characterAt(text: string, at: number): string {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff ? String.fromCodePoint(text.codePointAt(at) ?? 0) : text.charAt(at);
}

/** `[a-c]`, `[!a-c]`; a `]` that comes first belongs to the set, and `[:digit:]` is a set inside it. */
const SET = /^\[[!^]?\]?(?:\[:[a-z]+:\]|[^\]])*\]/;

/** A set of characters means the same in a regular expression, once what is special there is escaped. */
function oneOf(set: string): OneCharacter {
  const [, negated, members = ""] = /^\[([!^]?)(.*)\]$/s.exec(set) ?? [];
  const escaped = members.replaceAll(/\[:([a-z]+):\]|[\\[\]^]/g, (text, name: string | undefined) =>
    name === undefined ? `\\${text}` : (CLASSES[name] ?? ""),
  );
  // With the flag, `[[:word:]-.]` would be an error.
  const flag = /[\ud800-\udbff]/.test(set) ? "u" : "";
  const pattern = new RegExp(`[${negated ? "^" : ""}${escaped}]`, flag);
  return (character) => pattern.test(character);
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "a-zA-Z0-9",
  alpha: "a-zA-Z",
  blank: " \\t",
  digit: "0-9",
  lower: "a-z",
  punct: "!-\\/:-@\\[-`{-~",
  space: "\\s",
  upper: "A-Z",
  word: "\\w",
  xdigit: "A-Fa-f0-9",
};
