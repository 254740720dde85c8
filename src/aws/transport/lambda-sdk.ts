/**
 * The SDK's Lambda client as the authority on what to send and what an error answer means, asked without the network:
 * its request handler here hands the request back, or an answer that came another way. See `lambda-calls.ts`.
 */
import type { LambdaClient, LambdaClientConfig } from "@aws-sdk/client-lambda";
import { HttpResponse } from "@smithy/core/protocols";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";

type LambdaPackage = typeof import("./packages/lambda.ts");

/** What all requests to a region have in common. */
export interface RequestTemplate {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number | undefined;
  /** The path of an endpoint URL that has one, without the last slash. */
  readonly prefix: string;
  /** Name and port, as in the header. */
  readonly host: string;
  /** The headers that name the program. */
  readonly userAgent: Readonly<Record<string, string>>;
}

const LIST_PATH = "/2015-03-31/functions";
const USER_AGENT = ["user-agent", "x-amz-user-agent"] as const;
/** Signs requests that are never sent. */
const NOBODY = async () => ({ accessKeyId: "nobody", secretAccessKey: "nobody" });

export interface LambdaSdk {
  /** Host, FIPS, dual stack, custom endpoint and user agent, as the SDK resolves them. Rejects as the SDK does. */
  template(region: string): Promise<RequestTemplate>;
  /**
   * The error that the SDK makes of an answer that is no success. `sentOffset`: the clock offset that the request was
   * signed with; where another call has put the clock right meanwhile, the error is marked as the SDK marks its own.
   */
  errorOf(response: HttpResponse, sentOffset: number): Promise<Error>;
  /** Milliseconds to add to our clock: the SDK learns them from the `Date` of the answers to `errorOf`. */
  clockOffset(): number;
}

export function createLambdaSdk(sdk: LambdaPackage, config: LambdaClientConfig): LambdaSdk {
  const templates = new Map<string, Promise<RequestTemplate>>();
  const replaying = mirror(sdk, config, "us-east-1", ({ replay }) => replay ?? EMPTY);
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
      const moved = Math.abs(replaying.config.systemClockOffset - sentOffset);
      if (moved < SKEW_MS) return error;
      const { $metadata } = error as { $metadata?: object };
      return Object.assign(error, { $metadata: { ...$metadata, clockSkewCorrected: true } });
    },
    clockOffset: () => replaying.config.systemClockOffset,
  };
}

/** As far as AWS lets a clock be wrong, and a minute less, as the SDK has it. */
const SKEW_MS = 240_000;

interface ReplayOptions extends HttpHandlerOptions {
  readonly replay?: HttpResponse;
}

const EMPTY = new HttpResponse({ statusCode: 200, headers: {}, body: new Uint8Array() });

function mirror(
  { LambdaClient }: LambdaPackage,
  config: LambdaClientConfig,
  region: string,
  answer: (options: ReplayOptions, request: HttpRequest) => HttpResponse,
): LambdaClient {
  return new LambdaClient({
    ...config,
    region,
    credentials: NOBODY,
    maxAttempts: 1,
    retryStrategy: NO_RETRY,
    requestHandler: {
      handle: async (request: HttpRequest, options?: HttpHandlerOptions) => ({
        response: answer((options ?? {}) as ReplayOptions, request),
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
  const client = mirror(sdk, config, region, (_options, request) => {
    seen = request;
    return EMPTY;
  });
  await client.send(new sdk.ListFunctionsCommand({}));
  if (!seen) throw new Error("the SDK made no request");
  const { protocol, hostname, port, path, headers } = seen;
  return {
    protocol,
    hostname,
    port,
    prefix: path.endsWith(LIST_PATH) ? path.slice(0, -LIST_PATH.length) : path,
    host: headers.host ?? hostname,
    userAgent: Object.fromEntries(USER_AGENT.map((name) => [name, headers[name] ?? ""])),
  };
}

const token = { getRetryCount: () => 0, getRetryDelay: () => 0 };
const NO_RETRY = {
  acquireInitialRetryToken: async () => token,
  refreshRetryTokenForRetry: () => Promise.reject(new Error("not here")),
  recordSuccess() {},
};
