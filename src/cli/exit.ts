/** The exit codes. */
export const EXIT = {
  complete: 0,
  found: 1,
  usage: 2,
  incomplete: 3,
  SIGINT: 130,
  SIGTERM: 143,
} as const;

export interface Outcome {
  readonly interrupted: "SIGINT" | "SIGTERM" | undefined;
  /** Some account or region was not read. */
  readonly incomplete: boolean;
  /** A notice was not delivered; `--allow-incomplete` does not change that. */
  readonly undelivered?: boolean;
  readonly allowIncomplete: boolean;
  /** `--fail-on` matched. */
  readonly found: boolean;
}

/** Precedence: interrupted, incomplete, found, complete. */
export function exitCode(outcome: Outcome): number {
  const { interrupted, incomplete, undelivered, allowIncomplete, found } = outcome;
  if (interrupted) return EXIT[interrupted];
  if (undelivered || (incomplete && !allowIncomplete)) return EXIT.incomplete;
  return found ? EXIT.found : EXIT.complete;
}

/** The run was interrupted before there was anything to report. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly signal: "SIGINT" | "SIGTERM";

  constructor(signal: "SIGINT" | "SIGTERM") {
    super("interrupted while accounts were still being listed: nothing was read");
    this.signal = signal;
  }
}
