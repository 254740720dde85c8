import type { Io } from "./io.ts";
import type { DisplayOptions } from "./options.ts";

/** What the two streams can show, decided once. */
export interface Terminal {
  /** Columns of the terminal that stdout is; undefined when it is none, and then nothing is cut. */
  readonly width: number | undefined;
  readonly color: boolean;
  readonly progress: boolean;
}

/** @param toFile the report goes to a file (`--output`), so that stdout shows nothing of it */
export function terminalOf(io: Io, options: DisplayOptions, toFile: boolean): Terminal {
  const dumb = io.env.TERM === "dumb";
  const isTerminal = io.stdout.isTTY === true && !toFile;
  const auto = isTerminal && !dumb && !io.env.NO_COLOR;
  return {
    width: isTerminal ? (io.stdout.columns ?? 80) : undefined,
    color: options.color === "always" || (options.color === "auto" && auto),
    progress: options.progress && !options.quiet && !dumb && io.stderr.isTTY === true,
  };
}
