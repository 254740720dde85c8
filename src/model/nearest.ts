/** The candidate that was probably meant, or undefined when none is close or begins with the word: for "did you mean". */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const all = [...candidates];
  return closest(word, all) ?? onlyBeginning(word, all);
}

/** The same; where none is close, a few that contain the word: `name` → `accountName`, `functionName`. */
export function similar(word: string, candidates: Iterable<string>): readonly string[] {
  const all = [...candidates];
  const best = nearest(word, all);
  if (best !== undefined) return [best];
  const plain = simplify(word.slice(0, LONGEST_WORD));
  const containing = all.filter((candidate) => simplify(candidate).includes(plain));
  return plain.length < LEAST_BEGINNING || containing.length > MOST_SIMILAR ? [] : containing;
}

const MOST_SIMILAR = 3;

/** `payments` → `payments-prod`, unless other candidates begin with it, too. */
function onlyBeginning(word: string, candidates: readonly string[]): string | undefined {
  const plain = simplify(word.slice(0, LONGEST_WORD));
  if (plain.length < LEAST_BEGINNING) return undefined;
  const [only, ...others] = candidates.filter((candidate) => simplify(candidate).startsWith(plain));
  return others.length === 0 ? only : undefined;
}

/** Shorter words begin too many names. */
const LEAST_BEGINNING = 4;

function closest(word: string, candidates: Iterable<string>): string | undefined {
  const plain = simplify(word.slice(0, LONGEST_WORD));
  const most = allowed(plain);
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const other = simplify(candidate);
    if (Math.abs(other.length - plain.length) > most) continue;
    const distance = distanceBetween(plain, other);
    if (distance < (best?.distance ?? most + 1)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** Longer than any candidate, so the rest of the word cannot make it closer to one. */
const LONGEST_WORD = 200;

/** One typo in a short word, two or three in a longer one. */
function allowed(word: string): number {
  return Math.max(1, Math.min(3, Math.floor(word.length / 3)));
}

/** `external_id`, `externalId` and `External-Id` are the same word. */
function simplify(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, "");
}

/** Edit distance in which swapping two adjacent characters counts as one edit. */
function distanceBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? at(beforeLast, j - 2) + 1 : Infinity;
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced, swap));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
