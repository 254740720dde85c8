import type { CborValue } from "./cbor.ts";

const BREAK = Symbol("break");

/** Decodes one CBOR value; tag 1 becomes a Date. Throws a RangeError or TypeError on what is no CBOR. */
export function decodeCbor(bytes: Buffer): CborValue {
  const value = new Decoder(bytes).next();
  if (value === BREAK) throw new TypeError("a break outside a list");
  return value;
}

class Decoder {
  private at = 0;
  constructor(private readonly bytes: Buffer) {}

  next(): CborValue | typeof BREAK {
    const first = this.bytes.readUInt8(this.at++);
    const major = first >> 5;
    const minor = first & 31;
    if (major === 7) return this.simple(minor);
    const size = minor === 31 ? undefined : this.size(minor);
    if (major === 2 || major === 3) return this.text(size, major === 3);
    if (major === 4) return this.items(size);
    if (major === 5) return this.map(size);
    if (size === undefined) throw new TypeError("an indefinite number");
    if (major === 6) return this.tagged(size);
    return major === 0 ? size : -1 - size;
  }

  private size(minor: number): number {
    if (minor < 24) return minor;
    const start = this.at;
    this.at += 1 << (minor - 24);
    if (minor === 24) return this.bytes.readUInt8(start);
    if (minor === 25) return this.bytes.readUInt16BE(start);
    if (minor === 26) return this.bytes.readUInt32BE(start);
    if (minor === 27) return Number(this.bytes.readBigUInt64BE(start));
    throw new TypeError(`a reserved length ${minor}`);
  }

  private simple(minor: number): CborValue | typeof BREAK {
    if (minor === 31) return BREAK;
    if (minor === 20 || minor === 21) return minor === 21;
    if (minor === 22 || minor === 23) return null;
    const start = this.at;
    this.at += 1 << (minor - 24);
    if (minor === 26) return this.bytes.readFloatBE(start);
    if (minor === 27) return this.bytes.readDoubleBE(start);
    throw new TypeError(`a simple value ${minor}`);
  }

  private text(size: number | undefined, utf8: boolean): CborValue {
    if (size === undefined) {
      const parts = this.items(undefined);
      return utf8 ? parts.join("") : Buffer.concat(parts.filter((part) => Buffer.isBuffer(part)));
    }
    const piece = this.bytes.subarray(this.at, this.at + size);
    if (piece.length < size) throw new RangeError("cut short");
    this.at += size;
    return utf8 ? piece.toString() : piece;
  }

  private items(size: number | undefined): CborValue[] {
    const items: CborValue[] = [];
    while (size === undefined || items.length < size) {
      const item = this.next();
      if (item === BREAK) break;
      items.push(item);
    }
    return items;
  }

  private map(size: number | undefined): CborValue {
    const flat = this.items(size === undefined ? undefined : size * 2);
    const entries: [string, CborValue][] = [];
    for (let i = 0; i + 1 < flat.length; i += 2) entries.push([String(flat[i]), flat[i + 1] ?? null]);
    return Object.fromEntries(entries);
  }

  private tagged(tag: number): CborValue {
    const value = this.next();
    if (value === BREAK) throw new TypeError("a break after a tag");
    return tag === 1 && typeof value === "number" ? new Date(value * 1000) : value;
  }
}
