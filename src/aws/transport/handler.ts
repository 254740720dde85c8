/**
 * The SDK's request handler on our connections. Every HTTP exchange of every client, and of the credential providers,
 * passes here and takes one slot of the program's limit; a wait between two attempts takes none.
 */
import type { HttpResponse } from "@smithy/core/protocols";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import type { Purpose } from "../../model/purpose.ts";
import type { CallBounds } from "./call-bounds.ts";
import { aborted, Exchange, type Exchanged } from "./exchange.ts";
import type { Network } from "./network.ts";
import { signedRegion } from "./signed-for.ts";

interface HandlerOptions extends CallBounds {
  readonly network: Network;
  /** For a few calls that everything waits for: a response need not wait until others have been read. */
  readonly atOnce: boolean;
  /** Called with each request, once it is on its way or waits for its connection only. */
  readonly sent: () => void;
  readonly log?: ((line: string) => void) | undefined;
  readonly purpose?: (() => Purpose | undefined) | undefined;
}

/** What the SDK requires of a `requestHandler`. */
export interface Handler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

export function createHandler(options: HandlerOptions): Handler {
  const { network, limit, within, timeLeft, observe, sent, atOnce } = options;

  function exchanged(request: HttpRequest, signal: AbortSignal): Promise<Exchanged> {
    if (signal.aborted) return Promise.reject(aborted(signal));
    const log = labelled(options, request);
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(request, signal, {
        timeLeft,
        observe,
        sent,
        atOnce,
        log,
        resolve,
        reject,
      });
      // The exchange rejects, so that an abort ends it even while it waits for a slot.
      limit(() => exchange.send(network), signal).catch((error: Error) => exchange.fail(error));
    });
  }

  return {
    metadata: { handlerProtocol: "http/1.1" },
    handle(request, options) {
      const signal = options?.abortSignal as AbortSignal | undefined;
      // Only the clients that credential providers build for themselves send requests without a signal.
      return signal ? exchanged(request, signal) : within("credentials", (own) => exchanged(request, own));
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    // Clients share the connections: destroying one must not close them.
    destroy() {},
  };
}

/** Each line begins with the account, the region and the stage of the call; `-` where there is none. */
function labelled({ log, purpose }: HandlerOptions, request: HttpRequest): HandlerOptions["log"] {
  if (!log || !purpose) return log;
  const { account, region = signedRegion(request), stage } = purpose() ?? {};
  const label = [account, region, stage].map((part) => part || "-").join(" ");
  return (line) => log(`${label} ${line}`);
}
