/** The accounts of an AWS organization: how each is accessed, and which are skipped. */
import { abortable } from "../../model/abortable.ts";
import {
  type Account,
  type AccountFacts,
  type AccountList,
  type BaseCredentials,
  baseAccount,
  DEFAULT_ROLE,
  type SkippedAccount,
} from "../../model/account.ts";
import { type Failure, UserError } from "../../model/failure.ts";
import type { RegionChoice } from "../../model/patterns.ts";
import type { Base } from "../credentials/base.ts";
import type { AccessContext } from "../entry/context.ts";
import { verifyBases } from "../entry/verify.ts";
import { toFailure } from "../failures/failures.ts";
import { createOrganization, isPlaced, type MemberAccount, type Organization } from "./organization-calls.ts";
import { listMembers } from "./organization-members.ts";

export interface OrganizationRequest {
  readonly base: BaseCredentials;
  /** Organizational units or roots, children included; empty: the whole organization. */
  readonly ous: readonly string[];
  readonly excludeOus: readonly string[];
  /** Assumed in every account but the calling one; undefined: `DEFAULT_ROLE`. */
  readonly role: string | undefined;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  readonly regions: RegionChoice;
  /** Whether something depends on the units above each account. */
  readonly needsOus?: boolean;
  /** Called with each active account soon after its page has arrived, or after all have. Not where units are chosen. */
  readonly arrived?: ((account: Account) => void) | undefined;
}

const VIA = "AWS Organizations";

/**
 * Sorted by id. Throws a `UserError` when the organization cannot be listed, or has no active account.
 * @param signal aborted when the run is stopped: then the accounts of the pages that have arrived are returned
 */
export async function listOrganization(
  request: OrganizationRequest,
  context: AccessContext,
  signal: AbortSignal | undefined,
): Promise<AccountList> {
  const calling = baseAccount(request.base, request.regions);
  const base = context.baseOf(calling);
  const organization = createOrganization(base);
  if (request.ous.length === 0) organization.prefetch();
  await abortable(verifyBases([calling], context), signal);
  const caller = await abortable(base.identity(), signal);
  const known = new Map<string, Account>();
  const make = ({ id, name }: MemberAccount): Account => {
    const account = known.get(id) ?? accountOf(id, name, id === caller.accountId, request);
    known.set(id, account);
    return account;
  };
  const begin = (member: MemberAccount): void => {
    if (notActive(member) === undefined) request.arrived?.(make(member));
  };
  const { members, incomplete } = await explained(base, () =>
    listMembers(organization, request, begin, signal),
  );
  const isKnown = !request.needsOus || members.every(isPlaced);
  const units = isKnown ? NO_UNITS : await unitsAbove(organization, signal);
  const accounts: Account[] = [];
  const skipped: SkippedAccount[] = [];
  for (const member of members) {
    const { id, name } = member;
    const reason = notActive(member);
    if (reason !== undefined) skipped.push({ id, name, via: VIA, reason });
    else accounts.push(make(member));
  }
  if (accounts.length === 0) throw incomplete ?? nothingToRead(request, skipped.length);
  const facts = new Map(members.map((member) => [member.id, factsOf(member, units)]));
  return { accounts, skipped, facts, unitsFailure: units.failure, incomplete };
}

interface Units {
  readonly byAccount: ReadonlyMap<string, readonly string[]>;
  readonly failure: Failure | undefined;
}

const NO_UNITS: Units = { byAccount: new Map(), failure: undefined };

/** The units above each account. Never rejects. */
async function unitsAbove(organization: Organization, signal: AbortSignal | undefined): Promise<Units> {
  try {
    const members = await abortable(organization.withUnits(), signal);
    return { byAccount: new Map(members.map(({ id, ous }) => [id, ous])), failure: undefined };
  } catch (error) {
    return { ...NO_UNITS, failure: toFailure(error, "credentials") };
  }
}

function factsOf({ id, email, ous: passed }: MemberAccount, { byAccount }: Units): AccountFacts {
  const ous = byAccount.get(id) ?? passed;
  return { ...(email !== "" && { email }), ...(ous.length > 0 && { ous }) };
}

/** Why it is not read. An account of unknown state is read. */
function notActive({ state }: MemberAccount): string | undefined {
  return state === "ACTIVE" || state === ""
    ? undefined
    : (REASONS.get(state) ?? `${state} in AWS Organizations`);
}

/** A Map, since the state comes from outside: an object would also have `constructor`. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ["SUSPENDED", "suspended in AWS Organizations"],
  ["PENDING_CLOSURE", "being closed"],
  ["PENDING_ACTIVATION", "not activated yet"],
  ["CLOSED", "closed"],
]);

function accountOf(id: string, name: string, isCaller: boolean, request: OrganizationRequest): Account {
  const { base, role = DEFAULT_ROLE, externalId, sessionName, regions } = request;
  const assumed = { role, externalId, sessionName, mfaSerial: undefined };
  return { id, name, base, roles: isCaller ? [] : [assumed], ownRole: false, regions, tags: [] };
}

function nothingToRead({ ous, excludeOus }: OrganizationRequest, skipped: number): UserError {
  const units = ous.length === 0 ? "the organization" : ous.join(", ");
  const less = excludeOus.length === 0 ? "" : ` without ${excludeOus.join(", ")}`;
  const why = skipped === 0 ? "" : ` (${skipped} suspended or closed)`;
  return new UserError(
    `no active account in ${units}${less}${why}`,
    "Choose other units with --ou and --exclude-ou.",
  );
}

const FILE_HINT =
  "Use credentials of the management account or a delegated administrator, or list the accounts in a file: --accounts FILE.";

async function explained<T>(base: Base, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const failure = toFailure(cause, "credentials");
    const who = await base.who();
    throw new UserError(organizationText(failure, who), FILE_HINT, { cause });
  }
}

function organizationText(failure: Failure, who: string): string {
  if (/NotInUse/.test(failure.code)) return `the account of ${who} does not belong to an organization`;
  if (failure.status !== "denied")
    return `could not list the accounts of the organization: ${failure.message}`;
  const said = failure.cause instanceof Error ? failure.cause.message : failure.message;
  const action = /organizations:\w+/.exec(said)?.[0] ?? "organizations:ListAccounts";
  return `${who} may not list the accounts of the organization (${action})`;
}
