/** What no value of an account can show by itself: whether the values go together. */
import { partitionOfRegion } from "../model/partitions.ts";
import { roleArnParts } from "../model/role-arn.ts";
import type { Complaint } from "./identity.ts";
import type { Settings } from "./settings.ts";

type Found = NonNullable<Complaint>;
type Account = Settings & { readonly id: string };

/** Everything that does not go together in an account and the defaults of its file. */
export function complaintsAbout(account: Account, defaults: Settings): readonly Found[] {
  return [
    baseComplaint(account) ?? ssoComplaint(account, defaults),
    ownRoleComplaint(account, defaults),
    partitionComplaint(account, defaults),
  ].filter((complaint): complaint is Found => complaint !== undefined);
}

/** A profile and an Identity Center session: it would be open which of them provides the credentials. */
export function baseComplaint({ profile, sso }: Settings): Complaint {
  if (profile === undefined || sso === undefined) return undefined;
  return { problem: `profile ${profile} and sso ${sso} cannot be combined`, hint: "Remove one of the two." };
}

function ssoComplaint({ sso, ssoRole }: Settings, defaults: Settings): Complaint {
  if (sso !== undefined && (ssoRole ?? defaults.ssoRole) === undefined) {
    return { problem: `sso ${sso} requires ssoRole`, hint: "Add ssoRole: the permission set to use." };
  }
  if (ssoRole !== undefined && (sso ?? defaults.sso) === undefined) {
    return { problem: `ssoRole ${ssoRole} requires sso`, hint: "Add sso: the name of the sso-session." };
  }
  return undefined;
}

/** The last role of a chain belongs to the account itself. */
function ownRoleComplaint({ id, role }: Account, defaults: Settings): Complaint {
  const last = (role ?? defaults.role)?.at(-1)?.role ?? "";
  const owner = roleArnParts(last)?.accountId;
  if (owner === undefined || owner === id) return undefined;
  return { problem: `${last} is a role of account ${owner}, not of ${id}`, hint: OWN_ROLE_HINT };
}

export const OWN_ROLE_HINT =
  "Use the role's name instead of its ARN: the ARN is then built for each account.";

/** Credentials work in one partition only. */
function partitionComplaint({ role, regions }: Settings, defaults: Settings): Complaint {
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
  if (one === undefined || other === undefined) return undefined;
  return {
    problem: `${one[1]} belongs to partition ${one[0]}, ${other[1]} to ${other[0]}`,
    hint: "The role and the regions must belong to the same partition; list each partition's account separately.",
  };
}
