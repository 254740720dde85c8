import { UserError } from "../model/failure.ts";
import { UserErrors } from "../model/user-errors.ts";

/**
 * What is read from several files. Throws one `UserError` with the mistakes of all of them, in this order, so that a user sees
 * them in one run.
 */
export async function readAll<T extends readonly unknown[]>(
  ...reading: { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  const ended = await Promise.allSettled<unknown>(reading);
  const errors = ended.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
  const other = errors.find((error) => !(error instanceof UserError));
  if (other !== undefined) throw other;
  const mistakes = new UserErrors();
  for (const error of errors) if (error instanceof UserError) mistakes.add(error);
  mistakes.throwIfAny();
  return (await Promise.all(reading)) as unknown as T;
}
