/**
 * Settles as the promise does, or rejects with the signal's reason as soon as it is aborted: what is shared with
 * others, or waits between two attempts, does not watch our signal. How the promise ends then is no one's concern.
 */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
