/** The types of a simulated estate. Every response is derived from these; nothing is stored twice. */

import type { Aggregator } from "./aggregators.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { EstateImage } from "./images.ts";

export type { FunctionSettings, VpcConfig } from "./function-settings.ts";

export type AccountState = "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED";
export type OptInStatus = "opt-in-not-required" | "opted-in" | "not-opted-in";

export interface Estate {
  readonly partition: string;
  readonly accounts: readonly EstateAccount[];
  /** undefined: the accounts do not belong to an organization. */
  readonly organization: Organization | undefined;
  /** Of AWS Config. */
  readonly aggregators: readonly Aggregator<EstateFunction>[];
  account(id: string): EstateAccount | undefined;
}

export interface Organization {
  /** `o-` and ten letters or digits. */
  readonly id: string;
  /** `r-` and four letters or digits. */
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly delegatedAccountIds: readonly string[];
  readonly units: readonly OrganizationalUnit[];
  /** The field in which ListAccounts returns the state: `Status` was retired on 2026-09-09; before, there were `both`. */
  readonly stateField: "State" | "Status" | "both";
  /** Whether accounts come with `Paths`, as in newer responses. */
  readonly paths: boolean;
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
}

export interface EstateAccount {
  /** 12 digits. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: AccountState;
  readonly partition: string;
  /** The parent unit or root; empty outside an organization. */
  readonly parentId: string;
  readonly joinedAt: Date;
  readonly regions: readonly EstateRegion[];
  readonly roles: readonly EstateRole[];
  /** Identity Center permission sets granted to the signed-in person here. */
  readonly permissionSets: readonly string[];
  readonly controlPolicies: readonly ControlPolicy[];
  /** Of the account itself, in Organizations. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Customer-managed runtimes that it publishes, by region. */
  readonly runtimes?: Readonly<Record<string, readonly EstateRuntime[]>>;
  functions(region: string): FunctionList;
  /** Lambda Web Functions, by region. */
  readonly webFunctions?: Readonly<Record<string, readonly EstateWebFunction[]>>;
  /** Deleted functions that the Resource Groups Tagging API still returns. */
  lingering?(region: string): readonly EstateFunction[];
}

export interface EstateRegion {
  readonly name: string;
  readonly optInStatus: OptInStatus;
}

export interface EstateRole {
  /** With its path and without a leading slash: `LambdaInventoryReadOnly`, `ops/readers/Inventory`. */
  readonly name: string;
  /** Account ids, role ARNs (for a chain), or `*`. */
  readonly trusts: readonly string[];
  readonly externalId: string | undefined;
  readonly mfa: boolean;
  readonly maxSessionSeconds: number;
  /** Web identity subjects (globs) that may assume it; empty: none. */
  readonly webIdentitySubjects: readonly string[];
  /** Action globs such as `lambda:*`. */
  readonly allows: readonly string[];
}

/** A service control policy: an explicit deny. */
export interface ControlPolicy {
  readonly actions: readonly string[];
  readonly regions: readonly string[];
}

/** The functions of one account and region, in the order in which they are listed. */
export interface FunctionList {
  readonly length: number;
  /** true when the list cannot change, so that rendered pages can be cached. */
  readonly fixed: boolean;
  slice(from: number, to: number): readonly EstateFunction[];
  named(name: string): EstateFunction | undefined;
}

/** A Lambda Web Function: what it runs is known by its revisions only. */
export interface EstateWebFunction {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly updatedAt?: string;
  /** In any order. */
  readonly revisions?: readonly EstateRevision[];
  /** Of each endpoint: the percentage of its traffic by revision id. */
  readonly endpoints?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface EstateRevision {
  readonly id: string;
  readonly runtime: string;
  readonly createdAt: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A customer-managed runtime. */
export interface EstateRuntime {
  readonly name: string;
  /** Accounts besides its own that may read it: ids, or `*`. */
  readonly sharedWith?: readonly string[];
  readonly aliases: readonly EstateRuntimeAlias[];
}

interface EstateRuntimeAlias {
  readonly name: string;
  readonly version?: string;
  readonly state?: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING" | "PENDING_DELETION";
  /** As on the wire: `{ReleaseState, DeprecationDate, FunctionCreateBlockDate, FunctionUpdateBlockDate}`. */
  readonly lifecycle?: Readonly<Record<string, unknown>>;
}

export interface EstateFunction {
  readonly name: string;
  /** A role name with its path, in the same account; or a whole ARN. */
  readonly role: string;
  readonly layers: readonly EstateLayer[];
  readonly settings: FunctionSettings;
  /** Published versions, oldest first. */
  readonly versions: readonly PublishedVersion[];
  readonly aliases: readonly EstateAlias[];
  readonly tags: Readonly<Record<string, string>>;
  /** The last UTC day with an invocation, `YYYY-MM-DD`; undefined means never. */
  readonly lastInvoked: string | undefined;
  /** Of a container image whose contents are simulated. */
  readonly image?: EstateImage | undefined;
}

export interface EstateLayer {
  /** The account that owns it; undefined means the function's own. */
  readonly accountId?: string | undefined;
  readonly name: string;
  readonly version: number;
  readonly codeSize: number;
}

export interface PublishedVersion {
  readonly version: string;
  readonly settings: FunctionSettings;
}

export interface EstateAlias {
  readonly name: string;
  readonly version: string;
  /** A second version and its share of the traffic. */
  readonly routing?: Readonly<Record<string, number>> | undefined;
}
