import { MOST_LISTED, type UserError } from "../model/failure.ts";
import type { Io } from "./io.ts";
import { logText, stderrText } from "./stderr.ts";

export const PROGRAM = "lambda-inventory";

/** Messages on stderr beside the report. `--quiet` leaves only errors. */
export class Messages {
  readonly #io: Io;
  readonly quiet: boolean;
  /** Set while a progress display has the last lines of the terminal; it prints above itself. */
  above: ((text: string) => void) | undefined;

  constructor(io: Io, quiet: boolean) {
    this.#io = io;
    this.quiet = quiet;
  }

  warn(text: string): void {
    this.note(`${PROGRAM}: warning: ${text}`);
  }

  /** Printed despite `--quiet`: something that the user asked for did not happen. */
  warnAlways(text: string): void {
    this.#print(`${PROGRAM}: warning: ${text}\n`);
  }

  note(text: string): void {
    if (!this.quiet) this.#print(`${text}\n`);
  }

  /** A text with colours, whose values have been cleaned. */
  painted(text: string): void {
    if (!this.quiet) this.#print(`${text}\n`, true);
  }

  #print(text: string, colored = false): void {
    const clean = logText(this.#io, stderrText(text, colored));
    if (this.above) this.above(clean);
    else this.#io.stderr.write(clean);
  }
}

/** An unexpected error; the stack is for whoever fixes it. */
export function faultText(error: unknown): string {
  const where = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${PROGRAM}: internal error; please report it:\n  ${where}\n`;
}

/** An error as the user sees it: what is wrong, then what to change; and the same for others that were found with it. */
export function errorText(error: UserError): string {
  const all = [error, ...error.also];
  const listed = all.slice(0, MOST_LISTED);
  const lastWith = new Map(listed.map(({ hint = "" }, index) => [splitHint(hint)[1], index]));
  const texts = listed.map(({ message, hint = "" }, index) => {
    const [suggestion, rest] = splitHint(hint);
    const shown = lastWith.get(rest) === index ? suggestion + rest : suggestion.trimEnd();
    return shown === "" ? `${message}\n` : `${message}\n  ${shown}\n`;
  });
  return `${PROGRAM}: ${texts.join("")}${all.length > listed.length ? "and more\n" : ""}`;
}

/** What several hints have in common, such as a list of values, is printed after the last of these mistakes only. */
function splitHint(hint: string): readonly [suggestion: string, rest: string] {
  const [suggestion = ""] = /^Did you mean [^?]*\? /.exec(hint) ?? [];
  return [suggestion, hint.slice(suggestion.length)];
}
