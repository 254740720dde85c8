/** The STS calls that return credentials for a role. */
import type { AwsCredentialIdentity } from "@smithy/types";
import { Failure } from "../../model/failure.ts";
import { defaultRegions, mainRegion, partitionOfRegion } from "../../model/partitions.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { object } from "../transport/untyped.ts";
import { askIdentity, type Identity, identityOf, stsCredentials } from "./identity.ts";
import type { MfaProof } from "./mfa.ts";

/** The session name in CloudTrail, unless the user sets another. */
export const SESSION_NAME = "lambda-inventory";

interface AssumeRequest {
  /** The region whose STS is called. */
  readonly region: string;
  readonly caller: Credentials;
  readonly roleArn: string;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  /** seconds; undefined: the default of AWS, one hour */
  readonly duration: number | undefined;
  readonly proof: MfaProof | undefined;
}

/** Credentials and their owner. STS returns both, so GetCallerIdentity is not needed. */
export interface Assumed {
  readonly credentials: AwsCredentialIdentity;
  readonly identity: Identity;
}

/** Calls AssumeRole with the caller's credentials. Rejects with the SDK's error. */
export async function assumeRole(
  clients: Clients,
  { region, caller, roleArn, externalId, sessionName = SESSION_NAME, duration, proof }: AssumeRequest,
  signal?: AbortSignal,
): Promise<Assumed> {
  const signer = proof?.kind === "session" ? constant(proof.credentials) : caller;
  const parameters = {
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    ...(externalId !== undefined && { ExternalId: externalId }),
    ...(duration !== undefined && { DurationSeconds: duration }),
    ...(proof?.kind === "code" && { SerialNumber: proof.serial, TokenCode: proof.code }),
  };
  const response = await clients.assumeRole({ region, credentials: signer, parameters, signal });
  const { AssumedRoleUser, Credentials: keys } = object(response);
  // Some emulators omit AssumedRoleUser.
  const identity =
    keys && !AssumedRoleUser
      ? await askIdentity(clients, region, constant(stsCredentials(keys, undefined)))
      : identityOf(object(AssumedRoleUser).Arn, "credentials");
  return { credentials: stsCredentials(keys, identity), identity };
}

const constants = new WeakMap<AwsCredentialIdentity, Credentials>();

/** Always the same provider for the same credentials, since clients are cached by provider. */
export function constant(credentials: AwsCredentialIdentity): Credentials {
  const known = constants.get(credentials) ?? (async () => credentials);
  constants.set(credentials, known);
  return known;
}

/**
 * The region whose STS is called for a role: the configured one, if it is in the role's partition and enabled in every
 * account (STS of an opt-in region rejects roles of accounts without it), else the partition's main region. Never the
 * global endpoint, whose tokens opt-in regions reject.
 */
export function stsRegion(partition: string, configured: string | undefined): string {
  if (configured !== undefined && defaultRegions(partition).includes(configured)) return configured;
  return mainRegion(partition) ?? configured ?? "us-east-1";
}

/**
 * The region whose STS is called for the role of a web identity. The workload runs in the configured region, so that
 * region is enabled, and a private network may have no route to another one.
 */
export function webIdentityRegion(partition: string, configured: string | undefined): string {
  if (configured !== undefined && partitionOfRegion(configured) === partition) return configured;
  return stsRegion(partition, configured);
}

/** The region for GetCallerIdentity, which is called before the partition is known. */
export function firstRegion(configured: string | undefined, hint: string | undefined): string {
  if (configured !== undefined) return configured;
  const partition = hint === undefined ? undefined : partitionOfRegion(hint);
  return mainRegion(partition ?? "aws") ?? "us-east-1";
}

/** Calls AssumeRoleWithWebIdentity: the token is the proof, no keys are needed. Rejects with the SDK's error. */
export async function assumeRoleWithWebIdentity(
  clients: Clients,
  region: string,
  { roleArn, token, sessionName }: { roleArn: string; token: string; sessionName: string },
): Promise<Assumed> {
  const [{ AssumeRoleWithWebIdentityCommand }, client] = await Promise.all([
    import("../transport/packages/sts.ts"),
    clients.sts(region, UNSIGNED),
  ]);
  const response = await client.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      WebIdentityToken: token,
    }),
  );
  const identity = identityOf(response.AssumedRoleUser?.Arn, "credentials");
  return { credentials: stsCredentials(response.Credentials, identity), identity };
}

const UNSIGNED: Credentials = async () => {
  throw new Failure("unauthenticated", "credentials", "NoCredentials", "this call is not signed");
};
