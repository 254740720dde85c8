import { Failure } from "../model/failure.ts";

/** Whatever was thrown, as a `Failure`. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Failure("error", "functions", "InternalError", message, { cause: error });
}
