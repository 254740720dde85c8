/** The calls of STS that give credentials for a role. */
import type { AwsCredentialIdentity } from "@smithy/types";
import { Failure } from "../../model/failure.ts";
import { defaultRegions, mainRegion, partitionOfRegion } from "../../model/partitions.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { askIdentity, type Identity, identityOf } from "./identity.ts";
import type { MfaProof } from "./mfa.ts";
import { keysIn } from "./sts-keys.ts";

/** What STS shows for us in CloudTrail when the user names no other. */
export const SESSION_NAME = "lambda-inventory";

export interface AssumeRequest {
  readonly roleArn: string;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  /** seconds; undefined: AWS's hour */
  readonly duration: number | undefined;
  readonly proof: MfaProof | undefined;
}

/** Credentials, and whose they are: the response names both. */
export interface Assumed {
  readonly credentials: AwsCredentialIdentity;
  readonly identity: Identity;
}

/** One AssumeRole, with the caller's credentials. Rejects with the SDK's error. */
export async function assumeRole(
  clients: Clients,
  region: string,
  caller: Credentials,
  request: AssumeRequest,
  signal?: AbortSignal,
): Promise<Assumed> {
  const { roleArn, externalId, sessionName = SESSION_NAME, duration, proof } = request;
  const signer = proof?.kind === "session" ? constant(proof.credentials) : caller;
  const [{ AssumeRoleCommand }, client] = await Promise.all([
    import("../transport/packages/sts.ts"),
    clients.sts(region, signer),
  ]);
  const answer = await client.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      ...(externalId !== undefined && { ExternalId: externalId }),
      ...(duration !== undefined && { DurationSeconds: duration }),
      ...(proof?.kind === "code" && { SerialNumber: proof.serial, TokenCode: proof.code }),
    }),
    signal && { abortSignal: signal },
  );
  const { AssumedRoleUser, Credentials: keys } = answer;
  // AWS names the caller in the same response. Some emulators do not, so they are asked.
  const identity =
    keys && !AssumedRoleUser
      ? await askIdentity(clients, region, constant(keysIn(keys, undefined)))
      : identityOf(AssumedRoleUser?.Arn, "credentials");
  return { credentials: keysIn(keys, identity), identity };
}

const constants = new WeakMap<AwsCredentialIdentity, Credentials>();

/** The same provider for the same credentials, since clients are kept by their provider. */
export function constant(credentials: AwsCredentialIdentity): Credentials {
  const known = constants.get(credentials) ?? (async () => credentials);
  constants.set(credentials, known);
  return known;
}

/**
 * The region whose STS is asked for a role: the one that the user configured, if it lies in the role's partition and
 * is enabled in every account (STS of an opt-in region refuses roles of accounts without it), else the partition's
 * main one. Never the global endpoint, whose tokens opt-in regions do not accept.
 */
export function stsRegion(partition: string, configured: string | undefined): string {
  if (configured !== undefined && defaultRegions(partition).includes(configured)) return configured;
  return mainRegion(partition) ?? configured ?? "us-east-1";
}

/**
 * The region whose STS is asked for the role of a web identity. It runs in that region, so that its account has it,
 * opted in or not; from a private network there may be no way to another.
 */
export function webIdentityRegion(partition: string, configured: string | undefined): string {
  if (configured !== undefined && partitionOfRegion(configured) === partition) return configured;
  return stsRegion(partition, configured);
}

/** The region in which we ask who we are, before we know our partition. */
export function firstRegion(configured: string | undefined, hint: string | undefined): string {
  if (configured !== undefined) return configured;
  const partition = hint === undefined ? undefined : partitionOfRegion(hint);
  return mainRegion(partition ?? "aws") ?? "us-east-1";
}

/** One AssumeRoleWithWebIdentity: the token is the proof, no keys are needed. Rejects with the SDK's error. */
export async function assumeRoleWithWebIdentity(
  clients: Clients,
  region: string,
  { roleArn, token, sessionName }: { roleArn: string; token: string; sessionName: string },
): Promise<Assumed> {
  const [{ AssumeRoleWithWebIdentityCommand }, client] = await Promise.all([
    import("../transport/packages/sts.ts"),
    clients.sts(region, NOBODY),
  ]);
  const answer = await client.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      WebIdentityToken: token,
    }),
  );
  const identity = identityOf(answer.AssumedRoleUser?.Arn, "credentials");
  return { credentials: keysIn(answer.Credentials, identity), identity };
}

const NOBODY: Credentials = async () => {
  throw new Failure("unauthenticated", "credentials", "NoCredentials", "this call is not signed");
};
