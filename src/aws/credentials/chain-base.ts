/** Base credentials of the SDK's default chain, or of a profile: where they come from, and the region in force. */
import type { BaseCredentials } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import { once } from "../../model/once.ts";
import { partitionOfRegion } from "../../model/partitions.ts";
import { toFailure } from "../failures/failures.ts";
import type { Env } from "../transport/clients.ts";
import { renewed, unlessExpired } from "../transport/expiry.ts";
import { firstRegion } from "./assume.ts";
import type { Base, BaseContext } from "./base.ts";
import { answerRefusal, sourceRefusal } from "./base-refusals.ts";
import { askIdentity, type Identity } from "./identity.ts";
import { type ConfigFiles, checkProfile, readConfigFiles } from "./profiles.ts";
import { knownIdentity, loaderOf } from "./providers.ts";
import { type RenewingCredentials, renewing } from "./renewing.ts";
import { findWay, type Way, wayLabel } from "./ways.ts";

/** @param hint a region of the partition that is meant where none is configured */
export function chainBase(
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
  const loader = once(async () => {
    const [found, name, region] = [await way(), await label(), await configuredRegion()];
    return loaderOf(found, { ...context, clients, profile, label: name, region });
  });
  const credentials = renewing(async () => {
    try {
      return await (await loader())();
    } catch (error) {
      // A setting that cannot be used: it says for itself what to change.
      throw error instanceof UserError ? error : sourceRefusal(error, await attempt());
    }
  });

  const region = async (): Promise<string> => firstRegion(await configuredRegion(), hint);
  const ask = async (): Promise<Identity> => {
    try {
      return await askIdentity(clients, await region(), credentials);
    } catch (error) {
      throw answerRefusal(toFailure(error, "identity"), { ...(await attempt()), region: await region() });
    }
  };
  const identity = once(() => identify(credentials, ask));
  const who = () => identity().then(({ arn }) => arn, label);
  return { clients, profile, label, credentials, identity, region, configuredRegion, who };
}

/** Asks nobody where the credentials came with the answer. When AWS calls them expired they are renewed, once. */
async function identify(credentials: RenewingCredentials, ask: () => Promise<Identity>): Promise<Identity> {
  return knownIdentity(await credentials()) ?? unlessExpired(credentials, ask, renewed);
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
