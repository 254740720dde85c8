import type { Patterns } from "./patterns.ts";

/** What somebody has to do about a function, most urgent kind of work first. */
export const ACTIONS = [
  "upgrade",
  "redeploy",
  "update-product",
  "retire",
  "check-image",
  "investigate",
  "none",
] as const;
export type Action = (typeof ACTIONS)[number];

/** The three dates of a runtime, in the order in which AWS usually applies them. */
export const DUE_EVENTS = ["deprecation", "create-block", "update-block"] as const;
export type DueEvent = (typeof DUE_EVENTS)[number];

/** Which functions an entry of an owners or waivers file applies to. Every key that is present must match. */
export interface Match {
  /** By the account's id or name; 12 digits match ids only. */
  readonly account?: ((account: { readonly id: string; readonly name: string }) => boolean) | undefined;
  /** The id of the account's organizational unit, or of any unit above it. */
  readonly ou?: Patterns | undefined;
  readonly region?: Patterns | undefined;
  readonly name?: Patterns | undefined;
  /** CloudFormation stack name, known only where tags were read. */
  readonly stack?: Patterns | undefined;
  /** By tag key; known only where tags were read. */
  readonly tag?: Readonly<Record<string, Patterns>> | undefined;
  readonly runtime?: Patterns | undefined;
  readonly managedBy?: Patterns | undefined;
}

/** An entry of the owners file. */
export interface OwnerRule {
  readonly match: Match;
  readonly owner: string;
  readonly contact?: string | undefined;
  readonly repository?: string | undefined;
}

/** An entry of the waivers file: these functions may stay as they are through a day. */
export interface Waiver {
  readonly match: Match;
  readonly reason?: string | undefined;
  readonly approvedBy?: string | undefined;
  /** The last UTC day on which it applies, `YYYY-MM-DD`. */
  readonly until: string;
  /** Where the entry is, for messages: `waivers.yaml:12:5`. */
  readonly place: string;
}
