/** A request in text: for the wire, and for the log of `--verbose`. */
import { buildQueryString } from "@smithy/core/protocols";
import type { HttpRequest } from "@smithy/types";

/** What is requested of the host. */
export function target({ path, query }: HttpRequest): string {
  const text = query ? buildQueryString(query) : "";
  return text ? `${path}?${text}` : path;
}

/** Path and action only: a query string may contain a token. Of a URL that is signed in itself, the host only. */
export function logLine(
  { method, hostname, path, headers }: HttpRequest,
  outcome: string,
  ms: number,
): string {
  const action = headers["x-amz-target"];
  const bare = /[?&]X-Amz-Signature=/i.test(path) ? "/…" : path.split("?", 1)[0];
  return `${method} ${hostname}${bare}${action ? ` ${action}` : ""} ${outcome} ${Math.round(ms)} ms`;
}
