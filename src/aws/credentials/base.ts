/** Base credentials: what a run starts with. Each is found once, and asked once whose it is. */
import type { Account, BaseCredentials } from "../../model/account.ts";
import { type Failure, UserError } from "../../model/failure.ts";
import { mainRegion, partitionOfRegion } from "../../model/partitions.ts";
import { literalRegions } from "../../model/patterns.ts";
import { toFailure } from "../failures/failures.ts";
import { once } from "../once.ts";
import type { Clients, Env } from "../transport/clients.ts";
import { firstRegion } from "./assume.ts";
import { answerRefusal, sourceRefusal } from "./base-refusals.ts";
import { askIdentity, type Identity } from "./identity.ts";
import type { Mfa } from "./mfa.ts";
import { type ConfigFiles, checkProfile, readConfigFiles } from "./profiles.ts";
import { knownIdentity, loaderOf } from "./providers.ts";
import { renewing } from "./renewing.ts";
import { isExpired, type Link, renewed, roleArnParts } from "./roles.ts";
import type { Sso } from "./sso.ts";
import { findWay, type Way, wayLabel } from "./ways.ts";

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

/** Credentials of the SDK's default chain, or of a profile. */
function chainBase(
  base: Exclude<BaseCredentials, { kind: "sso" }>,
  hint: string | undefined,
  context: BaseContext,
): Base {
  const profile = base.kind === "profile" ? base.profile : undefined;
  const clients = profile === undefined ? context.clients : context.clients.forProfile(profile);
  const files = once(() => readConfigFiles(context.env));
  const way = once(async () => checkedWay(context.env, await files(), profile));
  const label = async (): Promise<string> => wayLabel(await way(), profile);
  const attempt = async () => ({ way: await way(), label: await label() });

  const configuredRegion = once(async () => {
    const { region } = await clients.settings();
    return regionOf(await way(), await files(), profile, region);
  });
  const loader = once(async () =>
    loaderOf(await way(), {
      ...context,
      clients,
      profile,
      label: await label(),
      region: await configuredRegion(),
    }),
  );
  const credentials = renewing(async () => {
    try {
      return await (await loader())();
    } catch (error) {
      // A setting that cannot be used: it says for itself what to change.
      throw error instanceof UserError ? error : sourceRefusal(error, await attempt());
    }
  });

  const region = async (): Promise<string> => firstRegion(await configuredRegion(), hint);
  const identity = once(async () => {
    const used = await credentials();
    const known = knownIdentity(used);
    if (known) return known;
    const ask = async (): Promise<Identity> => askIdentity(clients, await region(), credentials);
    const refused = async (failure: Failure) =>
      answerRefusal(failure, { ...(await attempt()), region: await region() });
    try {
      return await ask();
    } catch (error) {
      const failure = toFailure(error, "identity");
      if (!isExpired(failure) || !(await renewed(credentials, used))) throw await refused(failure);
    }
    return ask().catch(async (error: unknown) => {
      throw await refused(toFailure(error, "identity"));
    });
  });
  const who = () => identity().then(({ arn }) => arn, label);
  return { clients, profile, label, credentials, identity, region, configuredRegion, who };
}

/**
 * The region in force, as the AWS CLI has it: AWS_REGION above the profile's own. But a profile of another partition
 * than AWS_REGION knows better, so that one run may span partitions.
 */
function regionOf(
  way: Way,
  { profiles }: ConfigFiles,
  named: string | undefined,
  inForce: string | undefined,
): string | undefined {
  const sections = way.kind === "profile" ? [way.profile, way.root] : [named ?? ""];
  const own = sections.map((name) => profiles.get(name)?.region).find((region) => region !== undefined);
  if (inForce === undefined || own === undefined) return inForce ?? own;
  return partitionOfRegion(own) === partitionOfRegion(inForce) ? inForce : own;
}

/** A profile that is named, or that would be taken, must make sense; its own fault is told before AWS is asked. */
function checkedWay(env: Env, files: ConfigFiles, named: string | undefined): Way {
  const way = findWay(env, files, named);
  const profile = way.kind === "environment" ? undefined : (named ?? (env.AWS_PROFILE || undefined));
  if (profile !== undefined) checkProfile(profile, files);
  else if (way.kind === "profile") checkProfile(way.profile, files);
  return way;
}

/** A permission set of Identity Center in one account. The portal gave what it was asked for: nobody need ask STS. */
function ssoBase(
  { session, role }: Extract<BaseCredentials, { kind: "sso" }>,
  account: Account,
  { clients, sso }: BaseContext,
): Base {
  const accountId = account.id ?? "";
  const label = async () => `sso ${session} ${role}`;
  const ssoRegion = once(() => sso.region(session));
  const credentials = renewing(() => sso.credentials(session, role, accountId));
  const configuredRegion = async (): Promise<string | undefined> =>
    (await clients.settings()).region ?? ssoRegion();
  return {
    clients,
    profile: undefined,
    label,
    credentials,
    async identity() {
      await credentials();
      return { accountId, partition: partitionOfRegion(await ssoRegion()) ?? "aws", arn: "" };
    },
    region: async () => (await configuredRegion()) ?? ssoRegion(),
    configuredRegion,
    who: async () => `${role} in ${accountId} (SSO session ${session})`,
  };
}
