/** The part of CBOR (RFC 8949) that Smithy's RPC v2 uses: maps, lists, texts, numbers, times. */
export type CborValue =
  | null
  | boolean
  | number
  | string
  | Date
  | Buffer
  | readonly CborValue[]
  | { readonly [name: string]: CborValue | undefined };

/** Encodes with definite lengths; a Date becomes tag 1 (seconds since 1970). */
export function encodeCbor(value: CborValue): Buffer {
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === "boolean") return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === "number") return encodeNumber(value);
  if (typeof value === "string") return lengthAndBytes(3, Buffer.from(value));
  if (Buffer.isBuffer(value)) return lengthAndBytes(2, value);
  if (value instanceof Date) return Buffer.concat([head(6, 1), encodeNumber(value.getTime() / 1000)]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encodeCbor)]);
  return encodeMap(value as Readonly<Record<string, CborValue | undefined>>);
}

function encodeMap(value: Readonly<Record<string, CborValue | undefined>>): Buffer {
  const parts = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [encodeCbor(name), encodeCbor(member)],
  );
  return Buffer.concat([head(5, parts.length / 2), ...parts]);
}

function encodeNumber(value: number): Buffer {
  if (Number.isSafeInteger(value)) return value < 0 ? head(1, -1 - value) : head(0, value);
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xfb;
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function lengthAndBytes(major: number, bytes: Buffer): Buffer {
  return Buffer.concat([head(major, bytes.length), bytes]);
}

function head(major: number, value: number): Buffer {
  const first = major << 5;
  if (value < 24) return Buffer.from([first | value]);
  if (value < 0x100) return Buffer.from([first | 24, value]);
  const wide = value >= 0x1_0000_0000;
  const bytes = Buffer.alloc(value < 0x1_0000 ? 3 : wide ? 9 : 5);
  if (value < 0x1_0000) bytes.writeUInt16BE(value, 1);
  else if (wide) bytes.writeBigUInt64BE(BigInt(value), 1);
  else bytes.writeUInt32BE(value, 1);
  bytes[0] = first | (value < 0x1_0000 ? 25 : wide ? 27 : 26);
  return bytes;
}
