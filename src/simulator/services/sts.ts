import type { EstateAccount } from "../estate/estate.ts";
import { hash, scramble } from "../estate/random.ts";
import type { Answer } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { type XmlObject, xml } from "../wire/xml.ts";
import { checkMfa } from "./mfa.ts";
import { assumableRole, issueSession, validDuration, webIdentityRole } from "./roles.ts";
import { formOf, type OpenInput, type Service, type SignedInput } from "./service.ts";

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

export const sts: Service = {
  name: "sts",
  namespace: NAMESPACE,
  dialectOf: () => "query",
  actionOf: (request) => formOf(request).get("Action") ?? "",
  signed: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole, GetSessionToken: getSessionToken },
  open: { AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity },
};

function getCallerIdentity({ caller, account, call, requestId }: SignedInput): Answer {
  return reply(call.action, requestId, {
    Arn: caller.arn,
    UserId: userId(caller.arn, account),
    Account: account.id,
  });
}

function assumeRole(input: SignedInput): Answer {
  const { call, caller, world, requestId } = input;
  const form = formOf(call.request);
  const device = form.get("SerialNumber");
  const mfa = device === null ? caller.mfa : checkMfa(world, device, form.get("TokenCode") ?? "");
  const { role, account } = assumableRole(world.estate, {
    roleArn: form.get("RoleArn") ?? "",
    caller,
    externalId: form.get("ExternalId") ?? undefined,
    mfa,
  });
  const seconds = validDuration(form.get("DurationSeconds"), role.maxSessionSeconds, caller.roleArn !== "");
  const session = { name: sessionName(form), seconds, mfa: false, global: isGlobal(input) };
  return reply(call.action, requestId, issueSession(world, account, role, session));
}

function assumeRoleWithWebIdentity(input: OpenInput): Answer {
  const { call, world, requestId } = input;
  const form = formOf(call.request);
  const { role, account, subject } = webIdentityRole(
    world,
    form.get("RoleArn") ?? "",
    form.get("WebIdentityToken") ?? "",
  );
  const seconds = validDuration(form.get("DurationSeconds"), role.maxSessionSeconds, false);
  const session = { name: sessionName(form), seconds, mfa: false, global: isGlobal(input) };
  return reply(call.action, requestId, {
    ...issueSession(world, account, role, session),
    SubjectFromWebIdentityToken: subject,
    Audience: "sts.amazonaws.com",
  });
}

function getSessionToken(input: SignedInput): Answer {
  const { call, caller, account, world, requestId } = input;
  if (caller.roleArn !== "") {
    throw new WireError(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
  }
  const form = formOf(call.request);
  const device = form.get("SerialNumber");
  const mfa = device !== null && checkMfa(world, device, form.get("TokenCode") ?? "");
  const seconds = validDuration(form.get("DurationSeconds") ?? "43200", 129_600, false);
  const { Credentials } = issueSession(world, account, undefined, {
    name: caller.arn,
    seconds,
    mfa,
    global: isGlobal(input),
  });
  return reply(call.action, requestId, { Credentials });
}

/** Only the host name tells the global endpoint; behind a loopback address every endpoint is regional. */
function isGlobal({ call }: OpenInput): boolean {
  return (call.request.headers.host ?? "").startsWith("sts.amazonaws.com");
}

function sessionName(form: URLSearchParams): string {
  const name = form.get("RoleSessionName") ?? "";
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return name;
  throw new WireError(
    400,
    "ValidationError",
    `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
  );
}

function reply(action: string, requestId: string, result: XmlObject): Answer {
  const body = `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${xml(result, "member")}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>\n`;
  return { status: 200, contentType: "text/xml", headers: { "x-amzn-RequestId": requestId }, body };
}

/** `AIDA...` for users, `AROA...:session` for roles. */
function userId(arn: string, account: EstateAccount): string {
  const [, name = "", session] = (arn.split(":").at(-1) ?? "").split("/");
  const letters = (seed: number): string =>
    scramble(seed).toString(32).toUpperCase().replaceAll(/[01]/g, "Z").padStart(8, "A");
  const unique = `${letters(hash(name))}${letters(hash(account.id))}`.padEnd(17, "Q").slice(0, 17);
  return session === undefined ? `AIDA${unique}` : `AROA${unique}:${session}`;
}
