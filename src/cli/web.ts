import type { Fetch } from "../runtimes/limits.ts";
import type { Io } from "./io.ts";

/** A fetch by the user's proxy and certificates. It is loaded when the first URL is read. */
export function webFetch({ env }: Pick<Io, "env">): Fetch {
  return async (url, init) => (await import("../aws/fetch.ts")).createFetch(env)(url, init);
}
