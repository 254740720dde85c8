/**
 * Settles as the promise does, or rejects with the signal's reason as soon as the signal is aborted. For promises that
 * are shared, or wait between two attempts, and do not watch the signal themselves; how they end later is ignored.
 */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
    const ending =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        signal.removeEventListener("abort", abort);
        settle(value);
      };
    promise.then(ending(resolve), ending(reject));
  });
}
