import type { Io } from "./io.ts";
import type { DisplayOptions } from "./options/running.ts";

/** What the two streams can show, decided once. */
export interface Terminal {
  /** Columns of the terminal that the report goes to; undefined when it goes to none, and then nothing is cut. */
  readonly width: number | undefined;
  /** Whether the report is coloured. */
  readonly color: boolean;
  /** Whether what is printed on stderr is coloured. */
  readonly stderrColor: boolean;
  /** Columns of the terminal that stderr goes to; undefined when it goes to none. */
  readonly stderrWidth: number | undefined;
  readonly progress: boolean;
}

/** `output`: the file that the report goes to instead of stdout. */
type Options = Partial<DisplayOptions> &
  Pick<DisplayOptions, "color"> & { readonly output?: string | undefined };

export function terminalOf(io: Io, { color, noProgress = true, quiet, output }: Options): Terminal {
  const dumb = io.env.TERM === "dumb";
  const isTerminal = io.stdout.isTTY === true && output === undefined;
  const wanted = (shown: boolean) =>
    color === "always" || (color === "auto" && shown && !dumb && !io.env.NO_COLOR);
  return {
    width: isTerminal ? columnsOf(io.stdout) : undefined,
    color: wanted(isTerminal),
    stderrColor: wanted(io.stderr.isTTY === true),
    stderrWidth: io.stderr.isTTY === true ? columnsOf(io.stderr) : undefined,
    progress: !noProgress && !quiet && !dumb && io.stderr.isTTY === true,
  };
}

/** A terminal that nobody has given a size says 0, as in some containers and CI systems. */
function columnsOf({ columns }: Io["stdout"]): number {
  return columns || 80;
}
