import type { RegionChoice } from "./patterns.ts";

/** Where a chain of credentials starts. */
export type BaseCredentials =
  | { readonly kind: "default" }
  | { readonly kind: "profile"; readonly profile: string }
  /** An Identity Center session and the permission set (role name) granted in this account. */
  | { readonly kind: "sso"; readonly session: string; readonly role: string };

/** One hop of a role chain. */
export interface Role {
  /** `Name`, `path/Name`, or a full ARN. */
  readonly role: string;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  readonly mfaSerial: string | undefined;
}

/** The role of this program in each account of an organization, unless another is named; `role` prints what makes it. */
export const DEFAULT_ROLE = "LambdaInventoryReadOnly";

/** An account to read, and the way into it. */
export interface Account {
  /** 12 digits. Undefined until the base credentials have said whose they are (profiles, default chain). */
  readonly id: string | undefined;
  /** The label: from the accounts file, Organizations, or the profile; may be empty. */
  readonly name: string;
  readonly base: BaseCredentials;
  /** Assumed one after the other; empty: read with the base credentials. */
  readonly roles: readonly Role[];
  /**
   * False when `roles` came from what is said of all accounts (`defaults.role`, or `--role` beside a file or an
   * organization): the account that the base credentials already belong to is then read with them.
   */
  readonly ownRole: boolean;
  readonly regions: RegionChoice;
  readonly tags: readonly string[];
}

/** An account that is known and deliberately not read (suspended, no role granted, ...). */
export interface SkippedAccount {
  readonly id: string;
  readonly name: string;
  /** Where it was found, e.g. `AWS Organizations`; empty for one that a filter left out. */
  readonly via: string;
  readonly reason: string;
}

/** Whether `--account` or `--exclude-account` left out this skipped account, so that nothing is known about it. */
export function isFilteredOut({ via }: Pick<SkippedAccount, "via">): boolean {
  return via === "";
}

export interface AccountList {
  readonly accounts: readonly Account[];
  readonly skipped: readonly SkippedAccount[];
}
