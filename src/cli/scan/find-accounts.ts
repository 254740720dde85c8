import type { Aws } from "../../aws/aws.ts";
import { accountsFromFile } from "../../config/accounts.ts";
import type { AccountsFile } from "../../config/accounts-file.ts";
import {
  type AccountChoice,
  earlyFilter,
  selectAccounts,
  shardOf,
  unmatchedExclusions,
} from "../../config/select.ts";
import {
  type Account,
  type AccountFacts,
  type AccountList,
  type BaseCredentials,
  baseAccount,
} from "../../model/account.ts";
import { byCodePoint } from "../../model/order.ts";
import { literalRegions, type RegionChoice } from "../../model/patterns.ts";
import { counted } from "../../model/words.ts";
import type { Stop } from "../../scan/stop.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import type { AccountOptions } from "../options/accounts.ts";
import { checkFoundCatalogue, type WithProject } from "../options/project.ts";
import type { RegionOptions } from "../options/reading.ts";
import type { Connection } from "./connection.ts";
import { checkRegions, chosenRegions } from "./regions.ts";
import { unitsWarnings } from "./rules.ts";

type Options = AccountOptions & Needs & { readonly regions: RegionChoice };

/** What a command has to know of accounts besides how they are accessed. */
type Needs = { readonly needsTags?: boolean; readonly needsOus?: boolean };

/** The accounts that the user selected: the options, and the contents of the accounts file. */
export interface AccountRequest {
  readonly options: Options;
  readonly file: AccountsFile | undefined;
}

/** Reads the accounts file and prints its warnings, without a call to AWS. Throws a `UserError`. */
export async function readAccountRequest(
  options: AccountOptions & Needs & Partial<RegionOptions> & WithProject,
  io: Io,
  messages: Messages,
): Promise<AccountRequest> {
  const { accountsFile, project } = options;
  const regions = chosenRegions(options);
  checkRegions(regions);
  const inProject = accountsFile === project?.path ? project?.accounts : undefined;
  const file = accountsFile === undefined ? undefined : (inProject ?? (await readFile(accountsFile, io.cwd)));
  checkFoundCatalogue(options, accountsFile, file?.catalogue);
  for (const warning of file?.warnings ?? []) messages.warn(warning);
  return { options: { ...options, regions }, file };
}

/** Loads what reads such a file, with the YAML library. */
async function readFile(path: string, cwd: string): Promise<AccountsFile> {
  return (await import("../../config/accounts-file.ts")).readAccountsFile(path, cwd);
}

/** Whether the enabled regions of some account have to be requested. */
export function asksForRegions({ options, file }: AccountRequest): boolean {
  return file !== undefined || literalRegions(options.regions) === undefined;
}

/**
 * The accounts to read, in the order of the report, and those that are skipped. Throws a `UserError` when none is left,
 * and when no base credentials work: then nothing can be scanned.
 *
 * @param begin called with accounts that will be among them, while others are still being listed
 */
export async function findAccounts(
  request: AccountRequest,
  { aws, stop }: Connection,
  messages?: Messages,
  begin?: (account: Account) => void,
): Promise<AccountList> {
  const { options } = request;
  const choice = { account: options.accounts, excludeAccount: options.excludeAccounts };
  const isOurs = shardFilter(options.shard);
  const passes = earlyFilter(choice);
  const arrived =
    begin && passes && ((account: Account) => void (passes(account) && isOurs(account) && begin(account)));
  const discovered = await discover(request, aws, stop, arrived);
  const { incomplete } = discovered;
  const { accounts, skipped } = select(discovered, choice);
  const all = [...discovered.accounts, ...discovered.skipped];
  if (!incomplete)
    for (const text of unmatchedExclusions(choice.excludeAccount, all, "found")) messages?.warn(text);
  const ours = accounts.filter(isOurs);
  if (!options.allProfiles) {
    await aws.verify(ours, stop.signal).catch((error: unknown) => {
      // A run that is stopped now can still list every account.
      if (!stop.caused(error)) throw error;
    });
  }
  const { facts, unitsFailure } = discovered;
  const list = { accounts: inReportOrder(ours), skipped, incomplete, unitsFailure };
  for (const text of unitsWarnings(options, unitsFailure)) messages?.warn(text);
  if (facts === undefined) return list;
  if (!options.needsTags || !options.org) return { ...list, facts };
  const tags = await accountTags(list.accounts, { aws, stop }, messages);
  return { ...list, facts: withTags(facts, tags) };
}

