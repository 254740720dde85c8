/** A 32-bit hash of a text (FNV-1a), the same on every machine. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i);
    value = Math.imul(value, 0x01000193);
  }
  return scramble(value);
}

/** Spreads a counter over 32 bits (the finaliser of MurmurHash3). */
export function scramble(counter: number): number {
  let value = counter | 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A sequence of numbers in [0, 1) that depends only on the seed. */
export function random(seed: number): () => number {
  let counter = seed | 0;
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    return scramble(counter) / 0x1_0000_0000;
  };
}

/** One of these, by a number in [0, 1). */
export function pick<T>(choices: readonly T[], at: number): T {
  const choice = choices[Math.floor(at * choices.length)];
  if (choice === undefined) throw new RangeError("nothing to choose from");
  return choice;
}

/** This many lower-case hexadecimal digits. */
export function hex(seed: number, digits: number): string {
  let text = "";
  for (let i = 0; text.length < digits; i++)
    text += scramble(seed + i)
      .toString(16)
      .padStart(8, "0");
  return text.slice(0, digits);
}
