import type { Stage } from "./coverage.ts";

/** What a call to AWS is made for, as far as it is known. */
export interface Purpose {
  /** The account that is being read: its id, or its label until the id is known. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly stage?: Stage | undefined;
}
