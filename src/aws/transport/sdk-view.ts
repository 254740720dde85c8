/**
 * Asks a client of the SDK, without the network, what to send and what a response means. A region goes in and a template
 * for its requests comes out; a response goes in and what the SDK makes of it comes out. The client's request handler
 * returns the request to us, or replays a response that came another way. See `signed-calls.ts`.
 */
import { HttpResponse } from "@smithy/core/protocols";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import { knownRegion, type Partition, partitionOfRegion } from "../../model/partitions.ts";
import type { ClientConfig } from "./client-config.ts";
import { clockOffset, type SigningScope, signingScope, withClockCorrected } from "./sdk-internals.ts";
import { endpointRegion } from "./service-clients.ts";

/** A client of the SDK, and the one command that is sent through it. */
export interface SdkCommand {
  client(config: object): SdkClient;
  command(): object;
}

interface SdkClient {
  readonly config: { readonly systemClockOffset: number };
  send(command: never, options?: HttpHandlerOptions): Promise<unknown>;
}

/** What all requests to a region have in common. */
export interface RequestTemplate {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number | undefined;
  /** That of the endpoint URL included. */
  readonly path: string;
  /** Name and port, as in the header. */
  readonly host: string;
  /** The headers that name the program, and the type of the body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly scope: SigningScope;
}

const COMMON_HEADERS = ["user-agent", "x-amz-user-agent", "content-type"] as const;
/** For requests that are never sent. */
const DUMMY_KEYS = async () => ({ accessKeyId: "none", secretAccessKey: "none" });

export interface SdkView {
  /** Host, FIPS, dual stack, custom endpoint, user agent and scope, as the SDK resolves them. Rejects as the SDK does. */
  template(region: string): Promise<RequestTemplate>;
  /** What the SDK's client would resolve to, or reject with, had it received this response. */
  outcome(response: HttpResponse): Promise<unknown>;
  /**
   * The SDK's error for a response that is not a success. `sentOffset`: the clock offset that the request was signed
   * with; if another call has corrected the clock since, the error is marked as the SDK marks its own.
   */
  errorOf(response: HttpResponse, sentOffset: number): Promise<Error>;
  /** Milliseconds to add to this machine's clock. */
  clockOffset(): number;
}

export function createSdkView(sdk: SdkCommand, config: Partial<ClientConfig>): SdkView {
  const templates = new Map<string, Promise<RequestTemplate>>();
  /** Of the known regions of a partition only the names differ, so that the SDK makes the template of one of them. */
  const captured = new Map<Partition, Promise<RequestTemplate>>();
  const make = (region: string): Promise<RequestTemplate> => {
    const partition = knownRegion(region) ? partitionOfRegion(region) : undefined;
    const like = partition && captured.get(partition);
    if (like) return like.then((template) => renamed(template, region, config));
    const template = capture(sdk, config, region);
    if (partition) captured.set(partition, template);
    return template;
  };
  const replaying = clientWith(sdk, config, "us-east-1", ({ replay }) => replay ?? EMPTY);
  const outcome = (response: HttpResponse): Promise<unknown> => {
    const options: ReplayOptions = { replay: response };
    return replaying.send(sdk.command() as never, options);
  };
  async function replay(response: HttpResponse): Promise<Error> {
    try {
      await outcome(response);
    } catch (error) {
      if (error instanceof Error) return error;
    }
    // A success, and not the one that was asked for.
    const $metadata = { httpStatusCode: response.statusCode };
    return Object.assign(new Error("UnknownError"), { name: "UnknownError", $metadata, $response: response });
  }
  return {
    outcome,
    template(region) {
      const known = templates.get(region) ?? make(endpointRegion(config, region));
      templates.set(region, known);
      return known;
    },
    async errorOf(response, sentOffset) {
      const error = await replay(response);
      const moved = Math.abs(clockOffset(replaying) - sentOffset);
      return moved < SKEW_MS ? error : withClockCorrected(error, true);
    },
    clockOffset: () => clockOffset(replaying),
  };
}

/** The difference that AWS tolerates, less a minute, as in the SDK. */
const SKEW_MS = 240_000;

interface ReplayOptions extends HttpHandlerOptions {
  readonly replay?: HttpResponse;
}

const EMPTY = new HttpResponse({ statusCode: 200, headers: {}, body: new Uint8Array() });

/** A client that never uses the network: `respond` makes its responses. */
function clientWith(
  { client }: SdkCommand,
  config: Partial<ClientConfig>,
  region: string,
  respond: (options: ReplayOptions, request: HttpRequest) => HttpResponse,
): SdkClient {
  return client({
    ...config,
    region,
    credentials: DUMMY_KEYS,
    maxAttempts: 1,
    retryStrategy: NO_RETRY,
    requestHandler: {
      handle: async (request: HttpRequest, options?: HttpHandlerOptions) => ({
        response: respond((options ?? {}) as ReplayOptions, request),
      }),
      updateHttpClientConfig() {},
      httpHandlerConfigs: () => ({}),
    },
  });
}

async function capture(
  sdk: SdkCommand,
  config: Partial<ClientConfig>,
  region: string,
): Promise<RequestTemplate> {
  let seen: HttpRequest | undefined;
  const client = clientWith(sdk, config, region, (_options, request) => {
    seen = request;
    return EMPTY;
  });
  // Whether an empty response is a success is not decided here; an error before the request is.
  await client.send(sdk.command() as never).catch((error: unknown) => {
    if (!seen) throw error;
  });
  if (!seen) throw new Error("the SDK made no request");
  const { protocol, hostname, port, path, headers } = seen;
  const common = COMMON_HEADERS.flatMap((name) => (headers[name] ? [[name, headers[name]] as const] : []));
  return {
    protocol,
    hostname,
    port,
    path,
    host: headers.host ?? hostname,
    headers: Object.fromEntries(common),
    scope: signingScope(seen),
  };
}

/** The same for another region; the host of an endpoint URL stays as it is. */
function renamed(
  template: RequestTemplate,
  region: string,
  { endpoint }: Partial<ClientConfig>,
): RequestTemplate {
  const { hostname, host, scope } = template;
  const there = (name: string) => (endpoint === undefined ? name.replace(scope.region, region) : name);
  return { ...template, hostname: there(hostname), host: there(host), scope: { ...scope, region } };
}

const token = { getRetryCount: () => 0, getRetryDelay: () => 0 };
const NO_RETRY = {
  acquireInitialRetryToken: async () => token,
  refreshRetryTokenForRetry: () => Promise.reject(new Error("no retries here")),
  recordSuccess() {},
};
