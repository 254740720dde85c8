/** What one HTTP exchange with AWS revealed about the path to it: the input of `--concurrency auto`. */
type Observation =
  /** A response began; `peer` groups what usually responds alike: a region and a service, or a host. */
  | { readonly kind: "response"; readonly peer: string; readonly latencyMs: number }
  /** AWS asked for fewer requests. */
  | { readonly kind: "throttled" }
  /** No connection, or one that broke. */
  | { readonly kind: "failed" }
  /** This process may not open another socket. */
  | { readonly kind: "exhausted" };

export type Observe = (seen: Observation) => void;
