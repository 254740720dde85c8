/**
 * The accounts of an organization, or of some of its units. A request goes in; every member comes out, or, when the run is
 * stopped meanwhile, those of the pages that had arrived.
 */
import { abortable } from "../../model/abortable.ts";
import { type Failure, UserError } from "../../model/failure.ts";
import { byCodePoint } from "../../model/order.ts";
import { toFailure } from "../failures/failures.ts";
import type { MemberAccount, Organization } from "./organization-calls.ts";

/** Organizational units or roots, children included; no `ous`: the whole organization. */
interface Units {
  readonly ous: readonly string[];
  readonly excludeOus: readonly string[];
}

interface Listed {
  readonly members: readonly MemberAccount[];
  /** The stop of the run, which came before all were listed. */
  readonly incomplete: Failure | undefined;
}

/**
 * Sorted by id. Rejects with the SDK's error, or a `UserError` for a unit that does not exist.
 * @param begin called with each member soon after its page has arrived, or after all have
 */
export async function listMembers(
  organization: Organization,
  units: Units,
  begin: (member: MemberAccount) => void,
  signal: AbortSignal | undefined,
): Promise<Listed> {
  const soFar: MemberAccount[] = [];
  const arrived = (page: readonly MemberAccount[]): void => {
    // Which accounts are excluded is known only when all are listed.
    if (units.excludeOus.length > 0) return;
    soFar.push(...page);
    // After the request for the next page: each page waits for the one before.
    setTimeout(() => page.forEach(begin));
  };
  try {
    return {
      members: await abortable(membersOf(organization, units, arrived), signal),
      incomplete: undefined,
    };
  } catch (error) {
    const failure = toFailure(error, "credentials");
    if (failure.status !== "not-attempted" || soFar.length === 0) throw error;
    return { members: inOrder(soFar), incomplete: failure };
  }
}

async function membersOf(
  organization: Organization,
  { ous, excludeOus }: Units,
  arrived: (members: readonly MemberAccount[]) => void,
) {
  const below = async (ids: readonly string[]) =>
    (
      await Promise.all(ids.map((id) => organization.below(id).catch((cause) => unknownOu(id, cause))))
    ).flat();
  const [included, excluded] = await Promise.all([
    ous.length === 0 ? organization.all(arrived) : below(ous),
    below(excludeOus),
  ]);
  const left = new Set(excluded.map(({ id }) => id));
  // If one unit contains the other, an account is found twice: the longer path to it says more.
  const byWay = included.filter(({ id }) => !left.has(id)).sort((a, b) => a.ous.length - b.ous.length);
  const byId = new Map(byWay.map((member) => [member.id, member]));
  return inOrder([...byId.values()]);
}

function inOrder(members: readonly MemberAccount[]): readonly MemberAccount[] {
  return [...members].sort((a, b) => byCodePoint(a.id, b.id));
}

function unknownOu(id: string, cause: unknown): never {
  const failure = toFailure(cause, "credentials");
  if (!/^(ParentNotFound|OrganizationalUnitNotFound|RootNotFound|InvalidInput)/.test(failure.code))
    throw cause;
  const hint =
    "`aws organizations list-organizational-units-for-parent` lists the units. Or list the accounts in a file: --accounts FILE.";
  throw new UserError(`no organizational unit "${id}" in this organization`, hint, { cause });
}
