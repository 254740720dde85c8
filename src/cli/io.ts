import type { Readable, Writable } from "node:stream";

/** Everything of the outside world that a command may touch; tests hand in their own. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Today, for the judgement of dates and the times in a report. */
  now(): Date;
  /** Calls back at SIGINT and SIGTERM; the returned function unsubscribes. */
  onSignal(listener: (signal: "SIGINT" | "SIGTERM") => void): () => void;
  /**
   * Before a scan, which makes much garbage and keeps little. Left alone, V8 lets the heap grow to several times what
   * is alive before it collects: twice the memory of a large organization's scan for a twentieth less CPU.
   */
  saveMemory?(): Promise<void>;
}
