/** Chains of roles: each role is assumed with the credentials of the one before. */
import { abortable } from "../../model/abortable.ts";
import type { Role } from "../../model/account.ts";
import { take } from "../../model/maps.ts";
import { roleArnParts } from "../../model/role-arn.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients } from "../transport/clients.ts";
import { renewed, unlessExpired } from "../transport/expiry.ts";
import { type Assumed, assumeRole, stsRegion } from "./assume.ts";
import type { Identity } from "./identity.ts";
import type { Mfa } from "./mfa.ts";
import { type RenewingCredentials, renewing } from "./renewing.ts";
import { roleFailure } from "./role-failures.ts";

/** Credentials at some point of a chain, and whose they are. */
export interface Credential {
  readonly credentials: RenewingCredentials;
  /** For messages: the ARN, or a label while it is unknown. */
  who(): Promise<string>;
}

export interface RoleStep extends Credential {
  readonly roleArn: string;
  /** Assumes the role unless that has been done, and resolves to its identity. Rejects with a `Failure`. */
  assume(signal: AbortSignal): Promise<Identity>;
}

interface RoleContext {
  readonly clients: Clients;
  readonly mfa: Mfa;
  /** The profile, for the MFA prompt. */
  readonly profile: string | undefined;
  /** The region that the user configured. */
  readonly region: string | undefined;
}

/** The next role of a chain. It is not assumed before its credentials are needed. */
export function roleStep(from: Credential, role: Role, arn: string, context: RoleContext): RoleStep {
  let identity: Identity | undefined;
  const credentials = renewing(async (signal) => {
    const assumed = await assume({ from, role, arn, context }, signal);
    identity = assumed.identity;
    return assumed.credentials;
  });
  return {
    roleArn: arn,
    credentials,
    async assume(signal) {
      const { accountId = "" } = await credentials.begin(signal);
      return identity ?? { accountId, partition: "", arn };
    },
    who: async () => identity?.arn ?? arn,
  };
}

const shared = new WeakMap<Credential, Map<string, RoleStep>>();

/** One step for all chains that begin alike, so that a role that leads to hundreds of accounts is assumed once. */
export function sharedRoleStep(from: Credential, role: Role, arn: string, context: RoleContext): RoleStep {
  const known = shared.get(from) ?? new Map<string, RoleStep>();
  shared.set(from, known);
  const key = JSON.stringify([arn, role.externalId, role.sessionName, role.mfaSerial]);
  return take(known, key, () => roleStep(from, role, arn, context));
}

interface Assumption {
  readonly from: Credential;
  readonly role: Role;
  readonly arn: string;
  readonly context: RoleContext;
}

async function assume(assumption: Assumption, signal: AbortSignal | undefined): Promise<Assumed> {
  const { from, role, arn } = assumption;
  // Other accounts may wait for these credentials too, so this account's signal must not abort them.
  await abortable(from.credentials(), signal);
  try {
    return await unlessExpired(from.credentials, () => attempt(assumption, signal), renewed);
  } catch (error) {
    throw roleFailure(toFailure(error, "credentials"), { who: await from.who(), roleArn: arn, ...role });
  }
}

async function attempt(
  { from, role, arn, context }: Assumption,
  signal: AbortSignal | undefined,
): Promise<Assumed> {
  const { clients, mfa, profile } = context;
  const region = stsRegion(roleArnParts(arn)?.partition ?? "", context.region);
  const { credentials: caller } = from;
  const { mfaSerial: serial, externalId, sessionName } = role;
  const proof =
    serial === undefined
      ? undefined
      : await mfa.prove({ serial, profile, credentials: caller, clients, region });
  const request = { region, caller, roleArn: arn, externalId, sessionName, duration: undefined, proof };
  return assumeRole(clients, request, signal);
}
