import type { EstateAccount, EstateRole } from "../estate/estate.ts";
import { hash, scramble } from "../estate/random.ts";
import type { Answer } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import type { SessionCredentials } from "../wire/keys.ts";
import { type XmlObject, xml } from "../wire/xml.ts";
import { checkMfa } from "./mfa.ts";
import { assumableRole, validDuration, webIdentityRole } from "./roles.ts";
import { formOf, type OpenInput, type Service, type SignedInput } from "./service.ts";
import { issue, issueFor } from "./sessions.ts";

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

export const sts: Service = {
  name: "sts",
  namespace: NAMESPACE,
  dialectOf: () => "query",
  actionOf: (request) => formOf(request).get("Action") ?? "",
  subjectOf: (request) => formOf(request).get("RoleArn") ?? "",
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
  return reply(call.action, requestId, roleSession(input, account, role, seconds));
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
  return reply(call.action, requestId, {
    ...roleSession(input, account, role, seconds),
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
  const keys = issueFor(world, {
    accountId: account.id,
    arn: caller.arn,
    roleArn: "",
    seconds,
    mfa,
    global: isGlobal(input),
  });
  return reply(call.action, requestId, { Credentials: credentialsShape(keys) });
}

function roleSession(input: OpenInput, account: EstateAccount, role: EstateRole, seconds: number): XmlObject {
  const name = sessionName(formOf(input.call.request));
  const request = {
    account,
    roleName: role.name,
    sessionName: name,
    seconds,
    mfa: false,
    global: isGlobal(input),
  };
  const { keys, arn } = issue(input.world, request);
  return {
    AssumedRoleUser: { AssumedRoleId: userId(arn, account), Arn: arn },
    Credentials: credentialsShape(keys),
  };
}

function credentialsShape({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  expiration,
}: SessionCredentials): XmlObject {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration,
  };
}

/** Only the host name identifies the global endpoint, so on a loopback address every endpoint is regional. */
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
