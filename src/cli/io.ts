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
   * Called before a scan, which allocates much and keeps little. By default, V8 lets the heap grow to up to four times
   * what is in use before it collects; then, by half. docs/decisions.md compares time and memory.
   */
  saveMemory?(): Promise<void>;
}
