import type { Estate, EstateAccount } from "../estate/estate.ts";
import { isOptInRegion, partitionNamed } from "../estate/regions.ts";
import { type Authorization, type Caller, headerOf, type WireRequest } from "./call.ts";
import { commonError, type Dialect } from "./errors.ts";
import { accountOf, type SessionClaims, secretOf, unsealed } from "./keys.ts";
import { signatureFits } from "./signature.ts";

interface Checks {
  readonly estate: Estate;
  readonly verify: boolean;
  now(): Date;
}

/** Identifies the sender of a request, or refuses it as AWS would. */
export function authenticate(
  request: WireRequest,
  authorization: Authorization,
  dialect: Dialect,
  { estate, verify, now }: Checks,
): { caller: Caller; account: EstateAccount } {
  const { accessKeyId, region } = authorization;
  const account = estate.account(accountOf(accessKeyId) ?? "");
  if (!account || account.state === "CLOSED") throw commonError(dialect, "unknownKey");
  const claims = accessKeyId.startsWith("ASIA")
    ? claimsOf(headerOf(request, "x-amz-security-token"))
    : undefined;
  if (accessKeyId.startsWith("ASIA") && claims?.accessKeyId !== accessKeyId)
    throw commonError(dialect, "unknownKey");
  if (verify && !signatureFits(request, authorization, secret(accessKeyId))) {
    throw commonError(dialect, "badSignature");
  }
  if (claims && claims.expiresAt <= now().getTime()) throw commonError(dialect, "expired");
  if (!isEnabled(account, region) || (claims?.global && isOptInRegion(account.partition, region))) {
    throw commonError(dialect, "unknownKey");
  }
  return { account, caller: callerOf(account, claims) };
}

/** Default-enabled regions cannot be disabled, whether or not an estate lists them. */
function isEnabled({ partition, regions }: EstateAccount, region: string): boolean {
  if (partitionNamed(partition).defaultRegions.includes(region)) return true;
  return regions.some(({ name, optInStatus }) => name === region && optInStatus !== "not-opted-in");
}

function callerOf(account: EstateAccount, claims: SessionClaims | undefined): Caller {
  const user = `arn:${account.partition}:iam::${account.id}:user/inventory`;
  return {
    accountId: account.id,
    arn: claims?.arn ?? user,
    roleArn: claims?.roleArn ?? "",
    mfa: claims?.mfa ?? false,
    serial: claims?.serial ?? 0,
  };
}

const known = new Map<string, SessionClaims>();

function claimsOf(token: string): SessionClaims | undefined {
  const cached = known.get(token);
  if (cached) return cached;
  const claims = unsealed(token);
  if (!isClaims(claims)) return undefined;
  if (known.size > 20_000) known.clear();
  known.set(token, claims);
  return claims;
}

function isClaims(value: unknown): value is SessionClaims {
  return typeof value === "object" && value !== null && "accessKeyId" in value && "roleArn" in value;
}

const secrets = new Map<string, string>();

function secret(accessKeyId: string): string {
  const cached = secrets.get(accessKeyId);
  if (cached !== undefined) return cached;
  if (secrets.size > 20_000) secrets.clear();
  const made = secretOf(accessKeyId);
  secrets.set(accessKeyId, made);
  return made;
}
