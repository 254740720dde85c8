/** Runtimes by version: `python3.6` before `python3.10`, `nodejs4.3` before `nodejs22.x`. */
export function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(/(\d+)/)) as [string[], string[]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x = "", y = ""] = [left[i], right[i]];
    // Odd parts are numbers.
    const order = i % 2 === 1 ? Number(x) - Number(y) : byCodePoint(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length || byCodePoint(a, b);
}

/** Order by code point, the same on every machine and in every locale. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  // UTF-16 order differs from code-point order only between a surrogate and U+E000..U+FFFF.
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** The functions of one target, as reports list them: by name, and the versions of each by version. */
export function byNameAndVersion(a: Versioned, b: Versioned): number {
  return byCodePoint(a.functionName, b.functionName) || byCodePoint(a.version, b.version);
}

interface Versioned {
  readonly functionName: string;
  readonly version: string;
}

/** Ranks surrogates above the rest of the basic plane, where their code points are. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
