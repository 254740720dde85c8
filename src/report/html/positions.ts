/** A list of positions that grows, in as few bytes for each as the largest needs. */

const SIZES = [
  [0xff, Uint8Array],
  [0xffff, Uint16Array],
  [0xffffffff, Uint32Array],
] as const;

export class Positions {
  length = 0;
  #most: number = SIZES[0][0];
  #list: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(64);

  push(position: number): void {
    if (position > this.#most || this.length === this.#list.length) this.#grow(position);
    this.#list[this.length++] = position;
  }

  #grow(position: number): void {
    const most = Math.max(position, this.#most);
    const [limit, List] = SIZES.find(([size]) => most <= size) ?? SIZES[2];
    const list = new List(this.length === this.#list.length ? this.length * 2 : this.#list.length);
    list.set(this.#list);
    this.#list = list;
    this.#most = limit;
  }

  /** The same positions in another order. */
  ordered(order: Uint32Array): Positions {
    const other = new Positions();
    for (const index of order) other.push(this.#list[index] ?? 0);
    return other;
  }

  /** The texts of these positions, one after the other. */
  text(texts: readonly string[]): string {
    const pieces: string[] = [];
    for (let from = 0; from < this.length; from += PIECE) {
      const piece = this.#list.subarray(from, Math.min(this.length, from + PIECE));
      pieces.push(Array.from(piece, (position) => texts[position] ?? "").join(""));
    }
    return pieces.join("");
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let index = 0; index < this.length; index++) yield this.#list[index] ?? 0;
  }
}

const PIECE = 8_192;
