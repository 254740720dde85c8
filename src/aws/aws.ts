/** AWS as the program sees it: the ways into accounts, and what is read there. */
import { abortable } from "../model/abortable.ts";
import type { Account, AccountList } from "../model/account.ts";
import type { Cloud } from "../scan/cloud.ts";
import { listOrganization, type OrganizationRequest } from "./accounts/organizations.ts";
import { listProfiles, type ProfilesRequest } from "./accounts/profile-accounts.ts";
import { listSso, type SsoRequest } from "./accounts/sso-accounts.ts";
import { createBases } from "./credentials/bases.ts";
import { lendEnvironment } from "./credentials/environment.ts";
import { profilesWithCredentials } from "./credentials/find-source.ts";
import { createMfa, type PromptMfa } from "./credentials/mfa.ts";
import { createSso } from "./credentials/sso.ts";
import { accountIdOf, enterAccount, wayInto } from "./entry/enter.ts";
import type { AwsSession } from "./entry/session.ts";
import { verifyBases } from "./entry/verify.ts";
import { type AwsOptions, createClients } from "./transport/clients.ts";

export interface CreateAwsOptions extends AwsOptions {
  /** Undefined where nobody can be asked: stdin or stderr is no terminal. */
  readonly promptMfa?: PromptMfa | undefined;
  /** Whether the enabled regions will be asked for, so that this can begin before the identity is known. */
  readonly prefetchRegions: boolean;
}

export interface Aws extends Cloud {
  enter(account: Account, signal: AbortSignal): Promise<AwsSession>;
  /**
   * Throws a `UserError` when a profile that is named cannot work, or when no account has base credentials that AWS
   * accepts: then nothing can be scanned. Not for accounts of `profileAccounts` with `all`.
   */
  verify(accounts: readonly Account[], signal?: AbortSignal): Promise<void>;
  /** The number of the account that this leads to, without entering it. Rejects with a `Failure`. */
  accountId(account: Account, signal?: AbortSignal): Promise<string>;
  /** For people: the credentials it starts from and the roles it assumes, as far as they are known. Never rejects. */
  way(account: Account): Promise<string>;
  /** The profiles of the config files that hold a way to credentials, by code point. */
  profiles(): Promise<readonly string[]>;
  /** One account for each profile; an account that several lead to is read by the first. Throws a `UserError`. */
  profileAccounts(request: ProfilesRequest, signal?: AbortSignal): Promise<AccountList>;
  /** The accounts of the organization. Throws a `UserError`. */
  organizationAccounts(request: OrganizationRequest, signal?: AbortSignal): Promise<AccountList>;
  /** The accounts that Identity Center lets the signed-in person into. Throws a `UserError`. */
  ssoAccounts(request: SsoRequest, signal?: AbortSignal): Promise<AccountList>;
  close(): Promise<void>;
}

export function createAws(options: CreateAwsOptions): Aws {
  const { env, log, prefetchRegions } = options;
  lendEnvironment(env);
  const clients = createClients(options);
  const mfa = createMfa(options.promptMfa);
  const sso = createSso(clients);
  const baseOf = createBases({ env, clients, mfa, sso, log });
  const context = { configFiles: clients.configFiles, baseOf, mfa, prefetchRegions };
  const entered = new WeakMap<Account, Promise<AwsSession>>();
  clients.preload("STS");

  return {
    enter(account, signal) {
      const known = entered.get(account) ?? enterAccount(account, context, signal);
      entered.set(account, known);
      return known;
    },
    verify: (accounts, signal) => abortable(verifyBases(accounts, context), signal),
    accountId: (account, signal) => abortable(accountIdOf(account, context), signal),
    way: (account) => wayInto(account, context),
    profiles: async () => profilesWithCredentials(await clients.configFiles()),
    profileAccounts: (request, signal) => abortable(listProfiles(request, context), signal),
    organizationAccounts: (request, signal) => abortable(listOrganization(request, context), signal),
    ssoAccounts: (request, signal) => abortable(listSso(request, sso), signal),
    close: () => clients.close(),
  };
}
