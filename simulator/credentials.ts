import type { Estate } from "./estate/estate.ts";
import { containerToken } from "./services/machine.ts";
import { portalTokens } from "./services/oidc.ts";
import type { World } from "./services/service.ts";
import { type KeyPair, sealed, userKey } from "./wire/keys.ts";

/** The file that `aws sso login` writes to `~/.aws/sso/cache`. */
export interface PortalLogin {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly registrationExpiresAt: string;
}

/** Every kind of credentials for the simulated organization. */
export interface CredentialKinds {
  /** The long-term key of an account's user; default: the management account, else the first. */
  credentialsFor(accountId?: string): KeyPair;
  /** Environment variables that make a child process use the simulator as AWS. */
  env(accountId?: string): Record<string, string>;
  /** An Identity Center sign-in that is valid for this many seconds (default 8 hours; negative: already expired). */
  portalLogin(options?: { seconds?: number; region?: string; startUrl?: string }): PortalLogin;
  /** A web identity token, as a cluster's issuer would sign it for this subject. */
  webIdentityToken(subject: string, seconds?: number): string;
  /** The environment of an ECS or EKS container with this role. */
  containerEnv(roleArn: string): Record<string, string>;
  /** The environment of an EC2 instance with this role; one machine at a time. */
  instanceEnv(roleArn: string): Record<string, string>;
}

export function credentialsFor(url: string, estate: Estate, world: World): CredentialKinds {
  const home = estate.organization?.managementAccountId ?? estate.accounts[0]?.id ?? "";
  const credentialsFor = (accountId = home): KeyPair => userKey(accountId);
  const instant = (seconds: number): string => new Date(world.now().getTime() + seconds * 1000).toISOString();
  return {
    credentialsFor,
    env: (accountId = home) => ({
      ...keyEnv(credentialsFor(accountId)),
      ...serviceEnv(url, estate, accountId),
    }),
    portalLogin: ({
      seconds = 28_800,
      region = "eu-central-1",
      startUrl = "https://simulated.awsapps.com/start",
    } = {}) => ({
      startUrl,
      region,
      ...portalTokens("someone@example.com", world.now(), seconds),
      expiresAt: instant(seconds),
      clientId: "simulated-client",
      clientSecret: "simulated-client-secret",
      registrationExpiresAt: instant(90 * 86_400),
    }),
    webIdentityToken: (subject, seconds = 3600) =>
      sealed({ subject, expiresAt: world.now().getTime() + seconds * 1000 }),
    containerEnv: (roleArn) => ({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: containerToken(roleArn),
      ...serviceEnv(url, estate, home),
    }),
    instanceEnv: (roleArn) => {
      world.instanceRole = roleArn;
      return { AWS_EC2_METADATA_SERVICE_ENDPOINT: url, ...serviceEnv(url, estate, home) };
    },
  };
}

function keyEnv({ accessKeyId, secretAccessKey }: KeyPair): Record<string, string> {
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
}

function serviceEnv(url: string, estate: Estate, accountId: string): Record<string, string> {
  const region = estate.account(accountId)?.regions[0]?.name ?? "us-east-1";
  // boto3 and version 1 of the AWS CLI read only AWS_DEFAULT_REGION.
  return { AWS_REGION: region, AWS_DEFAULT_REGION: region, AWS_ENDPOINT_URL: url };
}
