/**
 * Asks the SDK's Lambda client, without the network, what to send and what an error response means. A region goes in
 * and a template for its requests comes out; an error response goes in and the SDK's error comes out. The client's
 * request handler returns the request to us, or replays a response that came another way. See `lambda-calls.ts`.
 */
import type { LambdaClient, LambdaClientConfig } from "@aws-sdk/client-lambda";
import { HttpResponse } from "@smithy/core/protocols";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import {
  clockOffset,
  LIST_FUNCTIONS_PATH,
  type SigningScope,
  signingScope,
  withClockCorrected,
} from "./sdk-internals.ts";

type LambdaPackage = Pick<typeof import("./packages/lambda.ts"), "LambdaClient" | "ListFunctionsCommand">;

/** What all requests to a region have in common. */
export interface RequestTemplate {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number | undefined;
  /** The path of the endpoint URL, without the last slash. */
  readonly prefix: string;
  /** Name and port, as in the header. */
  readonly host: string;
  /** The headers that name the program. */
  readonly userAgent: Readonly<Record<string, string>>;
  readonly scope: SigningScope;
}

const USER_AGENT = ["user-agent", "x-amz-user-agent"] as const;
/** For requests that are never sent. */
const DUMMY_KEYS = async () => ({ accessKeyId: "none", secretAccessKey: "none" });

export interface LambdaSdk {
  /** Host, FIPS, dual stack, custom endpoint, user agent and scope, as the SDK resolves them. Rejects as the SDK does. */
  template(region: string): Promise<RequestTemplate>;
  /**
   * The SDK's error for a response that is not a success. `sentOffset`: the clock offset that the request was signed
   * with; if another call has corrected the clock since, the error is marked as the SDK marks its own.
   */
  errorOf(response: HttpResponse, sentOffset: number): Promise<Error>;
  /** Milliseconds to add to this machine's clock. */
  clockOffset(): number;
}

export function createLambdaSdk(sdk: LambdaPackage, config: LambdaClientConfig): LambdaSdk {
  const templates = new Map<string, Promise<RequestTemplate>>();
  const replaying = clientWith(sdk, config, "us-east-1", ({ replay }) => replay ?? EMPTY);
  async function replay(response: HttpResponse): Promise<Error> {
    const options: ReplayOptions = { replay: response };
    try {
      await replaying.send(new sdk.ListFunctionsCommand({}), options);
    } catch (error) {
      if (error instanceof Error) return error;
    }
    // A success, and not the one that was asked for.
    const $metadata = { httpStatusCode: response.statusCode };
    return Object.assign(new Error("UnknownError"), { name: "UnknownError", $metadata, $response: response });
  }
  return {
    template(region) {
      const known = templates.get(region) ?? capture(sdk, config, region);
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
  { LambdaClient }: LambdaPackage,
  config: LambdaClientConfig,
  region: string,
  respond: (options: ReplayOptions, request: HttpRequest) => HttpResponse,
): LambdaClient {
  return new LambdaClient({
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
  sdk: LambdaPackage,
  config: LambdaClientConfig,
  region: string,
): Promise<RequestTemplate> {
  let seen: HttpRequest | undefined;
  const client = clientWith(sdk, config, region, (_options, request) => {
    seen = request;
    return EMPTY;
  });
  await client.send(new sdk.ListFunctionsCommand({}));
  if (!seen) throw new Error("the SDK made no request");
  const { protocol, hostname, port, path, headers } = seen;
  if (!path.endsWith(LIST_FUNCTIONS_PATH)) throw new Error(`the SDK lists functions at ${path}`);
  return {
    protocol,
    hostname,
    port,
    prefix: path.slice(0, -LIST_FUNCTIONS_PATH.length),
    host: headers.host ?? hostname,
    userAgent: Object.fromEntries(USER_AGENT.map((name) => [name, headers[name] ?? ""])),
    scope: signingScope(seen),
  };
}

const token = { getRetryCount: () => 0, getRetryDelay: () => 0 };
const NO_RETRY = {
  acquireInitialRetryToken: async () => token,
  refreshRetryTokenForRetry: () => Promise.reject(new Error("no retries here")),
  recordSuccess() {},
};
