/**
 * The one factory of AWS clients: endpoint, proxy, retry, timeouts, user agent and the limit on calls in flight are
 * set here and nowhere else. A service's package is imported when its first client is asked for.
 */
import process from "node:process";
import type { AwsCredentialIdentity } from "@smithy/types";
import { once } from "../../model/once.ts";
import { type ConfigFiles, readConfigFiles } from "../profiles/files.ts";
import type { Env } from "../profiles/paths.ts";
import type { CallBounds } from "./call-bounds.ts";
import { createHandler, type Handler } from "./handler.ts";
import { createLambdaCalls, type LambdaCalls } from "./lambda-calls.ts";
import { createLambdaSdk } from "./lambda-sdk.ts";
import { createNetwork, type Network } from "./network.ts";
import { type BoundedRetry, createRetry } from "./retry.ts";
import { packages, type ServiceClients, serviceClients } from "./service-clients.ts";
import { readSettings, type Settings } from "./settings.ts";

/** A source of credentials that are always current. */
export interface Credentials {
  (): Promise<AwsCredentialIdentity>;
  /** For credentials that AWS calls expired before their time: true when there are others now. */
  readonly renew?: (used: AwsCredentialIdentity) => Promise<boolean>;
}

export interface AwsOptions extends CallBounds {
  readonly env: Env;
  /** `--endpoint-url`: for every call of every service, above all other settings. */
  readonly endpointUrl?: string | undefined;
  /** Requests per call, the first included. */
  readonly maxAttempts: number;
  readonly connectTimeoutMs: number;
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

/** Clients share connections, limit and settings, however many there are. */
export interface Clients extends ServiceClients {
  /** Lambda by a shorter way, for the calls that come in thousands. */
  lambdaCalls(): Promise<LambdaCalls>;
  /** For credential providers, which build clients of their own; add the region. */
  clientConfig(service: Service): Promise<ClientConfig>;
  /** The AWS config files, read once in a run: profiles, regions and credentials are of the same state of them. */
  configFiles(): Promise<ConfigFiles>;
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
  const shared: Shared = {
    options,
    retryStrategy,
    configFiles: once(() => readConfigFiles(options.env)),
    networkFor({ caBundle }) {
      const key = caBundle ?? "";
      const known = networks.get(key) ?? createNetwork({ ...options, caBundle });
      networks.set(key, known);
      return known;
    },
    forProfile(profile) {
      const known = profiles.get(profile) ?? profileClients(profile, shared);
      profiles.set(profile, known);
      return known;
    },
    async close() {
      retryStrategy.close();
      const made = await Promise.allSettled(networks.values());
      await Promise.all(made.map((each) => each.status === "fulfilled" && each.value.close()));
    },
  };
  return shared.forProfile(undefined);
}

/** What the clients of all profiles have in common. */
interface Shared {
  readonly options: AwsOptions;
  readonly retryStrategy: BoundedRetry;
  configFiles(): Promise<ConfigFiles>;
  /** One for all profiles that trust the same certificates. */
  networkFor(settings: Settings): Promise<Network>;
  /** Undefined: the one in force. */
  forProfile(profile: string | undefined): Clients;
  close(): Promise<void>;
}

function profileClients(profile: string | undefined, shared: Shared): Clients {
  const { options, networkFor, forProfile, close, configFiles } = shared;
  const settings = once(() => readSettings(options.env, options.endpointUrl, profile, configFiles()));
  const handler = once(async () =>
    createHandler({ ...options, network: await networkFor(await settings()) }),
  );
  const config = async (service: Service): Promise<ClientConfig> =>
    configFor(service, await settings(), await handler(), shared);
  return {
    ...serviceClients(config, options),
    lambdaCalls: once(async () => {
      const [sdk, base] = await Promise.all([packages.Lambda(), config("Lambda")]);
      return createLambdaCalls({
        sdk: createLambdaSdk(sdk, base),
        handler: base.requestHandler,
        maxAttempts: options.maxAttempts,
      });
    }),
    clientConfig: config,
    configFiles,
    settings,
    forProfile,
    preload(...services) {
      // A package that cannot be loaded says so to whoever asks for the client.
      for (const service of services) packages[service]().catch(() => {});
    },
    close,
  };
}

function configFor(
  service: Service,
  settings: Settings,
  requestHandler: Handler,
  { options: { maxAttempts, userAgent }, retryStrategy }: Shared,
): ClientConfig {
  const endpoint = settings.endpoint(service);
  return {
    requestHandler,
    retryStrategy,
    maxAttempts,
    retryMode: "standard",
    defaultsMode: "standard",
    useFipsEndpoint: settings.useFipsEndpoint,
    useDualstackEndpoint: settings.useDualstackEndpoint,
    userAgentAppId: async () => settings.userAgentAppId,
    customUserAgent: [userAgentPair(userAgent)],
    authSchemePreference: [],
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint !== undefined && { endpoint }),
  };
}

function userAgentPair(text: string): [string, string] {
  const [name = "", version = ""] = text.split("/");
  return [name, version];
}
