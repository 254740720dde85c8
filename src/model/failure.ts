import type { CoverageStatus, Stage } from "./coverage.ts";
import { printable } from "./quoted.ts";
import { withoutUrlSecrets } from "./secure-url.ts";

/** The ways a read can fail: every status of the ledger that is not `ok`. */
export type FailureStatus = Exclude<CoverageStatus, "ok">;

export interface FailureOptions extends ErrorOptions {
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

/**
 * A mistake that the user can fix. Printed as one message and its hint; exit code 2. URLs in it are shown without what
 * may be secret, and control characters escaped, whoever wrote the message.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  /** What to change, as a sentence; printed on its own line. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(printable(withoutUrlSecrets(message)), options);
    this.hint = hint === undefined ? undefined : printable(withoutUrlSecrets(hint));
  }
}
