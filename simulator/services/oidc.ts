import type { Answer } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { sealed, unsealed } from "../wire/keys.ts";
import { personIn } from "./portal.ts";
import { jsonOf, type OpenInput, type Service, textIn } from "./service.ts";

const HOUR = 3600;

/** The part of Identity Center's OIDC service that renews a sign-in. */
export const oidc: Service = {
  name: "sso-oauth",
  namespace: "",
  dialectOf: () => "portal",
  actionOf: ({ path }) => (path === "/token" ? "CreateToken" : ""),
  signed: {},
  open: { CreateToken: createToken },
};

function createToken({ call, world }: OpenInput): Answer {
  const body = jsonOf(call.request);
  if (textIn(body, "grantType") !== "refresh_token")
    throw refuse("UnsupportedGrantTypeException", "unsupported_grant_type");
  const person = personIn(unsealed(textIn(body, "refreshToken")), "refresh", world);
  if (person === undefined) throw refuse("InvalidGrantException", "invalid_grant");
  const tokens = portalTokens(person, world.now(), 8 * HOUR);
  const answer = { ...tokens, tokenType: "Bearer", expiresIn: 8 * HOUR };
  return { status: 200, contentType: "application/json", body: JSON.stringify(answer) };
}

function refuse(code: string, error: string): WireError {
  return new WireError(400, code, error, {
    members: { error, error_description: "Invalid refresh token provided" },
  });
}

/** A bearer token for the portal and the refresh token that renews it. */
export function portalTokens(
  person: string,
  now: Date,
  seconds: number,
): { accessToken: string; refreshToken: string } {
  return {
    accessToken: sealed({ kind: "bearer", person, expiresAt: now.getTime() + seconds * 1000 }),
    refreshToken: sealed({ kind: "refresh", person, expiresAt: now.getTime() + 90 * 24 * HOUR * 1000 }),
  };
}
