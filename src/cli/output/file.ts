import {
  createWriteStream,
  fchmodSync,
  fchownSync,
  fstatSync,
  renameSync,
  type Stats,
  type WriteStream,
} from "node:fs";
import process from "node:process";
import { cannotWrite } from "./failure.ts";
import type { Output } from "./output.ts";
import { drained } from "./pipe.ts";
import { createTemporary, forgetTemporary, removeLeftovers, removeTemporary } from "./temporary.ts";

/**
 * A file that is written completely or not at all: it is written under another name beside it, and renamed.
 * @param name as the user wrote it
 * @param path where links have been followed
 * @param replaced the file that is there now: its mode, owner and group are kept
 */
export function openFile(name: string, path: string, replaced: Stats | undefined): Output {
  removeLeftovers(path);
  const { temporary, descriptor } = createTemporary(path, replaced ? 0o600 : 0o666);
  const output = new FileOutput(
    name,
    path,
    temporary,
    createWriteStream("", { fd: descriptor, flush: true }),
  );
  try {
    if (replaced) takeAfter(descriptor, replaced);
  } catch (error) {
    output.discard();
    throw error;
  }
  return output;
}

/** Where we may not give the file to the group that the old one had, our own group gets no rights in its place. */
function takeAfter(descriptor: number, { uid, gid, mode }: Stats): void {
  const own = fstatSync(descriptor);
  const sameGroup =
    (own.uid === uid && own.gid === gid) || gives(descriptor, uid, gid) || gives(descriptor, own.uid, gid);
  const rights = mode & (sameGroup || own.gid === gid ? 0o777 : 0o707);
  if ((own.mode & 0o777) !== rights) fchmodSync(descriptor, rights);
}

function gives(descriptor: number, uid: number, gid: number): boolean {
  try {
    fchownSync(descriptor, uid, gid);
    return true;
  } catch {
    return false;
  }
}

class FileOutput implements Output {
  readonly closed = false;
  readonly #name: string;
  readonly #path: string;
  readonly #temporary: string;
  readonly #stream: WriteStream;
  readonly #atExit = () => removeTemporary(this.#temporary);
  #failure: Error | undefined;

  constructor(name: string, path: string, temporary: string, stream: WriteStream) {
    this.#name = name;
    this.#path = path;
    this.#temporary = temporary;
    this.#stream = stream;
    stream.on("error", (error) => {
      this.#failure ??= error;
    });
    process.once("exit", this.#atExit);
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
    forgetTemporary(this.#temporary);
    process.off("exit", this.#atExit);
  }

  discard(): void {
    this.#stream.destroy();
    removeTemporary(this.#temporary);
    process.off("exit", this.#atExit);
  }

  #check(): void {
    if (!this.#failure) return;
    this.discard();
    throw cannotWrite(this.#name, this.#failure);
  }
}
