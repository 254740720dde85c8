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

/** The same for what is large: one after the other, and after a mistake the rest is read only to find others. */
export async function readInTurn<T extends readonly unknown[]>(
  ...reading: { [K in keyof T]: () => Promise<T[K]> }
): Promise<T> {
  const mistakes = new UserErrors();
  const values: unknown[] = [];
  for (const read of reading) {
    const value = await mistakes.settle(read());
    if (mistakes.found.length === 0) values.push(value);
    else values.length = 0;
    if (mistakes.isFull) break;
  }
  mistakes.throwIfAny();
  return values as unknown as T;
}
