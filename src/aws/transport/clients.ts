/**
 * The one factory of AWS clients. The environment and the options of a run go in; clients come out that share their
 * connections, the limit on calls in flight, retries and settings. A service's package is imported with its first
 * client.
 */
import process from "node:process";
import { once } from "../../model/once.ts";
import type { Purpose } from "../../model/purpose.ts";
import { type ConfigFiles, readConfigFiles } from "../profiles/files.ts";
import { showToSdk } from "../profiles/files-for-sdk.ts";
import type { Env } from "../profiles/paths.ts";
import type { CallBounds } from "./call-bounds.ts";
import { type ClientConfig, clientConfig } from "./client-config.ts";
import { createDownload, type Download } from "./download.ts";
import { createHandler } from "./handler.ts";
import { createLambdaCalls, type LambdaCalls, lambdaCommand } from "./lambda-calls.ts";
import { createNetwork, type Network } from "./network.ts";
import { type QueryCalls, queryCalls } from "./query-calls.ts";
import { type BoundedRetry, createRetry } from "./retry.ts";
import { NODE_WARNING_OFF } from "./sdk-internals.ts";
import { createSdkView, type SdkCommand } from "./sdk-view.ts";
import { packages, type ServiceClients, serviceClients } from "./service-clients.ts";
import { type ClientSettings, readSettings, type Service } from "./settings.ts";
import type { SignedCallsOptions } from "./signed-calls.ts";
import { createSign } from "./signer.ts";

export type { ClientConfig } from "./client-config.ts";
export type { Credentials } from "./expiry.ts";
export type { Service } from "./settings.ts";

export interface AwsOptions extends CallBounds {
  readonly env: Env;
  /** `--endpoint-url`: for every call of every service, above all other settings. */
  readonly endpointUrl?: string | undefined;
  /** Requests per call, the first included. */
  readonly maxAttempts: number;
  readonly connectTimeoutMs: number;
  /** For `--verbose`: one line for each exchange, never a header or a body. */
  readonly log?: ((line: string) => void) | undefined;
  /** For `--verbose`: what the call that is being made is for. */
  readonly purpose?: (() => Purpose | undefined) | undefined;
  /** `name/version`: follows the SDK's own name in the user agent. */
  readonly userAgent: string;
}

/** Clients share connections, limit and settings, however many there are. */
export interface Clients extends ServiceClients, QueryCalls {
  /** Lambda without the SDK's client, for calls that come in thousands. */
  lambdaCalls(): Promise<LambdaCalls>;
  /** What a URL allows that is signed in itself. */
  download: Download;
  /** For credential providers, which build their own clients; add the region. */
  clientConfig(service: Service): Promise<ClientConfig>;
  /** The AWS config files, read once in a run, so that profiles, regions and credentials agree. */
  configFiles(): Promise<ConfigFiles>;
  /** The settings of this profile, from the environment and the config files. */
  settings(): Promise<ClientSettings>;
  /** The same with the settings of another profile (its `endpoint_url`, `ca_bundle`, ...). */
  forProfile(profile: string): Clients;
  /** Resolves once the first request of the run is on its way, to the clients that sent it; never, if there is none. */
  readonly begun: Promise<Clients>;
  /** Starts loading packages that will be needed. */
  preload(...services: readonly ("STS" | "EC2")[]): void;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * Until a near server is connected and has been sent the request. What is loaded then would delay it: in Node.js 22 and
 * later, nothing else happens while a module is loaded.
 */
const CONNECTED_MS = 3;

export function createClients(options: AwsOptions): Clients {
  process.env[NODE_WARNING_OFF] = "true";
  const retryStrategy = createRetry(options);
  const networks = new Map<string, Promise<Network>>();
  const profiles = new Map<string | undefined, Clients>();
  let begin: ((active: Clients) => void) | undefined;
  const begun = new Promise<Clients>((resolve) => {
    begin = resolve;
  });
  const shared: Shared = {
    options,
    begun,
    sent(active) {
      if (begin) setTimeout(begin, CONNECTED_MS, active);
      begin = undefined;
    },
    retryStrategy,
    configFiles: once(async () => {
      const files = await readConfigFiles(options.env);
      await showToSdk(options.env, files);
      return files;
    }),
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

/** What the clients of all profiles share. */
interface Shared {
  readonly options: AwsOptions;
  readonly begun: Promise<Clients>;
  sent(active: Clients): void;
  readonly retryStrategy: BoundedRetry;
  configFiles(): Promise<ConfigFiles>;
  /** One for all profiles that trust the same certificates. */
  networkFor(settings: ClientSettings): Promise<Network>;
  /** Undefined: the current profile. */
  forProfile(profile: string | undefined): Clients;
  close(): Promise<void>;
}

function profileClients(profile: string | undefined, shared: Shared): Clients {
  const { options, retryStrategy, networkFor, forProfile, close, configFiles, begun, sent } = shared;
  const settings = once(() => readSettings(options.env, options.endpointUrl, profile, configFiles()));
  const handlerWith = (limit: CallBounds["limit"], atOnce: boolean) =>
    once(async () => {
      const network = await networkFor(await settings());
      return createHandler({ ...options, limit, atOnce, sent: () => sent(clients), network });
    });
  const handler = handlerWith(options.limit, false);
  const listing = handlerWith(options.limitListing, true);
  const config = async (service: Service): Promise<ClientConfig> => {
    const requestHandler = await (service === "Organizations" ? listing() : handler());
    return clientConfig(service, await settings(), { ...options, requestHandler, retryStrategy });
  };
  const direct = async (service: Service, command: SdkCommand): Promise<SignedCallsOptions> => {
    const [{ RequestSigner }, base] = await Promise.all([packages.Signer(), config(service)]);
    const { requestHandler: handler } = base;
    return { sdk: createSdkView(command, base), sign: createSign(RequestSigner), handler, ...options };
  };
  const clients: Clients = {
    ...serviceClients(config, options),
    ...queryCalls(direct, options),
    lambdaCalls: once(async () =>
      createLambdaCalls(await direct("Lambda", lambdaCommand(await packages.Lambda()))),
    ),
    download: async (url, signal) =>
      createDownload({ handler: await handler(), maxAttempts: options.maxAttempts })(url, signal),
    clientConfig: config,
    configFiles,
    settings,
    forProfile,
    begun,
    preload(...services) {
      // A package that cannot be loaded fails again, with its message, when its client is needed.
      for (const name of [...services, "Signer"] as const) packages[name]().catch(() => {});
    },
    close,
  };
  return clients;
}
