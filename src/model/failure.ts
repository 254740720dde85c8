import type { CoverageStatus, Stage } from "./coverage.ts";
import { printable } from "./quoted.ts";
import { withoutUrlSecrets } from "./secure-url.ts";
import { firstTexts } from "./words.ts";

/** The ways a read can fail: every status of the ledger that is not `ok`. */
export type FailureStatus = Exclude<CoverageStatus, "ok">;

interface FailureOptions extends ErrorOptions {
  /** The credentials are not recognised where they were used: they are invalid, or the region is not enabled. */
  readonly unrecognized?: boolean;
}

/**
 * A read of AWS that did not succeed, already classified. The aws room throws nothing else;
 * the scan turns it into a row of the ledger.
 */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly unrecognized: boolean;
  readonly status: FailureStatus;
  readonly stage: Stage;
  /** The error code as AWS or the network spells it, e.g. `AccessDeniedException`, `ECONNREFUSED`. */
  readonly code: string;

  constructor(status: FailureStatus, stage: Stage, code: string, message: string, options?: FailureOptions) {
    super(message, options);
    this.unrecognized = options?.unrecognized ?? false;
    this.status = status;
    this.stage = stage;
    this.code = code;
  }
}

/** Whatever was thrown, as a `Failure`. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Failure("error", "functions", "InternalError", message, { cause: error });
}

interface UserErrorOptions extends ErrorOptions {
  readonly also?: readonly UserError[];
}

/**
 * A mistake that the user can fix. Printed as one message and its hint; exit code 2. URLs in it are shown without what
 * may be secret, and control characters escaped, whoever wrote the message.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  /** What to change, as a sentence; printed on its own line. */
  readonly hint: string | undefined;
  /** The other mistakes that were found in the same run. */
  readonly also: readonly UserError[];

  constructor(message: string, hint?: string, options?: UserErrorOptions) {
    super(printable(withoutUrlSecrets(message)), options);
    this.hint = hint === undefined ? undefined : printable(withoutUrlSecrets(hint));
    this.also = options?.also ?? [];
  }
}

/** Several mistakes are listed in one run, up to this number. */
export const MOST_LISTED = 20;

/**
 * `accounts.yaml has 2 mistakes` and a paragraph for each of the first 20; the rest is counted.
 * @param text what is printed of a mistake, called only for those that are listed
 */
export function mistakesText<T>(
  subject: string,
  mistakes: readonly T[],
  text: (mistake: T) => string,
): string {
  const rest = (left: number) => `and ${left} more`;
  const listed = firstTexts(mistakes, MOST_LISTED, text, rest).map((line) => `  ${line}`);
  return [`${subject} has ${mistakes.length} mistakes`, ...listed].join("\n");
}
