/** Lists that have to fit into a limited number of characters: how many pieces of each are shown, and how many are not. */

export interface FittedList {
  readonly pieces: readonly string[];
  /** How many pieces did not fit. */
  readonly left: number;
}

/**
 * Cuts lists so that together they fit. Each gets an equal share of the room; what a short list does not need goes to the
 * longer ones, so no list is hidden behind another.
 */
export function fitLists(lists: readonly (readonly string[])[], room: number): readonly FittedList[] {
  const lengths = lists.map((pieces) => pieces.reduce((sum, piece) => sum + piece.length + 1, 0));
  const shortestFirst = [...lists.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const fitted = new Map<number, FittedList>();
  let rest = room;
  for (const [done, index] of shortestFirst.entries()) {
    const cut = fitPieces(lists[index] ?? [], rest / (lists.length - done));
    fitted.set(index, cut);
    rest -= cut.pieces.reduce((sum, piece) => sum + piece.length + 1, 0);
  }
  return lists.map((_, index) => fitted.get(index) ?? { pieces: [], left: 0 });
}

function fitPieces(pieces: readonly string[], room: number): FittedList {
  let used = 0;
  const end = pieces.findIndex((piece) => {
    used += piece.length + 1;
    return used > room;
  });
  return end === -1 ? { pieces, left: 0 } : { pieces: pieces.slice(0, end), left: pieces.length - end };
}

/** The text in place of the pieces that did not fit. */
export function leftText(left: number): string {
  return `… and ${left} more accounts and regions (--coverage FILE lists every one)`;
}
