/** What responses of STS contain: credentials, and whose they are. */
import type { AwsCredentialIdentity } from "@smithy/types";
import type { Stage } from "../../model/coverage.ts";
import { Failure } from "../../model/failure.ts";
import { partitionOfRegion } from "../../model/partitions.ts";
import { toFailure } from "../failures/failures.ts";
import { INVALID_RESPONSE } from "../failures/network.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { date, invalidResponse, object, text } from "../transport/untyped.ts";

export interface Identity {
  /** 12 digits */
  readonly accountId: string;
  readonly partition: string;
  /** Empty where it was not returned: for credentials from the portal of Identity Center, and by some emulators. */
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

/** Some emulators return only the account. */
function identityWithoutArn(given: unknown, region: string): Identity | undefined {
  const [accountId, partition] = [text(given), partitionOfRegion(region)];
  return /^\d{12}$/.test(accountId) && partition !== undefined
    ? { accountId, partition, arn: "" }
    : undefined;
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
    const command = new GetCallerIdentityCommand({});
    const { Arn, Account } = await client.send(command, signal && { abortSignal: signal });
    return (text(Arn) === "" && identityWithoutArn(Account, region)) || identityOf(Arn, "identity");
  } catch (error) {
    throw toFailure(error, "identity");
  }
}

/** The keys in a response of STS, in the SDK's shape. */
export function stsCredentials(keys: unknown, identity: Identity | undefined): AwsCredentialIdentity {
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
