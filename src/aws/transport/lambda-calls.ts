/** The calls of Lambda's REST API: a path and credentials go in, the JSON of the response comes out. */
import type { HttpResponse } from "@smithy/core/protocols";
import type { Credentials } from "./expiry.ts";
import { LIST_FUNCTIONS_PATH } from "./sdk-internals.ts";
import type { RequestTemplate, SdkCommand } from "./sdk-view.ts";
import { createSignedCalls, type SignedCallsOptions } from "./signed-calls.ts";

export interface LambdaCall {
  readonly region: string;
  readonly credentials: Credentials;
  /** Encoded as the SDK does it (`extendedEncodeURIComponent`), e.g. `/2015-03-31/functions`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON: for lists that are requested by POST. */
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface LambdaCalls {
  /** The JSON of a success. Rejects with the SDK's errors, a SyntaxError, or an error of the network. */
  get(call: LambdaCall): Promise<unknown>;
  /** Does now what the first call to each of these regions would do before its request. */
  prepare(regions: readonly string[]): void;
}

type LambdaPackage = Pick<typeof import("./packages/lambda.ts"), "LambdaClient" | "ListFunctionsCommand">;

/** What is read from the SDK. */
export function lambdaCommand({ LambdaClient, ListFunctionsCommand }: LambdaPackage): SdkCommand {
  return { client: (config) => new LambdaClient(config), command: () => new ListFunctionsCommand({}) };
}

export function createLambdaCalls(options: SignedCallsOptions): LambdaCalls {
  const send = createSignedCalls(options);
  return {
    get: ({ path, ...call }) =>
      send({
        method: call.body === undefined ? "GET" : "POST",
        contentType: "application/json",
        path: (template) => prefixOf(template) + path,
        read: parsed,
        ...call,
      }),
    prepare(regions) {
      // What fails is reported by the first call.
      for (const region of regions) options.sdk.template(region).catch(() => {});
    },
  };
}

/** The path of the endpoint URL, without the last slash. */
export function prefixOf({ path }: RequestTemplate): string {
  if (!path.endsWith(LIST_FUNCTIONS_PATH)) throw new Error(`the SDK lists functions at ${path}`);
  return path.slice(0, -LIST_FUNCTIONS_PATH.length);
}

function parsed(response: HttpResponse): unknown {
  try {
    return JSON.parse(response.body.toString());
  } catch (error) {
    throw Object.assign(error as SyntaxError, { $response: response, $metadata: { httpStatusCode: 200 } });
  }
}
