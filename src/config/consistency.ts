import { UserError } from "../model/failure.ts";
import { partitionOfRegion } from "../model/partitions.ts";
import { roleArnParts } from "../model/role-arn.ts";
import type { AccountEntry, AccountsFile } from "./accounts-file.ts";
import type { Complaint } from "./identity.ts";
import type { Settings } from "./settings.ts";

/** What no entry can say for itself. Throws UserError at the first contradiction. */
export function checkConsistent({ accounts, defaults }: Pick<AccountsFile, "accounts" | "defaults">): void {
  demandNoDuplicate(accounts);
  for (const account of accounts) {
    demandOneBase(account, defaults);
    demandOwnRole(account, defaults);
    demandOnePartition(account, defaults);
  }
}

function demandNoDuplicate(accounts: readonly AccountEntry[]): void {
  const seen = new Map<string, AccountEntry>();
  for (const account of accounts) {
    const first = seen.get(account.id);
    if (first) {
      throw new UserError(
        `${account.place}: account ${account.id} stands at ${first.place} too`,
        "Take one of them out.",
      );
    }
    seen.set(account.id, account);
  }
}

/** A profile and a session of Identity Center: who names both has not said which. */
export function baseComplaint({ profile, sso }: Settings): Complaint {
  if (profile === undefined || sso === undefined) return undefined;
  return { problem: `profile ${profile} and sso ${sso} are both a way in`, hint: "Keep one of the two." };
}

function demandOneBase(account: AccountEntry, defaults: Settings): void {
  const { place, sso, ssoRole } = account;
  const complaint = baseComplaint(account);
  if (complaint) throw new UserError(`${place}: ${complaint.problem}`, complaint.hint);
  if (sso !== undefined && (ssoRole ?? defaults.ssoRole) === undefined) {
    throw new UserError(
      `${place}: sso ${sso} has no ssoRole`,
      "Add ssoRole: the permission set to enter with.",
    );
  }
  if (ssoRole !== undefined && (sso ?? defaults.sso) === undefined) {
    throw new UserError(`${place}: ssoRole ${ssoRole} has no sso`, "Add sso: the name of the sso-session.");
  }
}

/** The last role of a chain is the account's own. */
function demandOwnRole({ place, id, role }: AccountEntry, defaults: Settings): void {
  const last = (role ?? defaults.role)?.at(-1)?.role ?? "";
  const owner = roleArnParts(last)?.accountId;
  if (owner === undefined || owner === id) return;
  throw new UserError(`${place}: ${last} is a role of account ${owner}, not of ${id}`, OWN_ROLE_HINT);
}

export const OWN_ROLE_HINT = "Give the role's name instead of its ARN: the ARN is built for each account.";

/** Credentials work in one partition only. */
function demandOnePartition({ place, role, regions }: AccountEntry, defaults: Settings): void {
  const names: readonly string[] = (regions ?? defaults.regions)?.source ?? [];
  const found = new Map<string, string>();
  for (const { role: arn } of role ?? defaults.role ?? []) {
    const partition = roleArnParts(arn)?.partition;
    if (partition !== undefined) found.set(partition, arn);
  }
  for (const name of names) {
    const partition = partitionOfRegion(name);
    if (partition !== undefined) found.set(partition, name);
  }
  const [one, other] = [...found];
  if (one === undefined || other === undefined) return;
  throw new UserError(
    `${place}: ${one[1]} is of the partition ${one[0]}, ${other[1]} of ${other[0]}`,
    "Give a role and regions of one partition; another partition is another account.",
  );
}
