/** The texts of a column in lower case, as one text: a single search finds a word in thousands of them. Pure. */
export class Haystack {
  readonly #text: string;
  /** Where each text ends. */
  readonly #ends: Int32Array;

  /** @param texts without line ends */
  constructor(texts: readonly string[]) {
    this.#text = `${texts.join("\n")}\n`.toLowerCase();
    this.#ends = new Int32Array(texts.length);
    let end = -1;
    for (let index = 0; index < texts.length; index++) {
      end = this.#text.indexOf("\n", end + 1);
      this.#ends[index] = end;
    }
  }

  /** Of each text, whether it has the word; undefined when none has. */
  find(word: string): Uint8Array | undefined {
    let at = this.#text.indexOf(word);
    if (at === -1) return undefined;
    const found = new Uint8Array(this.#ends.length);
    for (let index = 0; at !== -1; at = this.#text.indexOf(word, this.#ends[index])) {
      while ((this.#ends[index] ?? at) < at) index++;
      found[index] = 1;
    }
    return found;
  }
}
