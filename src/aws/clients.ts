/**
 * The one factory of AWS clients: endpoint, proxy, retry, timeouts, user agent and the limit on calls in flight are
 * set here and nowhere else. A service's package is imported when its first client is asked for.
 */
import process from "node:process";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { SSOClient } from "@aws-sdk/client-sso";
import type { STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentity } from "@smithy/types";
import { createHandler, type Handler } from "./handler.ts";
import { createLambdaCalls, type LambdaCalls } from "./lambda-calls.ts";
import { createLambdaSdk } from "./lambda-sdk.ts";
import { createNetwork, type Network } from "./network.ts";
import { type BoundedRetry, createRetry } from "./retry.ts";
import { readSettings, type Settings } from "./settings.ts";

export type Env = Readonly<Record<string, string | undefined>>;

/** A source of credentials that are always current. */
export interface Credentials {
  (): Promise<AwsCredentialIdentity>;
  /** For credentials that AWS calls expired before their time: true when there are others now. */
  readonly renew?: (used: AwsCredentialIdentity) => Promise<boolean>;
}

export interface AwsOptions {
  readonly env: Env;
  /** `--endpoint-url`: for every call of every service, above all other settings. */
  readonly endpointUrl?: string | undefined;
  /** Requests per call, the first included. */
  readonly maxAttempts: number;
  readonly connectTimeoutMs: number;
  /** The program's one limit on calls in flight: runs `call` as soon as a slot is free; the signal is the caller's. */
  readonly limit: <T>(call: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** For `--verbose`: one line an exchange, never a header or a body. */
  readonly log?: ((line: string) => void) | undefined;
  /** `name/version`: stands in the user agent, after the SDK's own. */
  readonly userAgent: string;
}

/** The services that we, or the credential providers, call. */
export type Service =
  | "Lambda"
  | "STS"
  | "EC2"
  | "Organizations"
  | "CloudWatch"
  | "SSO"
  | "SSO OIDC"
  | "Signin";

/** What every client is built with; also for the credential providers' `clientConfig`. */
export interface ClientConfig {
  readonly requestHandler: Handler;
  readonly retryStrategy: BoundedRetry;
  readonly maxAttempts: number;
  readonly retryMode: "standard";
  readonly defaultsMode: "standard";
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly userAgentAppId: () => Promise<string | undefined>;
  readonly customUserAgent: [string, string][];
  readonly authSchemePreference: string[];
  /** The environment and files have been read already (`settings.ts`); the SDK shall not read them again. */
  readonly ignoreConfiguredEndpointUrls: true;
  readonly endpoint?: string;
}

/** Clients are made once per service, region and credentials (by identity), and share connections. */
export interface Clients {
  lambda(region: string, credentials: Credentials): Promise<LambdaClient>;
  /** The same service by a shorter way, for the calls that come in thousands. */
  lambdaCalls(): Promise<LambdaCalls>;
  sts(region: string, credentials: Credentials): Promise<STSClient>;
  ec2(region: string, credentials: Credentials): Promise<EC2Client>;
  organizations(region: string, credentials: Credentials): Promise<OrganizationsClient>;
  cloudwatch(region: string, credentials: Credentials): Promise<CloudWatchClient>;
  /** The portal of Identity Center: its calls carry a token, not credentials. */
  sso(region: string): Promise<SSOClient>;
  /** For credential providers, which build clients of their own; add the region. */
  clientConfig(service: Service): Promise<ClientConfig>;
  /** What environment and config files say for this profile. */
  settings(): Promise<Settings>;
  /** The same with the settings of another profile (its `endpoint_url`, `ca_bundle`, ...). */
  forProfile(profile: string): Clients;
  /** Starts loading packages that will be needed, so that this hides behind the first request. */
  preload(...services: readonly ("Lambda" | "STS" | "EC2")[]): void;
  /** Ends all connections. */
  close(): Promise<void>;
}

export function createClients(options: AwsOptions): Clients {
  // The SDK prints a note about its next year's Node versions on every start; it can be silenced only like this.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const retryStrategy = createRetry(options);
  const networks = new Map<string, Promise<Network>>();
  const profiles = new Map<string | undefined, Clients>();

  /** One for all profiles that trust the same certificates. */
  const networkFor = ({ caBundle }: Settings): Promise<Network> => {
    const key = caBundle ?? "";
    const known = networks.get(key) ?? createNetwork({ ...options, caBundle });
    networks.set(key, known);
    return known;
  };

  const forProfile = (profile: string | undefined): Clients => {
    const known = profiles.get(profile);
    if (known) return known;
    const made = profileClients(profile);
    profiles.set(profile, made);
    return made;
  };

  const profileClients = (profile: string | undefined): Clients => {
    const settings = once(() => readSettings(options.env, options.endpointUrl, profile));
    const handler = once(async () =>
      createHandler({ ...options, network: await networkFor(await settings()) }),
    );
    const config = async (service: Service): Promise<ClientConfig> => {
      const found = await settings();
      const endpoint = found.endpoint(service);
      return {
        requestHandler: await handler(),
        retryStrategy,
        maxAttempts: options.maxAttempts,
        retryMode: "standard",
        defaultsMode: "standard",
        useFipsEndpoint: found.useFipsEndpoint,
        useDualstackEndpoint: found.useDualstackEndpoint,
        userAgentAppId: async () => found.userAgentAppId,
        customUserAgent: [userAgentPair(options.userAgent)],
        authSchemePreference: [],
        ignoreConfiguredEndpointUrls: true,
        ...(endpoint !== undefined && { endpoint }),
      };
    };
    return {
      lambda: perCredentials(async (region, credentials) => {
        const [{ LambdaClient }, base] = await Promise.all([packages.Lambda(), config("Lambda")]);
        return new LambdaClient({ ...base, region, credentials });
      }),
      lambdaCalls: once(async () => {
        const [sdk, base] = await Promise.all([packages.Lambda(), config("Lambda")]);
        return createLambdaCalls({
          sdk: createLambdaSdk(sdk, base),
          handler: base.requestHandler,
          maxAttempts: options.maxAttempts,
        });
      }),
      sts: perCredentials(async (region, credentials) => {
        const [{ STSClient }, base] = await Promise.all([packages.STS(), config("STS")]);
        return new STSClient({ ...base, region, credentials });
      }),
      ec2: perCredentials(async (region, credentials) => {
        const [{ EC2Client }, base] = await Promise.all([packages.EC2(), config("EC2")]);
        return new EC2Client({ ...base, region, credentials });
      }),
      organizations: perCredentials(async (region, credentials) => {
        const [{ OrganizationsClient }, base] = await Promise.all([
          packages.Organizations(),
          config("Organizations"),
        ]);
        return new OrganizationsClient({ ...base, region, credentials });
      }),
      cloudwatch: perCredentials(async (region, credentials) => {
        const [{ CloudWatchClient }, base] = await Promise.all([packages.CloudWatch(), config("CloudWatch")]);
        return new CloudWatchClient({ ...base, region, credentials });
      }),
      sso: async (region) => {
        const [{ SSOClient }, base] = await Promise.all([packages.SSO(), config("SSO")]);
        return new SSOClient({ ...base, region });
      },
      clientConfig: config,
      settings,
      forProfile,
      preload(...services) {
        // A package that cannot be loaded says so to whoever asks for the client.
        for (const service of services) packages[service]().catch(() => {});
      },
      async close() {
        retryStrategy.close();
        const made = await Promise.allSettled(networks.values());
        await Promise.all(made.map((each) => each.status === "fulfilled" && each.value.close()));
      },
    };
  };

  return forProfile(undefined);
}

/** Loaded when first needed: together they cost more than half a second. */
const packages = {
  Lambda: () => import("./packages/lambda.ts"),
  STS: () => import("./packages/sts.ts"),
  EC2: () => import("./packages/ec2.ts"),
  Organizations: () => import("./packages/organizations.ts"),
  CloudWatch: () => import("./packages/cloudwatch.ts"),
  SSO: () => import("./packages/sso.ts"),
};

function userAgentPair(text: string): [string, string] {
  const [name = "", version = ""] = text.split("/");
  return [name, version];
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** One client per region and credentials; gone with the credentials, so that they do not pile up. */
function perCredentials<T>(make: (region: string, credentials: Credentials) => Promise<T>) {
  const known = new WeakMap<Credentials, Map<string, Promise<T>>>();
  return (region: string, credentials: Credentials): Promise<T> => {
    const regions = known.get(credentials) ?? new Map<string, Promise<T>>();
    known.set(credentials, regions);
    const client = regions.get(region) ?? make(region, credentials);
    regions.set(region, client);
    return client;
  };
}
