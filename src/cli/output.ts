import { randomBytes } from "node:crypto";
import { createWriteStream, renameSync, rmSync, statSync, WriteStream } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import process from "node:process";
import type { Writable } from "node:stream";
import { UserError } from "../model/failure.ts";
import type { Io } from "./io.ts";

/** Where a report goes: stdout, or a file that appears whole or not at all. */
export interface Output {
  /** Resolves when the reader has room for more; after the reader has gone, at once. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** True once the reader has closed the pipe (`| head`): nothing written from then on matters. */
  readonly closed: boolean;
  /** The report is complete: a file takes its name now. */
  finish(): Promise<void>;
  /** The report is not to be: a file leaves no trace. */
  discard(): void;
}

/** Opens the output before anything is scanned, so that a path that cannot be written costs no scan. */
export async function openOutput(path: string | undefined, io: Io): Promise<Output> {
  if (path === undefined) return new PipeOutput(io.stdout);
  const file = resolve(io.cwd, path);
  return isSpecial(file) ? new PipeOutput(createWriteStream(file)) : FileOutput.open(path, file);
}

/** A device or a named pipe (`/dev/null`, `>(...)`) is written to; a file in its place would be a surprise. */
function isSpecial(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** Writes a text that is at hand whole. */
export async function writeAll(path: string | undefined, chunks: Iterable<string>, io: Io): Promise<void> {
  const output = await openOutput(path, io);
  try {
    for (const chunk of chunks) await output.write(chunk);
    await output.finish();
  } catch (error) {
    output.discard();
    throw error;
  }
}

class PipeOutput implements Output {
  readonly #stream: Writable;
  closed = false;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      this.closed = true;
    });
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    if (this.closed || chunk.length === 0) return;
    if (!this.#stream.write(chunk)) await drained(this.#stream);
  }

  /** stdout is the process's own and stays open. */
  async finish(): Promise<void> {
    if (this.#stream instanceof WriteStream) await new Promise<void>((done) => this.#stream.end(done));
  }

  discard(): void {
    if (this.#stream instanceof WriteStream) this.#stream.destroy();
  }
}

/** Waits for room; an error or the end of the stream is no reason to wait for ever. */
function drained(stream: Writable): Promise<void> {
  return new Promise((done) => {
    const events = ["drain", "error", "close"] as const;
    const settle = () => {
      for (const event of events) stream.off(event, settle);
      done();
    };
    for (const event of events) stream.on(event, settle);
  });
}

class FileOutput implements Output {
  readonly closed = false;
  readonly #name: string;
  readonly #path: string;
  readonly #temporary: string;
  readonly #stream: WriteStream;
  readonly #atExit = () => rmSync(this.#temporary, { force: true });
  #failure: Error | undefined;

  private constructor(name: string, path: string) {
    this.#name = name;
    this.#path = path;
    const random = randomBytes(6).toString("hex");
    this.#temporary = join(dirname(path), `.${basename(path)}.${random}.tmp`);
    this.#stream = createWriteStream(this.#temporary, { flags: "wx", flush: true });
    this.#stream.on("error", (error) => {
      this.#failure ??= error;
    });
    process.once("exit", this.#atExit);
  }

  static async open(name: string, path: string): Promise<FileOutput> {
    const output = new FileOutput(name, path);
    await new Promise<void>((done) => {
      output.#stream.once("open", () => done());
      output.#stream.once("error", () => done());
    });
    output.#check();
    return output;
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    this.#check();
    if (chunk.length > 0 && !this.#stream.write(chunk)) await drained(this.#stream);
  }

  async finish(): Promise<void> {
    await new Promise<void>((done) => {
      this.#stream.once("close", done);
      this.#stream.end();
    });
    this.#check();
    try {
      renameSync(this.#temporary, this.#path);
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#check();
    }
    process.off("exit", this.#atExit);
  }

  discard(): void {
    this.#stream.destroy();
    rmSync(this.#temporary, { force: true });
    process.off("exit", this.#atExit);
  }

  #check(): void {
    if (!this.#failure) return;
    this.discard();
    const { code } = this.#failure as NodeJS.ErrnoException;
    const reason = REASONS[code ?? ""] ?? this.#failure.message;
    throw new UserError(`cannot write ${this.#name}: ${reason}`, HINTS[code ?? ""], { cause: this.#failure });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "the folder does not exist",
  ENOTDIR: "a part of the path is a file, not a folder",
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  EISDIR: "it is a folder",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: "Make the folder first, or name another file.",
  EISDIR: "Name a file in that folder.",
  ENOSPC: "Free some space or write elsewhere; nothing half-written was left behind.",
  EACCES: "Write to a folder of yours, or change its permissions.",
};
