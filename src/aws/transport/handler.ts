/**
 * The SDK's request handler on top of our connections. Every HTTP exchange of every client, and of the credential
 * providers, passes here and takes one slot of the program's limit, so a wait between two attempts holds none.
 *
 * On `dispatcher.dispatch`, not on undici's `request`: answers are small and wanted whole, so no stream is built.
 */
import { buildQueryString, HttpResponse } from "@smithy/core/protocols";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import type { Dispatcher } from "undici";
import { INVALID_RESPONSE, OVERSIZED_RESPONSE } from "../failures/network.ts";
import type { CallBounds } from "./call-bounds.ts";
import type { Network } from "./network.ts";

/**
 * A response that does not end is aborted here. Lambda's are at most 6 MB, and the largest page of CloudWatch metrics
 * (100,800 data points) is about 4 MB.
 */
export const MAX_RESPONSE_BYTES = 8 * 2 ** 20;

export interface HandlerOptions extends CallBounds {
  readonly network: Network;
  readonly log?: ((line: string) => void) | undefined;
}

/** What the SDK asks of a `requestHandler`. */
export interface Handler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

export function createHandler({ network, limit, within, timeLeft, log }: HandlerOptions): Handler {
  function exchanged(request: HttpRequest, signal: AbortSignal): Promise<Outcome> {
    if (signal.aborted) return Promise.reject(aborted(signal));
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(request, signal, { timeLeft, log, resolve, reject });
      // Rejections reach the caller through the exchange, which an abort settles even while it queues for a slot.
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
    // Clients share the connections: one that is destroyed must not end them.
    destroy() {},
  };
}

/** The reason of the signal is the cause. */
export function aborted(signal: AbortSignal): Error {
  return Object.assign(new Error("the call was aborted", { cause: signal.reason }), { name: "AbortError" });
}

type Outcome = { response: HttpResponse };

/** Where the end of an exchange is reported. */
interface Ending extends Pick<HandlerOptions, "timeLeft" | "log"> {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** One request and its answer, read whole. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest;
  readonly #signal: AbortSignal;
  readonly #end: Ending;
  #controller: Dispatcher.DispatchController | undefined;
  #release: (() => void) | undefined;
  #settled = false;
  #startedAt = 0;
  #statusCode = 0;
  #headers: Record<string, string> = {};
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(request: HttpRequest, signal: AbortSignal, end: Ending) {
    this.#request = request;
    this.#signal = signal;
    this.#end = end;
    signal.addEventListener("abort", this.#onAbort);
  }

  /** Resolves when the slot can be given back. */
  send(network: Network): Promise<void> {
    if (this.#settled) return Promise.resolve();
    const { protocol, hostname, port, method, headers, body } = this.#request;
    if (this.#end.log) this.#startedAt = performance.now();
    return new Promise((release) => {
      this.#release = release;
      network.dispatcher(protocol, hostname, port).dispatch(
        {
          origin: `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`,
          path: target(this.#request),
          method,
          headers,
          body: body === undefined || body === "" ? null : body,
        },
        this,
      );
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#settled) controller.abort(new Error("aborted"));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#statusCode = statusCode;
    for (const name in headers) {
      const value = headers[name];
      this.#headers[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > MAX_RESPONSE_BYTES) {
      this.#chunks = [];
      controller.abort(oversized());
      return;
    }
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first, ...rest] = this.#chunks;
    const body = first && rest.length === 0 ? first : Buffer.concat(this.#chunks);
    const response = new HttpResponse({ statusCode: this.#statusCode, headers: this.#headers, body });
    if (this.#statusCode >= 400) Object.assign(response, { timeLeftMs: this.#end.timeLeft(this.#signal) });
    // undici takes a connection into use again one turn of the event loop after the answer. Whoever gets the slot,
    // or asks for the next page, shall find it rather than open another: else there were twice as many.
    queueMicrotask(() =>
      setImmediate(() => {
        this.#release?.();
        this.#settle(String(this.#statusCode), () => this.#end.resolve({ response }));
      }),
    );
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const failure = this.#statusCode === 0 || isOversized(error) ? error : cutOff(error);
    // For the message: most errors of sockets do not say which host.
    Object.assign(failure, { host: this.#request.hostname });
    this.#release?.();
    this.#settle(errorCode(failure), () => this.#end.reject(failure));
  }

  /** The limit let nothing through, or the request could not be sent at all. */
  fail(error: Error): void {
    this.#settle(errorCode(error), () => this.#end.reject(error));
  }

  readonly #onAbort = (): void => {
    this.#settle("aborted", () => this.#end.reject(aborted(this.#signal)));
    // Ends in onResponseError, which gives the slot back, unless undici has not begun yet.
    this.#controller?.abort(new Error("aborted"));
  };

  #settle(outcome: string, act: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#end.log?.(line(this.#request, outcome, performance.now() - this.#startedAt));
    act();
  }
}

function target({ path, query }: HttpRequest): string {
  const text = query ? buildQueryString(query) : "";
  return text ? `${path}?${text}` : path;
}

function cutOff(cause: Error): Error {
  return Object.assign(new Error(cause.message, { cause }), { code: INVALID_RESPONSE });
}

function oversized(): Error {
  const message = `more than ${MAX_RESPONSE_BYTES / 2 ** 20} MiB`;
  return Object.assign(new Error(message), { code: OVERSIZED_RESPONSE });
}

function isOversized(error: Error): boolean {
  return "code" in error && error.code === OVERSIZED_RESPONSE;
}

function errorCode(error: Error): string {
  return "code" in error ? String(error.code) : error.name;
}

/** Path and action only: a query string may hold a token. */
function line({ method, hostname, path, headers }: HttpRequest, outcome: string, ms: number): string {
  const action = headers["x-amz-target"];
  const [bare] = path.split("?");
  return `${method} ${hostname}${bare}${action ? ` ${action}` : ""} ${outcome} ${Math.round(ms)} ms`;
}
