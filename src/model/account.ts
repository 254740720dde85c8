import type { Failure } from "./failure.ts";
import type { RegionChoice } from "./patterns.ts";

/** The credentials that a chain of roles starts with. */
export type BaseCredentials =
  | { readonly kind: "default" }
  | { readonly kind: "profile"; readonly profile: string }
  /** An Identity Center session and the permission set (role name) assigned in this account. */
  | { readonly kind: "sso"; readonly session: string; readonly role: string };

/** One role of a chain. */
export interface Role {
  /** `Name`, `path/Name`, or a full ARN. */
  readonly role: string;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  readonly mfaSerial: string | undefined;
}

/** The role assumed in each account of an organization by default; the command `role` prints its template. */
export const DEFAULT_ROLE = "LambdaInventoryReadOnly";

/** An account to read, and how to access it. */
export interface Account {
  /** 12 digits. Undefined until the owner of the base credentials is known (profiles, default chain). */
  readonly id: string | undefined;
  /** The label: from the accounts file, Organizations, or the profile; may be empty. */
  readonly name: string;
  readonly base: BaseCredentials;
  /** Assumed one after the other; empty: read with the base credentials. */
  readonly roles: readonly Role[];
  /**
   * False when `roles` apply to all accounts (`defaults.role`, or `--role` with a file or an organization): the account
   * of the base credentials is then read with those instead.
   */
  readonly ownRole: boolean;
  readonly regions: RegionChoice;
  readonly tags: readonly string[];
}

/** The account of the base credentials, which is read with them. */
export function baseAccount(base: BaseCredentials, regions: RegionChoice): Account {
  return { id: undefined, name: "", base, roles: [], ownRole: true, regions, tags: [] };
}

/** What AWS Organizations knows of an account besides its id and name; everything may be missing. */
export interface AccountFacts {
  readonly email?: string | undefined;
  /** Ids of the organizational units above it, from the root down as far as they are known. */
  readonly ous?: readonly string[] | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** An account that is deliberately not read (suspended, no role assigned, ...). */
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
  /** By account id; absent without an organization or Identity Center. */
  readonly facts?: ReadonlyMap<string, AccountFacts>;
  /** Why the units above the accounts are unknown, where they were asked for. */
  readonly unitsFailure?: Failure | undefined;
  /** Why accounts are missing from it: the run was stopped while they were being listed. */
  readonly incomplete?: Failure | undefined;
}