/** When accounts are missing from the list, one that was asked for by its id may be among them: that is not a mistake. */
function select(list: AccountList, choice: AccountChoice): AccountList {
  try {
    return selectAccounts(list, choice);
  } catch (error) {
    throw list.incomplete ?? error;
  }
}

/** Tags that may name the owner of an account. Where they cannot be read, a warning says so; nothing else is missing. */
async function accountTags(
  accounts: readonly Account[],
  { aws, stop }: Pick<Connection, "aws" | "stop">,
  messages: Messages | undefined,
): Promise<AccountTags> {
  try {
    const { tags, failure } = await aws.accountTags(accounts, stop.signal);
    if (failure)
      messages?.warn(
        `the tags of ${counted(accounts.length - tags.size, "account")} could not be read: ${failure.message}`,
      );
    return tags;
  } catch (error) {
    if (!stop.caused(error)) throw error;
    return new Map();
  }
}

type AccountTags = ReadonlyMap<string, NonNullable<AccountFacts["tags"]>>;

function withTags(
  facts: ReadonlyMap<string, AccountFacts>,
  tags: AccountTags,
): ReadonlyMap<string, AccountFacts> {
  const added = [...tags].map(([id, of]): [string, AccountFacts] => [id, { ...facts.get(id), tags: of }]);
  return new Map([...facts, ...added]);
}

function shardFilter(shard: Options["shard"]): (account: Account) => boolean {
  return ({ id, name }) => !shard || shardOf(id ?? name, shard.count) === shard.index;
}

async function discover(
  { options, file }: AccountRequest,
  aws: Aws,
  stop: Stop,
  arrived: ((account: Account) => void) | undefined,
): Promise<AccountList> {
  const { signal } = stop;
  const { profiles, allProfiles, regions, org, sso, role, externalId, sessionName } = options;
  const base = baseOf(profiles);
  if (file) return { accounts: accountsFromFile(file, options), skipped: [] };
  if (org) return aws.organizationAccounts({ ...options, base, arrived }, signal);
  if (sso !== undefined)
    return aws.ssoAccounts({ session: sso, ssoRoles: options.ssoRoles, regions }, signal);
  const roles = role === undefined ? [] : [{ role, externalId, sessionName, mfaSerial: undefined }];
  if (allProfiles || profiles.length > 0) {
    return aws.profileAccounts({ names: allProfiles ? undefined : profiles, roles, regions }, signal);
  }
  const account = await numbered({ ...baseAccount(base, regions), roles }, aws, stop);
  return { accounts: [account], skipped: [] };
}

/** `--account`, `--shard` and reports need the account id. Throws when the credentials do not work. */
async function numbered(account: Account, aws: Aws, stop: Stop): Promise<Account> {
  try {
    await aws.verify([account], stop.signal);
    return { ...account, id: await aws.accountId(account, stop.signal) };
  } catch (error) {
    if (!stop.caused(error)) throw error;
    return account;
  }
}

/** What a run starts from, beside the accounts. */
export function baseOf([profile]: readonly string[]): BaseCredentials {
  return profile === undefined ? { kind: "default" } : { kind: "profile", profile };
}

function inReportOrder(accounts: readonly Account[]): Account[] {
  return [...accounts].sort((a, b) => byCodePoint(a.id ?? "", b.id ?? "") || byCodePoint(a.name, b.name));
}
