/**
 * Calls of Lambda's REST API in numbers that the SDK's client is too slow for.
 *
 * The SDK walks a stack of some ten middlewares, rebuilt for each call, and copies each answer through a schema.
 * CPU per call on one core of the machine this was measured on (loopback, pages of 3 and of 50 functions; the best
 * of several runs):
 *
 *     SDK client, as it comes                                          1.3 ms   5.2 ms
 *     ... with our request handler, JSON.parse and fewer middlewares    0.9 ms   2.0 ms
 *     this file                                                        0.2 ms   0.8 ms
 *     undici, the SDK's signer, JSON.parse and nothing else            0.2 ms   0.6 ms
 *
 * So only the road is our own, the judgement stays the SDK's: where and as whom to ask (`lambda-sdk.ts`), its
 * error classes and its reckoning of clock skew; and our own handler and rules of retrying, which its clients have
 * too. The signer is our own as well (`signing.ts`), and held to the SDK's by a test.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpResponse } from "@smithy/core/protocols";
import type { AwsCredentialIdentity, HttpRequest } from "@smithy/types";
import type { Credentials } from "./clients.ts";
import { isExpired } from "./expiry.ts";
import type { Handler } from "./handler.ts";
import type { LambdaSdk } from "./lambda-sdk.ts";
import { faultOf, waitBefore } from "./retry.ts";
import { encodeQuery, signedHeaders } from "./signing.ts";

export interface LambdaCall {
  readonly region: string;
  readonly credentials: Credentials;
  /** Encoded as the SDK does it (`extendedEncodeURIComponent`), e.g. `/2015-03-31/functions`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface LambdaCalls {
  /** The JSON of a successful answer. Rejects with the SDK's errors, a SyntaxError, or what the network threw. */
  get(call: LambdaCall): Promise<unknown>;
}

export interface LambdaCallsOptions {
  readonly sdk: LambdaSdk;
  readonly handler: Handler;
  readonly maxAttempts: number;
}

export function createLambdaCalls({ sdk, handler, maxAttempts }: LambdaCallsOptions): LambdaCalls {
  async function attempt(call: LambdaCall, identity: AwsCredentialIdentity, count: number): Promise<unknown> {
    const offset = sdk.clockOffset();
    const date = new Date(Date.now() + offset);
    const request = await signed(sdk, call, identity, date, `attempt=${count}; max=${maxAttempts}`);
    const { response } = await handler.handle(request, call.signal && { abortSignal: call.signal });
    if (response.statusCode !== 200) throw await sdk.errorOf(response, offset);
    return parsed(response);
  }

  async function get(call: LambdaCall): Promise<unknown> {
    let renewed = false;
    for (let count = 1; ; count++) {
      const identity = await call.credentials();
      try {
        return await attempt(call, identity, count);
      } catch (error) {
        if (!renewed && isExpired(error) && (await call.credentials.renew?.(identity))) {
          renewed = true;
          continue;
        }
        const wait = waitBefore(count + 1, faultOf(error), maxAttempts);
        if (wait === undefined) throw counted(error, count);
        await sleep(wait, undefined, call.signal && { signal: call.signal });
      }
    }
  }

  return { get };
}

async function signed(
  sdk: LambdaSdk,
  { region, path, query = {} }: LambdaCall,
  identity: AwsCredentialIdentity,
  date: Date,
  attempt: string,
): Promise<HttpRequest> {
  const template = await sdk.template(region);
  const { protocol, hostname, port, prefix, host, userAgent } = template;
  const whole = { path: `${prefix}${path}`, query: encodeQuery(query) };
  const headers = signedHeaders({ ...whole, host, region, service: "lambda", date }, identity);
  Object.assign(headers, userAgent, { "amz-sdk-request": attempt });
  const target = whole.query === "" ? whole.path : `${whole.path}?${whole.query}`;
  return { protocol, hostname, ...(port !== undefined && { port }), method: "GET", path: target, headers };
}

function parsed(response: HttpResponse): unknown {
  try {
    return JSON.parse(response.body.toString());
  } catch (error) {
    throw Object.assign(error as SyntaxError, { $response: response, $metadata: { httpStatusCode: 200 } });
  }
}

/** As the SDK's own clients say it. */
function counted(error: unknown, attempts: number): unknown {
  if (!(error instanceof Error)) return error;
  const { $metadata } = error as { $metadata?: object };
  return Object.assign(error, { $metadata: { ...$metadata, attempts } });
}
