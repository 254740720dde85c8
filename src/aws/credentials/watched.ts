/** Watches the HTTP calls of a credential provider: of an error, the SDK's providers keep only the message. */
import { Failure } from "../../model/failure.ts";
import { toFailure } from "../failures/failures.ts";
import type { Handler } from "../transport/handler.ts";

interface Watched {
  /** For the clients that the provider creates. */
  readonly handler: Handler;
  /** Runs the provider. An error caused by the network or a busy service gets that `Failure` as its cause. */
  explain<T>(provide: () => Promise<T>): Promise<T>;
}

export function watched(handler: Handler): Watched {
  let last: Failure | undefined;
  return {
    handler: {
      ...handler,
      async handle(request, options) {
        try {
          const outcome = await handler.handle(request, options);
          last = busy(outcome.response.statusCode, request.hostname);
          return outcome;
        } catch (error) {
          last = toFailure(error, "credentials");
          throw error;
        }
      },
    },
    async explain(provide) {
      last = undefined;
      try {
        return await provide();
      } catch (error) {
        if (last && error instanceof Error) error.cause ??= last;
        throw error;
      }
    },
  };
}

/** Undefined for a normal response, which includes access denied. */
function busy(status: number, hostname: string): Failure | undefined {
  if (status === 429) {
    const message = `${hostname} is throttling requests (HTTP 429): lower --concurrency or try again later`;
    return new Failure("throttled", "credentials", "TooManyRequestsException", message);
  }
  if (status < 500) return undefined;
  const code = status === 503 ? "ServiceUnavailable" : "InternalServerError";
  return new Failure("error", "credentials", code, `${hostname} responded with HTTP ${status}`);
}
