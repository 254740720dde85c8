/**
 * Reads the files that users name. A path and a limit enter; bytes or text leave, or a UserError that says why the
 * file cannot be read. Pipes and devices are read like files, and never beyond the limit.
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { UserError } from "../model/failure.ts";
import { errnoText, isSystemError } from "./errno.ts";

interface ReadOptions {
  /** What messages call the file: `accounts file`. */
  readonly what: string;
  /** What a relative path is relative to. */
  readonly cwd: string;
  readonly maxBytes: number;
  /** What to do when the file cannot be read. */
  readonly hint: string;
}

const CHUNK_BYTES = 256 * 1024;

/** The bytes of a file, piece by piece. */
export async function* readChunks(path: string, options: ReadOptions): AsyncGenerator<Buffer> {
  const file = resolve(options.cwd, path);
  try {
    const about = await stat(file);
    if (about.isFile()) checkSize(about.size, path, options);
    yield* withinLimit(createReadStream(file, { highWaterMark: CHUNK_BYTES }), path, options);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new UserError(`${options.what} ${path}: ${errnoText(cause)}`, options.hint, { cause });
  }
}

/** Yields a stream up to the limit. For standard input, pipes and devices, whose size is unknown. */
export async function* withinLimit(
  stream: AsyncIterable<unknown>,
  path: string,
  options: Pick<ReadOptions, "what" | "maxBytes">,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += buffer.length;
    checkSize(bytes, path, options);
    yield buffer;
  }
}

export async function readTextFile(path: string, options: ReadOptions): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of readChunks(path, options)) chunks.push(chunk);
  try {
    return utfText(Buffer.concat(chunks));
  } catch (cause) {
    throw new UserError(`${options.what} ${path} is not valid UTF-8`, "Save it as UTF-8.", { cause });
  }
}

/** The text of UTF-8, or of UTF-16 with a byte order mark, which Windows PowerShell writes. Throws for other bytes. */
export function utfText(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

function checkSize(bytes: number, path: string, { what, maxBytes }: Pick<ReadOptions, "what" | "maxBytes">) {
  if (bytes <= maxBytes) return;
  const limit = Math.floor(maxBytes / 1024 / 1024);
  throw new UserError(`${what} ${path} is too large: the limit is ${limit} MB`, "Is this the right file?");
}
