/** Chains of roles: each hop is assumed with the credentials of the one before. */
import { abortable } from "../../model/abortable.ts";
import type { Role } from "../../model/account.ts";
import { roleArnParts } from "../../model/role-arn.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients } from "../transport/clients.ts";
import { renewed, unlessExpired } from "../transport/expiry.ts";
import { type Assumed, assumeRole, stsRegion } from "./assume.ts";
import type { Identity } from "./identity.ts";
import type { Mfa } from "./mfa.ts";
import { roleRefusal } from "./refusals.ts";
import { type RenewingCredentials, renewing } from "./renewing.ts";

/** Credentials somewhere on a chain. */
export interface Link {
  readonly credentials: RenewingCredentials;
  /** Whose they are, as far as it is known without asking; for messages. */
  who(): Promise<string>;
}

export interface Hop extends Link {
  readonly roleArn: string;
  /** Assumes the role if that has not been done yet, and says who we are then. Rejects with a `Failure`. */
  enter(signal: AbortSignal): Promise<Identity>;
}

export interface HopContext {
  readonly clients: Clients;
  readonly mfa: Mfa;
  /** The profile whose device may be asked for, for the prompt. */
  readonly profile: string | undefined;
  /** The region that the user configured. */
  readonly region: string | undefined;
}

/** The next hop of a chain. Nothing is asked of AWS before its credentials are wanted. */
export function hop(from: Link, role: Role, arn: string, context: HopContext): Hop {
  let identity: Identity | undefined;
  const credentials = renewing(async (signal) => {
    const assumed = await assume({ from, role, arn, context }, signal);
    identity = assumed.identity;
    return assumed.credentials;
  });
  return {
    roleArn: arn,
    credentials,
    async enter(signal) {
      const { accountId = "" } = await credentials.begin(signal);
      return identity ?? { accountId, partition: "", arn };
    },
    who: async () => identity?.arn ?? arn,
  };
}

const shared = new WeakMap<Link, Map<string, Hop>>();

/**
 * The same hop for all accounts whose chains begin alike, so that a role that leads on to hundreds of accounts is
 * assumed once.
 */
export function sharedHop(from: Link, role: Role, arn: string, context: HopContext): Hop {
  const known = shared.get(from) ?? new Map<string, Hop>();
  shared.set(from, known);
  const key = JSON.stringify([arn, role.externalId, role.sessionName, role.mfaSerial]);
  const found = known.get(key) ?? hop(from, role, arn, context);
  known.set(key, found);
  return found;
}

/** One AssumeRole of a chain. */
interface Step {
  readonly from: Link;
  readonly role: Role;
  readonly arn: string;
  readonly context: HopContext;
}

async function assume(step: Step, signal: AbortSignal | undefined): Promise<Assumed> {
  const { from, role, arn } = step;
  // Others may wait for these as well: they do not end with this account.
  await abortable(from.credentials(), signal);
  try {
    return await unlessExpired(from.credentials, () => attempt(step, signal), renewed);
  } catch (error) {
    throw roleRefusal(toFailure(error, "credentials"), { who: await from.who(), roleArn: arn, ...role });
  }
}

async function attempt(
  { from, role, arn, context }: Step,
  signal: AbortSignal | undefined,
): Promise<Assumed> {
  const { clients, mfa, profile } = context;
  const region = stsRegion(roleArnParts(arn)?.partition ?? "", context.region);
  const { mfaSerial: serial, externalId, sessionName } = role;
  const proof =
    serial === undefined
      ? undefined
      : await mfa.prove({ serial, profile, credentials: from.credentials, clients, region });
  const request = { roleArn: arn, externalId, sessionName, duration: undefined, proof };
  return assumeRole(clients, region, from.credentials, request, signal);
}
