/** The region and the service that a request is signed for, read from its signature. */
import type { HttpRequest } from "@smithy/types";

/** The region and service: several hosts may be one endpoint. */
export function peerOf(request: HttpRequest): string {
  const [region, service] = scopeOf(request);
  return region === undefined ? request.hostname : `${region}/${service}`;
}

/** Undefined for a request that is not signed. */
export function signedRegion(request: HttpRequest): string | undefined {
  return scopeOf(request)[0];
}

function scopeOf({ headers }: HttpRequest): string[] {
  return (headers.authorization ?? headers.Authorization ?? "").split("/", 4).slice(2);
}
