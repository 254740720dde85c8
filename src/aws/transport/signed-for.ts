/** What the signature of a request says: region, service, and whose quota the call counts against. */
import type { HttpRequest } from "@smithy/types";
import type { Quota } from "../../model/observation.ts";

/** The region and service: several hosts may be one endpoint. */
export function peerOf(request: HttpRequest): string {
  const [region, service] = scopeOf(request);
  return region === undefined ? request.hostname : `${region}/${service}`;
}

/**
 * These services are called in the account being read, and AWS throttles each account on its own. All others are called
 * in the account whose credentials access the rest (AssumeRole counts against the caller's quota, not against that of the
 * account with the role), or with the one token of Identity Center.
 */
const OWN: ReadonlySet<string> = new Set(["lambda", "ec2", "monitoring", "tagging", "ecr"]);

/** @param peer as `peerOf` names it */
export function quotaOf(peer: string): Quota {
  return OWN.has(peer.slice(peer.indexOf("/") + 1)) ? "own" : "common";
}

/** Undefined for a request that is not signed. */
export function signedRegion(request: HttpRequest): string | undefined {
  return scopeOf(request)[0];
}

function scopeOf({ headers }: HttpRequest): string[] {
  return (headers.authorization ?? headers.Authorization ?? "").split("/", 4).slice(2);
}
