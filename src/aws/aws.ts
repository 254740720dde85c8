/**
 * The AWS room, the only one that uses the AWS SDK. Accounts and options enter; sessions leave, which list regions and
 * functions, and fail with a `Failure` or, for mistakes of the user, a `UserError`.
 */
import { abortable } from "../model/abortable.ts";
import type { Account, AccountList } from "../model/account.ts";
import { defaultRegions } from "../model/partitions.ts";
import type { Cloud } from "../scan/cloud.ts";
import { type AccountTags, readAccountTags } from "./accounts/account-tags.ts";
import { listOrganization, type OrganizationRequest } from "./accounts/organizations.ts";
import { listProfiles, type ProfilesRequest } from "./accounts/profile-accounts.ts";
import { listSso, type SsoRequest } from "./accounts/sso-accounts.ts";
import { type Aggregator, type AggregatorRequest, findAggregator } from "./aggregator/aggregator.ts";
import { createBases } from "./credentials/bases.ts";
import { lendEnvironment } from "./credentials/environment.ts";
import { profilesWithCredentials } from "./credentials/find-source.ts";
import { createMfa, type PromptMfa } from "./credentials/mfa.ts";
import { createSso } from "./credentials/sso.ts";
import { accessAccount, accessPath, accountIdOf } from "./entry/access.ts";
import type { EarlyCalls } from "./entry/context.ts";
import type { AwsSession } from "./entry/session.ts";
import { verifyBases } from "./entry/verify.ts";
import { type AwsOptions, type Clients, createClients } from "./transport/clients.ts";

export interface CreateAwsOptions extends AwsOptions {
  /** Called once, when the first request is on its way: what is loaded now delays nothing. */
  readonly waiting?: (() => void) | undefined;
  /** Undefined where there is no terminal to prompt on. */
  readonly promptMfa?: PromptMfa | undefined;
  readonly early: EarlyCalls;
}

export interface Aws extends Cloud {
  /** A new session each time; nothing here keeps it, since a scan has thousands and needs each for a moment. */
  access(account: Account, signal: AbortSignal): Promise<AwsSession>;
  /**
   * Throws a `UserError` when a profile is invalid, or when no account has base credentials that AWS accepts: then
   * nothing can be scanned. Not for the accounts of all profiles, where invalid ones are reported in the ledger.
   */
  verify(accounts: readonly Account[], signal?: AbortSignal): Promise<void>;
  /** The account's id, without assuming a role. Rejects with a `Failure`. */
  accountId(account: Account, signal?: AbortSignal): Promise<string>;
  /** For people: the credentials it starts from and the roles it assumes, as far as they are known. Never rejects. */
  accessPath(account: Account): Promise<string>;
  /** The profiles with credentials, by code point. */
  profiles(): Promise<readonly string[]>;
  /** One account per profile; of several that lead to one account, the first is used. Throws a `UserError`. */
  profileAccounts(request: ProfilesRequest, signal?: AbortSignal): Promise<AccountList>;
  /** The accounts of the organization. Throws a `UserError`. */
  organizationAccounts(request: OrganizationRequest, signal?: AbortSignal): Promise<AccountList>;
  /** The tags of accounts of the organization. Rejects only when the signal is aborted. */
  accountTags(accounts: readonly Account[], signal?: AbortSignal): Promise<AccountTags>;
  /** The accounts that the user can access through Identity Center. Throws a `UserError`. */
  ssoAccounts(request: SsoRequest, signal?: AbortSignal): Promise<AccountList>;
  /**
   * The aggregator of AWS Config with this name, where the base credentials are. Throws a `UserError` when there is none;
   * rejects with a `Failure` when AWS Config cannot be queried.
   */
  aggregator(request: AggregatorRequest, signal: AbortSignal): Promise<Aggregator>;
  close(): Promise<void>;
}

export function createAws(options: CreateAwsOptions): Aws {
  const { env, log, early, within, waiting } = options;
  lendEnvironment(env);
  const clients = createClients(options);
  clients.begun.then((active) => {
    // A failure to load is reported when the module is needed.
    if (early.regions) prepareLambda(active).catch(() => {});
    waiting?.();
  });
  const mfa = createMfa(options.promptMfa);
  const sso = createSso(clients);
  const baseOf = createBases({ env, clients, mfa, sso, log });
  const { configFiles } = clients;
  const context = { configFiles, baseOf, mfa, early, within, images: new Map() };
  clients.preload("STS", ...(early.regions ? (["EC2"] as const) : []));

  return {
    access: (account, signal) => accessAccount(account, context, signal),
    verify: (accounts, signal) => abortable(verifyBases(accounts, context, { areAll: true }), signal),
    accountId: (account, signal) => abortable(accountIdOf(account, context), signal),
    accessPath: (account) => accessPath(account, context),
    profiles: async () => profilesWithCredentials(await clients.configFiles()),
    profileAccounts: (request, signal) => abortable(listProfiles(request, context), signal),
    organizationAccounts: (request, signal) => listOrganization(request, context, signal),
    accountTags: (accounts, signal) => abortable(readAccountTags(accounts, context), signal),
    ssoAccounts: (request, signal) => abortable(listSso(request, sso), signal),
    aggregator: (request, signal) => abortable(findAggregator(request, baseOf, signal), signal),
    close: () => clients.close(),
  };
}

/** Most scans read the default regions, and most accounts are in this partition. */
async function prepareLambda(clients: Clients): Promise<void> {
  (await clients.lambdaCalls()).prepare(defaultRegions("aws"));
}
