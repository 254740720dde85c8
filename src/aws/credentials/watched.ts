/** The exchanges of a credential provider. Of an error the SDK's providers keep the words alone, not what it was. */
import { Failure } from "../../model/failure.ts";
import { toFailure } from "../failures/failures.ts";
import type { Handler } from "../transport/handler.ts";

export interface Watched {
  /** For the clients that the provider builds. */
  readonly handler: Handler;
  /** Runs the provider. An error that comes of the network or of a busy service gets that `Failure` as its cause. */
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

/** Undefined for an answer of the service, a refusal included. */
function busy(status: number, hostname: string): Failure | undefined {
  if (status === 429) {
    const message = `${hostname} is asked too often (HTTP 429): lower --concurrency or try again later`;
    return new Failure("throttled", "credentials", "TooManyRequestsException", message);
  }
  if (status < 500) return undefined;
  const code = status === 503 ? "ServiceUnavailable" : "InternalServerError";
  return new Failure("error", "credentials", code, `${hostname} answered HTTP ${status}`);
}
