/** The SDK's credential providers, with our connections, our retries and our STS calls. */
import type { AwsCredentialIdentity } from "@smithy/types";
import { roleArnParts } from "../../model/role-arn.ts";
import { toFailure } from "../failures/failures.ts";
import type { ClientConfig, Clients, Env, Service } from "../transport/clients.ts";
import { configPaths } from "../transport/settings.ts";
import {
  assumeRole,
  assumeRoleWithWebIdentity,
  constant,
  SESSION_NAME,
  stsRegion,
  webIdentityRegion,
} from "./assume.ts";
import { webIdentityRefusal } from "./base-refusals.ts";
import type { Identity } from "./identity.ts";
import type { Mfa } from "./mfa.ts";
import { roleRefusal } from "./refusals.ts";
import { watched } from "./watched.ts";
import type { Way } from "./ways.ts";

export interface ProviderContext {
  readonly env: Env;
  readonly clients: Clients;
  readonly mfa: Mfa;
  /** The profile that was asked for. */
  readonly profile: string | undefined;
  readonly label: string;
  /** The region that is configured for this profile. */
  readonly region: string | undefined;
  readonly log: ((line: string) => void) | undefined;
}

/** Loads credentials anew at each call. Rejects with whatever the SDK throws, or with a `Failure` of our own. */
export type Loader = () => Promise<AwsCredentialIdentity>;

/**
 * A profile that holds a way to credentials goes to `fromIni` alone, so that its own fault is told and nobody else's
 * credentials are taken instead, as in the AWS CLI; everything else goes through the whole default chain.
 */
export async function loaderOf(way: Way, context: ProviderContext): Promise<Loader> {
  const [{ fromIni, fromNodeProviderChain }, config] = await Promise.all([
    import("../transport/packages/credentials.ts"),
    clientConfig(way, context.clients),
  ]);
  const network = watched(config.requestHandler);
  const init = providerInit({ ...config, requestHandler: network.handler }, context);
  if (way.kind === "profile") {
    const load = fromIni({ ...init, profile: way.profile });
    return () => network.explain(() => load());
  }
  // The chain remembers what it found; we decide when it is to look again.
  const named = context.profile === undefined ? {} : { profile: context.profile };
  const chain = fromNodeProviderChain({ ...init, ...named });
  return () => chain({ forceRefresh: true });
}

function providerInit(config: Partial<ClientConfig>, context: ProviderContext) {
  const { env, log, region } = context;
  const warn = (line: unknown): void => log?.(String(line));
  return {
    ...configPaths(env),
    ignoreCache: true,
    clientConfig: config,
    ...(region !== undefined && { parentClientConfig: { region: async () => region } }),
    // Roles are assumed by us, and so is the prompt for the code.
    mfaCodeProvider: async () => "",
    roleAssumer: roleAssumer(context),
    roleAssumerWithWebIdentity: webIdentityAssumer(context),
    logger: { trace() {}, debug() {}, info() {}, warn, error: warn },
  };
}

/** The providers build clients of their own for Identity Center and for `aws login`. */
async function clientConfig(way: Way, clients: Clients) {
  const service: Service = way.kind === "profile" && way.rootKind === "login" ? "Signin" : "SSO";
  const [config, tokens] = await Promise.all([
    clients.clientConfig(service),
    clients.clientConfig("SSO OIDC"),
  ]);
  if (service !== "SSO" || config.endpoint === tokens.endpoint) return config;
  // One configuration serves the portal and the token service. Where they have two endpoints the SDK finds them.
  const { endpoint: _, ignoreConfiguredEndpointUrls: __, ...rest } = config;
  return rest;
}

/** Whose the credentials are that a provider got by a role: STS said so already. */
const identities = new WeakMap<AwsCredentialIdentity, Identity>();

export function knownIdentity(credentials: AwsCredentialIdentity): Identity | undefined {
  return identities.get(credentials);
}

interface RoleParams {
  readonly RoleArn: string;
  readonly RoleSessionName: string;
  readonly ExternalId?: string;
  readonly SerialNumber?: string;
  readonly DurationSeconds?: number;
}

function roleAssumer({ clients, mfa, profile, label, region: configured }: ProviderContext) {
  return async (source: AwsCredentialIdentity, params: RoleParams): Promise<AwsCredentialIdentity> => {
    const {
      RoleArn: roleArn,
      ExternalId: externalId,
      SerialNumber: serial,
      DurationSeconds: duration,
    } = params;
    const region = stsRegion(roleArnParts(roleArn)?.partition ?? "", configured);
    const caller = constant(source);
    try {
      const proof = serial
        ? await mfa.prove({ serial, profile, credentials: caller, clients, region })
        : undefined;
      const sessionName = ownName(params.RoleSessionName);
      const request = { roleArn, externalId, sessionName, duration, proof };
      const { credentials, identity } = await assumeRole(clients, region, caller, request);
      identities.set(credentials, identity);
      return credentials;
    } catch (error) {
      const attempt = { who: label, roleArn, externalId, mfaSerial: serial };
      throw roleRefusal(toFailure(error, "credentials"), attempt);
    }
  };
}

function webIdentityAssumer({ clients, region: configured }: ProviderContext) {
  return async (params: { RoleArn: string; RoleSessionName: string; WebIdentityToken: string }) => {
    const { RoleArn: roleArn, WebIdentityToken: token } = params;
    const region = webIdentityRegion(roleArnParts(roleArn)?.partition ?? "", configured);
    try {
      const request = { roleArn, token, sessionName: ownName(params.RoleSessionName) };
      const { credentials, identity } = await assumeRoleWithWebIdentity(clients, region, request);
      identities.set(credentials, identity);
      return credentials;
    } catch (error) {
      throw webIdentityRefusal(toFailure(error, "credentials"), roleArn);
    }
  };
}

/** The SDK makes a name up where the user gave none; ours says in CloudTrail who was there. */
function ownName(sessionName: string): string {
  return /^aws-sdk-js-/.test(sessionName) ? SESSION_NAME : sessionName;
}
