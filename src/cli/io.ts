import type { Readable, Writable } from "node:stream";

/** Everything outside the program that a command may use; tests pass their own. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The version of Node.js, where it matters to the user. */
  readonly node?: string;
  /** For the assessment date and the times in a report. */
  now(): Date;
  /** Calls back at SIGINT and SIGTERM; the returned function unsubscribes. */
  onSignal(listener: (signal: "SIGINT" | "SIGTERM") => void): () => void;
  /**
   * How large the heap may become before V8 collects it, compared with what was in use: twice as large, or a fifth larger.
   * By default it is up to four times. docs/decisions.md compares time and memory.
   */
  limitHeap?(growth: "twice" | "fifth"): void;
  /**
   * Keeps V8 from optimizing WebAssembly (undici's parser of HTTP) before it has done much. That takes 90 ms on another core,
   * and a process does not end before.
   */
  deferOptimizing?(): void;
}
