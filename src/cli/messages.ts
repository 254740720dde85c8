import type { UserError } from "../model/failure.ts";
import type { Io } from "./io.ts";

export const PROGRAM = "lambda-inventory";

/** What people are told on stderr besides the report. `--quiet` leaves the errors. */
export class Messages {
  readonly #io: Io;
  readonly #quiet: boolean;
  /** Set while a progress display owns the last lines of the terminal, which then prints above itself. */
  above: ((text: string) => void) | undefined;

  constructor(io: Io, quiet: boolean) {
    this.#io = io;
    this.#quiet = quiet;
  }

  warn(text: string): void {
    this.note(`${PROGRAM}: warning: ${text}`);
  }

  /** Said in spite of `--quiet`: something that was ordered did not happen. */
  warnAlways(text: string): void {
    this.#print(`${PROGRAM}: warning: ${text}\n`);
  }

  note(text: string): void {
    if (!this.#quiet) this.#print(`${text}\n`);
  }

  #print(text: string): void {
    if (this.above) this.above(text);
    else this.#io.stderr.write(text);
  }
}

/** What nobody has foreseen; where it happened is for whoever mends it. */
export function faultText(error: unknown): string {
  const where = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${PROGRAM}: a fault of the program ended it, please report this:\n  ${where}\n`;
}

/** An error as the user sees it: what is wrong, then what to change. */
export function errorText(error: UserError): string {
  const hint = error.hint === undefined ? "" : `  ${error.hint}\n`;
  return `${PROGRAM}: ${error.message}\n${hint}`;
}
