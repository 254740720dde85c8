import { UserError } from "../model/failure.ts";

/**
 * What is read from several files. Throws one `UserError` with the mistakes of all of them, in this order, so that a user sees
 * them in one run.
 */
export async function readAll<T extends readonly unknown[]>(
  ...reading: { [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  const ended = await Promise.allSettled<unknown>(reading);
  const errors = ended.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
  const known = errors.filter((error) => error instanceof UserError);
  const other = errors.find((error) => !(error instanceof UserError));
  if (other !== undefined) throw other;
  if (known.length > 0) throw joined(known);
  return (await Promise.all(reading)) as unknown as T;
}

function joined(errors: readonly UserError[]): UserError {
  const [only, ...others] = errors;
  if (only !== undefined && others.length === 0) return only;
  const lines = errors.flatMap(({ message, hint }) => [
    message,
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ]);
  return new UserError(lines.join("\n"), undefined, { cause: only });
}
