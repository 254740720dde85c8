import process from "node:process";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOClient } from "@aws-sdk/client-sso";
import { type Credentials, STSClient } from "@aws-sdk/client-sts";
import type { KeyPair, Simulator } from "../../../simulator/index.ts";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

interface Choice {
  readonly region?: string;
  readonly key?: KeyPair;
  readonly maxAttempts?: number;
}

/** Real SDK clients of a simulator: the management account in eu-west-1, one attempt a call, unless told otherwise. */
export function clients(simulator: Simulator, { region = "eu-west-1", key, maxAttempts = 1 }: Choice = {}) {
  const credentials = key ?? simulator.credentialsFor();
  const config = { region, credentials, endpoint: simulator.url, maxAttempts };
  return {
    sts: new STSClient(config),
    ec2: new EC2Client(config),
    lambda: new LambdaClient(config),
    cloudwatch: new CloudWatchClient(config),
    organizations: new OrganizationsClient(config),
    sso: new SSOClient(config),
  };
}

/** The credentials in an STS answer as a client takes them. */
export function keyOf(
  credentials: Credentials | undefined,
): KeyPair & { sessionToken: string; expiration: Date } {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) throw new Error("no credentials");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}

/** The error that a call ends in: its name and message, and the status where there is one. */
export async function failureOf(
  call: Promise<unknown>,
): Promise<{ name: string; message: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = "$metadata" in error ? (error.$metadata as { httpStatusCode?: number }) : {};
    return { name: error.name, message: error.message, status: metadata.httpStatusCode };
  }
  throw new Error("the call did not fail");
}
