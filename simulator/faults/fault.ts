/** The faults that can be injected; docs/simulator.md describes their effects. */
export const FAULT_KINDS = [
  "throttle",
  "server-error",
  "expired",
  "expire-sessions",
  "deny",
  "scp-deny",
  "unknown-operation",
  "disabled-region",
  "wrong-account",
  "html",
  "cut-json",
  "repeat-marker",
  "endless-markers",
  "empty-pages",
  "slow",
  "reset",
  "hang",
  "truncate",
  "stall",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Glob; absent matches all. The calling account, or the one being accessed (AssumeRole, GetRoleCredentials). */
  readonly account?: string;
  /** Glob for the region of the credential scope. */
  readonly region?: string;
  /** `lambda:ListFunctions`, `lambda:*`, or without the service: `ListFunctions`. */
  readonly action?: string;
  /** Applies to this many calls, then stops. */
  readonly times?: number;
  /** Skips this many matching calls first. */
  readonly after?: number;
  /** The share of matching calls it applies to (0 to 1), chosen by `seed`. */
  readonly probability?: number;
  /** The share of targets (account × region) it applies to, always the same ones for a `seed`. */
  readonly targets?: number;
  readonly seed?: number;
  /** Applies only to what goes beyond this many matching calls of an account a second. */
  readonly perSecond?: number;
  /** `throttle`: seconds in Retry-After; absent means no such header. */
  readonly retryAfterSeconds?: number;
  /** `server-error`: default 500. */
  readonly status?: 500 | 503;
  /** `wrong-account`: the account id that GetCallerIdentity returns. */
  readonly accountId?: string;
  /** `slow`: delay of the response. */
  readonly ms?: number;
}

/** The default action of kinds that make sense for only one. */
export const DEFAULT_ACTIONS: Readonly<Partial<Record<FaultKind, string>>> = {
  "wrong-account": "sts:GetCallerIdentity",
  "repeat-marker": "lambda:ListFunctions",
  "endless-markers": "lambda:ListFunctions",
  "empty-pages": "lambda:ListFunctions",
};
