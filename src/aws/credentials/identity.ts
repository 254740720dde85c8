/** What responses of STS contain: credentials, and whose they are. */
import type { AwsCredentialIdentity } from "@smithy/types";
import type { Stage } from "../../model/coverage.ts";
import { Failure } from "../../model/failure.ts";
import { toFailure } from "../failures/failures.ts";
import { INVALID_RESPONSE } from "../failures/network.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { date, invalidResponse, object, text } from "../transport/untyped.ts";

export interface Identity {
  /** 12 digits */
  readonly accountId: string;
  readonly partition: string;
  /** Empty for credentials from the portal of Identity Center, which does not return it. */
  readonly arn: string;
}

/** Reads `arn:aws:sts::111122223333:assumed-role/Reader/session`. A response without it did not come from STS. */
export function identityOf(given: unknown, stage: Stage): Identity {
  const arn = text(given);
  const [, partition, accountId] = /^arn:([\w-]+):(?:iam|sts)::(\d{12}):/.exec(arn) ?? [];
  if (partition !== undefined && accountId !== undefined) return { accountId, partition, arn };
  const message = "unexpected response from STS (no caller identity); a proxy may have intercepted it";
  throw new Failure("error", stage, INVALID_RESPONSE, message);
}

/** Calls GetCallerIdentity in a region. Rejects with a `Failure` of the stage `identity`. */
export async function askIdentity(
  clients: Clients,
  region: string,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<Identity> {
  const [{ GetCallerIdentityCommand }, client] = await Promise.all([
    import("../transport/packages/sts.ts"),
    clients.sts(region, credentials),
  ]);
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}), signal && { abortSignal: signal });
    return identityOf(Arn, "identity");
  } catch (error) {
    throw toFailure(error, "identity");
  }
}

/** The keys in a response of STS, in the SDK's shape. */
export function keysIn(keys: unknown, identity: Identity | undefined): AwsCredentialIdentity {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = object(keys);
  const [accessKeyId, secretAccessKey] = [text(AccessKeyId), text(SecretAccessKey)];
  if (accessKeyId === "" || secretAccessKey === "") {
    throw invalidResponse("the STS response contains no credentials");
  }
  const [sessionToken, expiration] = [text(SessionToken), date(Expiration)];
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== "" && { sessionToken }),
    ...(expiration !== undefined && { expiration }),
    ...(identity && { accountId: identity.accountId }),
  };
}
