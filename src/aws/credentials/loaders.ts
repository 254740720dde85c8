/** Loads credentials from each kind of source: with the SDK's provider where there is one, over our connections. */
import { chain } from "@smithy/core/config";
import type { AwsCredentialIdentity } from "@smithy/types";
import { roleArnParts } from "../../model/role-arn.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients } from "../transport/clients.ts";
import {
  assumeRole,
  assumeRoleWithWebIdentity,
  constant,
  SESSION_NAME,
  stsRegion,
  webIdentityRegion,
} from "./assume.ts";
import { webIdentityFailure } from "./base-failures.ts";
import type { Identity } from "./identity.ts";
import type { Mfa } from "./mfa.ts";
import { processCredentials } from "./process.ts";
import { roleFailure } from "./role-failures.ts";
import { loginProfile, sessionProfile } from "./sdk-profile.ts";
import type { CredentialSource, ProfileRole, SsoSource } from "./source.ts";
import { watched } from "./watched.ts";

interface LoaderContext {
  readonly clients: Clients;
  readonly mfa: Mfa;
  /** The profile that an option selects. */
  readonly profile: string | undefined;
  readonly label: string;
  /** The region that is configured for this profile. */
  readonly region: string | undefined;
  readonly log: ((line: string) => void) | undefined;
}

/** Loads new credentials at each call. Rejects with the SDK's error or with a `Failure`. */
export type Loader = () => Promise<AwsCredentialIdentity>;

export async function loaderOf(source: CredentialSource, context: LoaderContext): Promise<Loader> {
  const sdk = await import("../transport/packages/credentials.ts");
  const logger = loggerOf(context);
  switch (source.kind) {
    case "keys":
      return async () => source.keys;
    case "role": {
      const from = await loaderOf(source.from, context);
      return async () => assumeFrom(await from(), source.role, context);
    }
    case "web identity": {
      const { tokenFile, roleArn, sessionName } = "tokenFile" in source ? source : {};
      return sdk.fromTokenFile({
        ...(tokenFile !== undefined && { webIdentityTokenFile: tokenFile }),
        ...(roleArn !== undefined && { roleArn }),
        ...(sessionName !== undefined && { roleSessionName: sessionName }),
        roleAssumerWithWebIdentity: webIdentityAssumer(context),
        logger,
      });
    }
    case "sso":
      return ssoLoader(source.sso, context);
    case "login":
      return loginLoader(source, context);
    case "process":
      return () => processCredentials(source);
    case "environment":
      return sdk.fromEnv({ logger });
    case "container":
      return chain(sdk.fromHttp({ logger }), sdk.fromContainerMetadata({ logger }));
    case "instance":
      return sdk.fromInstanceMetadata({ logger });
    case "none":
      return async () => {
        throw new Error("no credentials were found");
      };
  }
}

function loggerOf({ log }: LoaderContext) {
  const warn = (line: unknown): void => log?.(String(line));
  return { trace() {}, debug() {}, info() {}, warn, error: warn };
}

async function ssoLoader(source: SsoSource, context: LoaderContext): Promise<Loader> {
  const { session, startUrl, region, accountId, roleName } = source;
  const [{ fromSSO }, network] = await Promise.all([
    import("../transport/packages/credentials.ts"),
    portalConfig(context.clients),
  ]);
  const load = fromSSO({
    ...(session !== undefined && {
      ...sessionProfile({ name: session, startUrl, region }),
      ssoSession: session,
    }),
    ssoStartUrl: startUrl,
    ssoRegion: region,
    ssoAccountId: accountId,
    ssoRoleName: roleName,
    clientConfig: network.config,
    ...parentConfig(context),
    logger: loggerOf(context),
  });
  return () => network.explain(() => load());
}

async function loginLoader(
  { session, region }: { readonly session: string; readonly region: string | undefined },
  context: LoaderContext,
): Promise<Loader> {
  const [{ fromLoginCredentials }, config] = await Promise.all([
    import("../transport/packages/credentials.ts"),
    context.clients.clientConfig("Signin"),
  ]);
  const { handler, explain } = watched(config.requestHandler);
  const load = fromLoginCredentials({
    ...loginProfile(session, region),
    clientConfig: { ...config, requestHandler: handler },
    ...parentConfig(context),
    logger: loggerOf(context),
  });
  return () => explain(() => load());
}

function parentConfig({ region }: LoaderContext) {
  return region === undefined ? {} : { parentClientConfig: { region: async () => region } };
}

/** The SDK uses one configuration for the portal and the token service. If their endpoints differ, it finds them itself. */
async function portalConfig(clients: Clients) {
  const [portal, tokens] = await Promise.all([clients.clientConfig("SSO"), clients.clientConfig("SSO OIDC")]);
  const { handler, explain } = watched(portal.requestHandler);
  const watchedConfig = { ...portal, requestHandler: handler };
  if (portal.endpoint === tokens.endpoint) return { config: watchedConfig, explain };
  const { endpoint: _, ignoreConfiguredEndpointUrls: __, ...config } = watchedConfig;
  return { config, explain };
}

/** The owners of credentials from AssumeRole, which returns both. */
const identities = new WeakMap<AwsCredentialIdentity, Identity>();

export function knownIdentity(credentials: AwsCredentialIdentity): Identity | undefined {
  return identities.get(credentials);
}

async function assumeFrom(
  source: AwsCredentialIdentity,
  role: ProfileRole,
  { clients, mfa, profile, label, region: configured }: LoaderContext,
): Promise<AwsCredentialIdentity> {
  const { arn: roleArn, externalId, mfaSerial: serial, duration, sessionName } = role;
  const region = stsRegion(roleArnParts(roleArn)?.partition ?? "", configured);
  const caller = constant(source);
  try {
    const proof =
      serial === undefined
        ? undefined
        : await mfa.prove({ serial, profile, credentials: caller, clients, region });
    const request = { region, caller, roleArn, externalId, sessionName, duration, proof };
    const { credentials, identity } = await assumeRole(clients, request);
    identities.set(credentials, identity);
    return credentials;
  } catch (error) {
    throw roleFailure(toFailure(error, "credentials"), {
      who: label,
      roleArn,
      externalId,
      mfaSerial: serial,
    });
  }
}

function webIdentityAssumer({ clients, region: configured }: LoaderContext) {
  return async (params: { RoleArn: string; RoleSessionName: string; WebIdentityToken: string }) => {
    const { RoleArn: roleArn, WebIdentityToken: token } = params;
    const region = webIdentityRegion(roleArnParts(roleArn)?.partition ?? "", configured);
    // Without a name from the user, the SDK makes one up; ours shows in CloudTrail which program called.
    const given = params.RoleSessionName;
    const sessionName = given.startsWith("aws-sdk-js-") ? SESSION_NAME : given;
    try {
      const request = { roleArn, token, sessionName };
      const { credentials, identity } = await assumeRoleWithWebIdentity(clients, region, request);
      identities.set(credentials, identity);
      return credentials;
    } catch (error) {
      throw webIdentityFailure(toFailure(error, "credentials"), roleArn);
    }
  };
}
