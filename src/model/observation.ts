/** What one HTTP exchange with AWS revealed about the path to it: the input of `--concurrency auto`. */
type Observation =
  /** A response began; `peer` groups what usually responds alike: a region and a service, or a host. */
  | { readonly kind: "response"; readonly peer: string; readonly quota: Quota; readonly latencyMs: number }
  /** AWS asked for fewer requests: the response that was observed said no more. */
  | { readonly kind: "throttled"; readonly quota: Quota }
  /** No connection, or one that broke. */
  | { readonly kind: "failed" }
  /** This process may not open another socket. */
  | { readonly kind: "exhausted" };

/** Whose quota a call counts against: that of the account being read, or one that all accounts have in common. */
export type Quota = "own" | "common";

export type Observe = (seen: Observation) => void;
