import { randomBytes } from "node:crypto";
import { createWriteStream, renameSync, rmSync, type WriteStream } from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import type { Output } from "../output.ts";
import { cannotWrite } from "./failure.ts";
import { drained } from "./pipe.ts";

/**
 * A file that appears whole or not at all: it is written under another name beside it, and renamed.
 * @param name as the user wrote it
 * @throws UserError when it cannot be written there
 */
export async function openFile(name: string, path: string): Promise<Output> {
  const output = new FileOutput(name, path);
  await output.opened();
  return output;
}

class FileOutput implements Output {
  readonly closed = false;
  readonly #name: string;
  readonly #path: string;
  readonly #temporary: string;
  readonly #stream: WriteStream;
  readonly #atExit = () => rmSync(this.#temporary, { force: true });
  #failure: Error | undefined;

  constructor(name: string, path: string) {
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

  async opened(): Promise<void> {
    await new Promise<void>((done) => {
      this.#stream.once("open", () => done());
      this.#stream.once("error", () => done());
    });
    this.#check();
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
    throw cannotWrite(this.#name, this.#failure);
  }
}
