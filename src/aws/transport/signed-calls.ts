/**
 * Calls that come in thousands, without the SDK's client: what to call and credentials go in, what is read in the
 * response comes out.
 *
 * The SDK's client takes several times the CPU: it walks about ten middlewares, rebuilt for each call, and copies each
 * response through a schema (docs/decisions.md has the numbers). Only the way is our own. What to send, error classes
 * and clock skew are the SDK's (`sdk-view.ts`), the signature is aws4's (`signer.ts`), and the handler and the rules for retries
 * are those that the SDK's clients get from us. A test compares every outcome with the SDK's own clients.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { extendedEncodeURIComponent, type HttpResponse } from "@smithy/core/protocols";
import type { AwsCredentialIdentity, HttpRequest } from "@smithy/types";
import type { CallBounds } from "./call-bounds.ts";
import { type Credentials, isExpired } from "./expiry.ts";
import type { Handler } from "./handler.ts";
import { faultOf, observeThrottling, waitBefore } from "./retry.ts";
import type { RequestTemplate, SdkView } from "./sdk-view.ts";
import type { SignRequest } from "./signer.ts";

interface SignedCall<T> {
  readonly region: string;
  /** Those with `renew` are renewed, once, when AWS calls them expired. */
  readonly credentials: Credentials;
  readonly method: "GET" | "POST";
  /** Encoded as the SDK does it (`extendedEncodeURIComponent`). */
  readonly path: (template: RequestTemplate) => string;
  /** Not encoded. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the body, where the template has none. */
  readonly contentType?: string;
  /** Reads a success. What it throws may lead to another attempt. */
  readonly read: (response: HttpResponse) => T | Promise<T>;
  readonly signal?: AbortSignal | undefined;
}

export interface SignedCallsOptions extends Pick<CallBounds, "observe" | "pause"> {
  readonly sdk: SdkView;
  readonly sign: SignRequest;
  readonly handler: Handler;
  readonly maxAttempts: number;
}

/** Rejects with the SDK's errors, an error of the network, or that of `read`. */
type SignedCalls = <T>(call: SignedCall<T>) => Promise<T>;

export function createSignedCalls(options: SignedCallsOptions): SignedCalls {
  const { sdk, handler, maxAttempts, observe, pause } = options;

  async function attempt<T>(call: SignedCall<T>, identity: AwsCredentialIdentity, count: number): Promise<T> {
    const offset = sdk.clockOffset();
    const template = await sdk.template(call.region);
    const request = signed(options, call, template, { identity, offset, count });
    const { response } = await handler.handle(request, call.signal && { abortSignal: call.signal });
    if (response.statusCode !== 200) throw await sdk.errorOf(response, offset);
    return call.read(response);
  }

  return async (call) => {
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
        const fault = faultOf(error);
        const isThrottled = observeThrottling(fault, observe);
        const wait = waitBefore(count + 1, fault, maxAttempts);
        if (wait === undefined) throw counted(error, count);
        const { signal } = call;
        const waited = () => sleep(wait, undefined, signal && { signal });
        await (isThrottled ? pause(waited, signal) : waited());
      }
    }
  };
}

interface Signing {
  readonly identity: AwsCredentialIdentity;
  readonly offset: number;
  readonly count: number;
}

function signed<T>(
  { sign, maxAttempts }: SignedCallsOptions,
  { method, body, contentType, query = NO_QUERY, path: pathOf }: SignedCall<T>,
  template: RequestTemplate,
  { identity, offset, count }: Signing,
): HttpRequest {
  const { protocol, hostname, port, host, scope, headers: common } = template;
  const path = pathOf(template);
  const datetime = amzDate(Date.now() + offset);
  const headers: Record<string, string> = { host, "x-amz-date": datetime };
  if (identity.sessionToken) headers["x-amz-security-token"] = identity.sessionToken;
  const type = common["content-type"] ?? contentType;
  if (type && body) headers["content-type"] = type;
  const authorization = sign({ scope, method, path, query, headers, body }, identity);
  if (body) headers["content-length"] = String(Buffer.byteLength(body));
  Object.assign(headers, common, {
    authorization,
    "amz-sdk-request": `attempt=${count}; max=${maxAttempts}`,
  });
  return {
    protocol,
    hostname,
    method,
    path: withQuery(path, query),
    headers,
    ...(body && { body }),
    ...(port !== undefined && { port }),
  } as HttpRequest;
}

const NO_QUERY = {};

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  let text = "";
  for (const name in query) {
    text += `${text === "" ? "?" : "&"}${encoded(name)}=${encoded(query[name] ?? "")}`;
  }
  return path + text;
}

function encoded(text: string): string {
  return PLAIN.test(text) ? text : extendedEncodeURIComponent(text);
}

const PLAIN = /^[\w.~-]*$/;

let lastSecond = 0;
let lastDate = "";
/** `20260131T120000Z`. Kept, since many calls are made in a second. */
function amzDate(time: number): string {
  const second = Math.floor(time / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastDate = `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  }
  return lastDate;
}

/** With the number of attempts where the SDK's own clients put it. */
function counted(error: unknown, attempts: number): unknown {
  if (!(error instanceof Error)) return error;
  const { $metadata } = error as { $metadata?: object };
  return Object.assign(error, { $metadata: { ...$metadata, attempts } });
}
