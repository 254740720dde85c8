/** Base credentials of a profile, or of the environment, a container or an instance. */
import { isDeepStrictEqual } from "node:util";
import type { BaseCredentials } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import { once } from "../../model/once.ts";
import { partitionOfRegion } from "../../model/partitions.ts";
import { toFailure } from "../failures/failures.ts";
import { type ConfigFiles, readConfigFiles } from "../profiles/files.ts";
import { renewed, unlessExpired } from "../transport/expiry.ts";
import { firstRegion } from "./assume.ts";
import type { Base, BaseContext } from "./base.ts";
import { rejectionFailure, sourceFailure } from "./base-failures.ts";
import { findSource } from "./find-source.ts";
import { askIdentity, type Identity } from "./identity.ts";
import { knownIdentity, type Loader, loaderOf } from "./loaders.ts";
import { type RenewingCredentials, renewing } from "./renewing.ts";
import { type CredentialSource, rootOf, sourceLabel } from "./source.ts";

/** @param hint a region of the likely partition, for when no region is configured */
export function chainBase(
  base: Exclude<BaseCredentials, { kind: "sso" }>,
  hint: string | undefined,
  context: BaseContext,
): Base {
  const { env } = context;
  const profile = base.kind === "profile" ? base.profile : undefined;
  const clients = profile === undefined ? context.clients : context.clients.forProfile(profile);
  const source = once(async () => findSource(env, await clients.configFiles(), profile));
  const label = async (): Promise<string> => sourceLabel(await source(), profile);
  const attempt = async () => ({ source: await source(), label: await label() });
  const configuredRegion = once(async () => {
    const { region } = await clients.settings();
    return regionOf(await source(), await clients.configFiles(), profile, region);
  });
  const loaderFor = async (found: CredentialSource): Promise<Loader> =>
    loaderOf(found, { ...context, clients, profile, label: await label(), region: await configuredRegion() });
  // To renew, read the files again: another program may have written new keys.
  const newSource = async (): Promise<CredentialSource> =>
    findSource(env, await readConfigFiles(env), profile);
  const load = reloading(source, newSource, loaderFor);
  const credentials = renewing(async () => {
    try {
      return await load();
    } catch (error) {
      // The error of an invalid setting already says what to change.
      throw error instanceof UserError ? error : sourceFailure(error, await attempt());
    }
  });

  const region = async (): Promise<string> => firstRegion(await configuredRegion(), hint);
  const ask = async (): Promise<Identity> => {
    try {
      return await askIdentity(clients, await region(), credentials);
    } catch (error) {
      if (error instanceof UserError) throw error;
      throw rejectionFailure(toFailure(error, "identity"), { ...(await attempt()), region: await region() });
    }
  };
  const identity = once(() => identify(credentials, ask));
  const who = () => identity().then(({ arn }) => arn, label);
  return { clients, profile, label, credentials, identity, region, configuredRegion, who };
}

/** Loads from the first source, and later from a new one, with the same loader while the source stays the same. */
function reloading(
  first: () => Promise<CredentialSource>,
  later: () => Promise<CredentialSource>,
  loaderFor: (source: CredentialSource) => Promise<Loader>,
): Loader {
  let held: { readonly source: CredentialSource; readonly load: Loader } | undefined;
  return async () => {
    const source = await (held ? later : first)();
    if (!held || !isDeepStrictEqual(held.source, source)) held = { source, load: await loaderFor(source) };
    return held.load();
  };
}

/** Without a call where STS returned the identity with the credentials. Expired credentials are renewed once. */
async function identify(credentials: RenewingCredentials, ask: () => Promise<Identity>): Promise<Identity> {
  return knownIdentity(await credentials()) ?? unlessExpired(credentials, ask, renewed);
}

/**
 * AWS_REGION wins over the profile's region, as in the AWS CLI, unless the two are in different partitions: a run can
 * span partitions, and then only the profile's region fits its credentials.
 */
function regionOf(
  source: CredentialSource,
  { profiles }: ConfigFiles,
  named: string | undefined,
  configured: string | undefined,
): string | undefined {
  const names = source.profile === undefined ? [named] : [source.profile, rootOf(source).profile];
  const own = names.map((name) => profiles.get(name ?? "")?.settings.region).find(Boolean);
  if (configured === undefined || own === undefined) return configured ?? own;
  return partitionOfRegion(own) === partitionOfRegion(configured) ? configured : own;
}
