/**
 * One HTTP request and its response, read whole. A request and a signal go in; the response, or an error that says why
 * there is none, comes out.
 *
 * It uses undici's `dispatch`, not its `request`: responses are small and needed whole, so no stream is built.
 */
import { HttpResponse } from "@smithy/core/protocols";
import type { HttpRequest } from "@smithy/types";
import type { Dispatcher } from "undici";
import {
  INVALID_RESPONSE,
  type NetworkFault,
  networkError,
  OVERSIZED_RESPONSE,
} from "../failures/network.ts";
import type { CallBounds } from "./call-bounds.ts";
import type { Network } from "./network.ts";
import { logLine, target } from "./request-text.ts";
import type { FaultNotes } from "./retry.ts";
import { peerOf, quotaOf } from "./signed-for.ts";

/**
 * A longer response is aborted. Lambda's are at most 6 MB, and the largest page of CloudWatch metrics (100,800 data
 * points) is about 4 MB.
 */
export const MAX_RESPONSE_BYTES = 8 * 2 ** 20;

/** The reason of the signal is the cause. */
export function aborted(signal: AbortSignal): Error {
  return Object.assign(new Error("the call was aborted", { cause: signal.reason }), { name: "AbortError" });
}

export type Exchanged = { response: HttpResponse };

/** Where the end of an exchange is reported. */
interface Ending extends Pick<CallBounds, "timeLeft" | "observe"> {
  /** For `--verbose`: one line for each exchange. */
  readonly log: ((line: string) => void) | undefined;
  /** The request is on its way, or waits for its connection only. */
  readonly sent: () => void;
  /** Passes on the response before others that have arrived are read. */
  readonly atOnce: boolean;
  readonly resolve: (outcome: Exchanged) => void;
  readonly reject: (error: Error) => void;
}

export class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest;
  readonly #signal: AbortSignal;
  readonly #end: Ending;
  #controller: Dispatcher.DispatchController | undefined;
  #release: (() => void) | undefined;
  #settled = false;
  #startedAt = 0;
  #sentAt = 0;
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

  /** Resolves when the slot can be released. */
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
      this.#end.sent();
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Not before: to connect takes several round trips, which say nothing of how fast responses come.
    this.#sentAt = performance.now();
    if (this.#settled) controller.abort(new Error("aborted"));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#statusCode = statusCode;
    const latencyMs = performance.now() - this.#sentAt;
    const peer = peerOf(this.#request);
    this.#end.observe({ kind: "response", peer, quota: quotaOf(peer), latencyMs });
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
    if (this.#statusCode >= 400) Object.assign(response, this.#faultNotes());
    const end = () => {
      this.#release?.();
      this.#settle(String(this.#statusCode), () => this.#end.resolve({ response }));
    };
    // undici reuses a connection one turn of the event loop after its response. The next request must find it free:
    // otherwise twice as many connections are opened.
    if (this.#end.atOnce) end();
    else queueMicrotask(() => setImmediate(end));
  }

  #faultNotes(): FaultNotes {
    return { timeLeftMs: this.#end.timeLeft(this.#signal), quota: quotaOf(peerOf(this.#request)) };
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const failure = this.#statusCode === 0 || isOversized(error) ? error : cutOff(error);
    // For the message: most socket errors do not name the host.
    Object.assign(failure, { host: this.#request.hostname });
    const kind = OBSERVED[networkError(failure)?.fault ?? "oversized"];
    if (kind && !this.#settled) this.#end.observe({ kind });
    this.#release?.();
    this.#settle(errorCode(failure), () => this.#end.reject(failure));
  }

  /** The request could not be sent at all. */
  fail(error: Error): void {
    this.#settle(errorCode(error), () => this.#end.reject(error));
  }

  readonly #onAbort = (): void => {
    this.#settle("aborted", () => this.#end.reject(aborted(this.#signal)));
    // Ends in onResponseError, which releases the slot, unless undici has not started yet.
    this.#controller?.abort(new Error("aborted"));
  };

  #settle(outcome: string, act: () => void): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#end.log?.(logLine(this.#request, outcome, performance.now() - this.#startedAt));
    act();
  }
}

/** What an error of the network says about the number of calls in flight. */
const OBSERVED: Readonly<Partial<Record<NetworkFault, "failed" | "exhausted">>> = {
  unreachable: "failed",
  offline: "failed",
  silent: "failed",
  reset: "failed",
  exhausted: "exhausted",
};

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
