/** Runs the whole program in this process, with its own streams, environment and clock. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { PassThrough, Writable } from "node:stream";
import type { Io } from "../../../src/cli/io.ts";
import { run } from "../../../src/cli/run.ts";
import { temporaryDirectory } from "../temporary.ts";

export interface Surroundings {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly now?: Date;
  /** The version of Node.js that the program sees. */
  readonly node?: string;
  /** Columns of the terminal that both streams are; undefined: they are pipes. */
  readonly terminal?: number;
  /** Delivers a signal when this resolves. */
  readonly interrupt?: Promise<unknown>;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The assessment date of tests, unless they set another. */
export const TODAY = new Date("2026-11-21T12:00:00Z");

/** An environment without the machine's AWS configuration. */
export function cleanEnv(env: Surroundings["env"] = {}): Record<string, string | undefined> {
  const home = env.HOME ?? temporaryDirectory("lambda-inventory-home");
  return { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: "true", ...env, HOME: home };
}

/** The home of runs for which the tests set none. */
let emptyHome: string | undefined;

/**
 * One run at a time: the program copies its environment to `process.env`, where the SDK reads it, and hooks of several
 * test files in one process begin together.
 */
export function program(argv: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const ended = previous.then(() => runProgram(argv, surroundings));
  previous = ended.catch(() => undefined);
  return ended;
}

let previous: Promise<unknown> = Promise.resolve();

async function runProgram(argv: readonly string[], surroundings: Surroundings): Promise<Ended> {
  emptyHome ??= temporaryDirectory("lambda-inventory-home");
  const home = emptyHome;
  const stdout = new Capture(surroundings.terminal);
  const stderr = new Capture(surroundings.terminal);
  const io: Io = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: cleanEnv({ HOME: home, ...surroundings.env }),
    cwd: surroundings.cwd ?? process.cwd(),
    ...(surroundings.node !== undefined && { node: surroundings.node }),
    now: () => surroundings.now ?? TODAY,
    onSignal(listener) {
      void surroundings.interrupt?.then(() => listener("SIGINT"));
      return () => {};
    },
  };
  const code = await run(argv, io);
  assert.deepEqual(readdirSync(home), [], "nothing is written to a home without files");
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Capture extends Writable {
  text = "";
  readonly isTTY: boolean;
  readonly columns: number;

  constructor(columns: number | undefined) {
    super({ decodeStrings: false });
    this.isTTY = columns !== undefined;
    this.columns = columns ?? 80;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
