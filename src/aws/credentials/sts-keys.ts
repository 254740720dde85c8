import type { AwsCredentialIdentity } from "@smithy/types";
import { date, invalidResponse, object, text } from "../transport/untyped.ts";
import type { Identity } from "./identity.ts";

/** The keys in a response of STS, in the SDK's shape. */
export function keysIn(keys: unknown, identity: Identity | undefined): AwsCredentialIdentity {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = object(keys);
  const [accessKeyId, secretAccessKey] = [text(AccessKeyId), text(SecretAccessKey)];
  if (accessKeyId === "" || secretAccessKey === "") {
    throw invalidResponse("the response of STS contains no credentials");
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
