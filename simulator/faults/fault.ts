/** What can go wrong on demand, and how it shows; see docs/simulator.md. */
export const FAULT_KINDS = [
  "throttle",
  "server-error",
  "expired",
  "expire-sessions",
  "deny",
  "scp-deny",
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
  /** Globs; absent: all. The account that calls, or the one that is entered (AssumeRole, GetRoleCredentials). */
  readonly account?: string;
  /** That of the credential scope. */
  readonly region?: string;
  /** `lambda:ListFunctions`, `lambda:*`, or without the service: `ListFunctions`. */
  readonly action?: string;
  /** Strikes so often, then heals. */
  readonly times?: number;
  /** Lets so many matching calls pass first. */
  readonly after?: number;
  /** The share of matching calls that it strikes (0 to 1), decided by `seed`. */
  readonly probability?: number;
  /** The share of targets (account × region) that it strikes, always the same ones for a `seed`. */
  readonly targets?: number;
  readonly seed?: number;
  /** `throttle`: seconds in Retry-After; absent: no such header. */
  readonly retryAfterSeconds?: number;
  /** `server-error`: default 500. */
  readonly status?: 500 | 503;
  /** `wrong-account`: who the identity claims to be. */
  readonly accountId?: string;
  /** `slow`: how long the answer waits. */
  readonly ms?: number;
}

/** Kinds that make sense for one action only take it as their default. */
export const DEFAULT_ACTIONS: Readonly<Partial<Record<FaultKind, string>>> = {
  "wrong-account": "sts:GetCallerIdentity",
  "repeat-marker": "lambda:ListFunctions",
  "endless-markers": "lambda:ListFunctions",
  "empty-pages": "lambda:ListFunctions",
};
