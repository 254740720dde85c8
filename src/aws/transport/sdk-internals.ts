/**
 * What this program uses of the AWS SDK without the SDK's documentation promising it. An update may change any of it;
 * test/aws/sdk-internals.test.ts checks each against the SDK that is installed. `failures/response.ts` has the words of
 * the SDK's parsers, which belong here too.
 */
import type { HttpRequest } from "@smithy/types";

/** Stops the note about next year's Node versions that the SDK prints on every start. */
export const NODE_WARNING_OFF = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

/**
 * Middlewares of every client that do nothing here. The first copies each request and response through the schema for
 * a logger that is not set; the second is for programs that run in Lambda.
 */
export const IDLE_MIDDLEWARES = ["loggerMiddleware", "recursionDetectionMiddleware"] as const;

/** The path of `ListFunctionsCommand`: what precedes it in a request is the path of the endpoint URL. */
export const LIST_FUNCTIONS_PATH = "/2015-03-31/functions";

/** Milliseconds to add to this machine's clock, which the SDK learns from the `Date` header of its error responses. */
export function clockOffset(client: { readonly config: { readonly systemClockOffset: number } }): number {
  return client.config.systemClockOffset;
}

/** Whether the SDK corrected its clock because of this error, so that the call is worth another attempt. */
export function isClockCorrected(error: unknown): boolean {
  return (
    (error as { $metadata?: { clockSkewCorrected?: unknown } } | undefined)?.$metadata?.clockSkewCorrected ===
    true
  );
}

/** The error, marked as the SDK marks its own, or without the mark. */
export function withClockCorrected<T extends Error>(error: T, clockSkewCorrected: boolean): T {
  const { $metadata } = error as { $metadata?: object };
  const value = { ...$metadata, clockSkewCorrected };
  return Object.create(error, { $metadata: { value, writable: true } }) as T;
}

export interface SigningScope {
  readonly region: string;
  readonly service: string;
}

/** The scope that the SDK signed a request for: `Credential=KEY/20260101/eu-west-1/lambda/aws4_request`. */
export function signingScope({ headers }: Pick<HttpRequest, "headers">): SigningScope {
  const scope = /Credential=[^/,]+\/\d{8}\/([^/,]+)\/([^/,]+)\/aws4_request,/.exec(
    headers.authorization ?? "",
  );
  const [, region, service] = scope ?? [];
  if (region === undefined || service === undefined) throw new Error("the SDK signed no request as expected");
  return { region, service };
}
