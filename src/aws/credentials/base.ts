/** Base credentials: what a run starts with. Each is found once, and asked once whose it is. */
import type { Account, BaseCredentials } from "../../model/account.ts";
import { mainRegion } from "../../model/partitions.ts";
import { literalRegions } from "../../model/patterns.ts";
import { roleArnParts } from "../../model/role-arn.ts";
import type { Env } from "../profiles/paths.ts";
import type { Clients } from "../transport/clients.ts";
import { chainBase } from "./chain-base.ts";
import type { Identity } from "./identity.ts";
import type { Mfa } from "./mfa.ts";
import type { Link } from "./roles.ts";
import type { Sso } from "./sso.ts";
import { ssoBase } from "./sso-base.ts";

export interface Base extends Link {
  /** With the settings of this base's profile. */
  readonly clients: Clients;
  readonly profile: string | undefined;
  /** `profile hub`, `environment variables`, ... */
  label(): Promise<string>;
  /** Whose they are; asked once. Rejects with a `Failure`. */
  identity(): Promise<Identity>;
  /** The region to ask first: the configured one, else the main one of the partition that the hint lies in. */
  region(): Promise<string>;
  configuredRegion(): Promise<string | undefined>;
}

export interface BaseContext {
  readonly env: Env;
  readonly clients: Clients;
  readonly mfa: Mfa;
  readonly sso: Sso;
  readonly log: ((line: string) => void) | undefined;
}

/** The same base for all accounts that start from it. */
export function createBases(context: BaseContext): (account: Account) => Base {
  const known = new Map<string, Base>();
  return (account) => {
    const { base } = account;
    const key = keyOf(base, account.id);
    const found =
      known.get(key) ??
      (base.kind === "sso" ? ssoBase(base, account, context) : chainBase(base, hintOf(account), context));
    known.set(key, found);
    return found;
  };
}

export function keyOf(base: BaseCredentials, accountId: string | undefined): string {
  switch (base.kind) {
    case "default":
      return "default";
    case "profile":
      return `profile ${base.profile}`;
    case "sso":
      return `sso ${base.session} ${base.role} ${accountId}`;
  }
}

/** A region of the partition that is probably meant, where none is configured: one that is asked for, or the role's. */
function hintOf({ regions, roles }: Account): string | undefined {
  const [named] = literalRegions(regions) ?? [];
  const role = roles.map((each) => roleArnParts(each.role)).find((parts) => parts !== undefined);
  return named ?? (role && mainRegion(role.partition));
}
