/** What every client of the SDK is built with, whichever the service, and whether we or a credential provider build it. */
import type { Handler } from "./handler.ts";
import type { BoundedRetry } from "./retry.ts";
import type { ClientSettings, Service } from "./settings.ts";

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
  /** `settings.ts` has read the environment and the config files; the SDK must not read them again. */
  readonly ignoreConfiguredEndpointUrls: true;
  readonly endpoint?: string;
}

interface ClientParts {
  readonly requestHandler: Handler;
  readonly retryStrategy: BoundedRetry;
  readonly maxAttempts: number;
  /** `name/version` */
  readonly userAgent: string;
}

export function clientConfig(service: Service, settings: ClientSettings, parts: ClientParts): ClientConfig {
  const { requestHandler, retryStrategy, maxAttempts, userAgent } = parts;
  const [name = "", version = ""] = userAgent.split("/");
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
    customUserAgent: [[name, version]],
    authSchemePreference: [],
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint !== undefined && { endpoint }),
  };
}
