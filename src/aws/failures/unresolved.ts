/** Names that do not resolve. AWS gives each service of a region one, so the name tells what is not there. */
import { knownRegion } from "../../model/partitions.ts";
import type { NetworkError } from "./network-codes.ts";

/** Regions that the SDK knows and that no source confirms Lambda for, as of 2026-11-21. */
const UNCONFIRMED: ReadonlySet<string> = new Set(["me-west-1", "sa-west-1"]);

/** Whether this region has no Lambda, as a young one at first. */
export function noLambdaIn(region: string, { code, hostname }: NetworkError): boolean {
  const lambdas = [`lambda.${region}.`, `lambda-fips.${region}.`];
  if (code !== "ENOTFOUND" || !lambdas.some((start) => hostname.startsWith(start))) return false;
  return !knownRegion(region) || UNCONFIRMED.has(region);
}

/** What may be the reason, to be put after a semicolon; empty where nothing is known. */
export function unresolvedAdvice(hostname: string): string {
  if (/-fips\./.test(hostname)) return "; not every region has FIPS endpoints (AWS_USE_FIPS_ENDPOINT)";
  if (/\.api\.(aws|amazonwebservices\.com\.cn)$/.test(hostname)) {
    return "; not every service has dual-stack endpoints (AWS_USE_DUALSTACK_ENDPOINT)";
  }
  const region = /\.([a-z]+(?:-[a-z]+)+-\d+[a-z]?)\./.exec(hostname)?.[1];
  return region === undefined || knownRegion(region) ? "" : `; is there a region ${region} (AWS_REGION)?`;
}
