import type { Answer, WireRequest } from "../wire/call.ts";
import { headerOf } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { sealed, unsealed } from "../wire/keys.ts";
import { roleAt } from "./roles.ts";
import type { OpenInput, Service, World } from "./service.ts";
import { issue } from "./sessions.ts";

const CREDENTIALS = "/latest/meta-data/iam/security-credentials/";

/** Instance metadata: version 2, which requires a token, or version 1, as from a proxy such as kube2iam. */
export const instanceMetadata: Service = {
  name: "imds",
  namespace: "",
  dialectOf: () => "portal",
  actionOf: ({ path }) => {
    if (path === "/latest/api/token") return "GetToken";
    if (path === CREDENTIALS) return "ListRoles";
    return path.startsWith(CREDENTIALS) ? "GetCredentials" : "GetMetadata";
  },
  signed: {},
  open: {
    GetToken: getToken,
    ListRoles: listRoles,
    GetCredentials: getCredentials,
    GetMetadata: getMetadata,
  },
};

/** The credentials endpoint of ECS and EKS Pod Identity. */
export const container: Service = {
  name: "container",
  namespace: "",
  dialectOf: () => "portal",
  actionOf: () => "GetCredentials",
  signed: {},
  open: { GetCredentials: getContainerCredentials },
};

function getToken({ call, world }: OpenInput): Answer {
  if (world.metadataVersion === 1) throw new WireError(404, "NotFound", "no such path");
  const seconds = Number(headerOf(call.request, "x-aws-ec2-metadata-token-ttl-seconds") || "0");
  if (call.request.method !== "PUT" || !(seconds >= 1 && seconds <= 21_600))
    throw new WireError(400, "BadRequest", "bad request");
  return text(sealed({ kind: "imds", expiresAt: world.now().getTime() + seconds * 1000 }));
}

function listRoles(input: OpenInput): Answer {
  return text(roleOf(input).role.name.split("/").at(-1) ?? "");
}

function getCredentials(input: OpenInput): Answer {
  const { role, account } = roleOf(input);
  if (!role.name.endsWith(input.call.request.path.slice(CREDENTIALS.length)))
    throw new WireError(404, "NotFound", "no such role");
  const { keys } = issue(input.world, {
    account,
    roleName: role.name,
    sessionName: "i-0123456789abcdef0",
    ...MACHINE,
  });
  return json({
    Code: "Success",
    LastUpdated: input.world.now(),
    Type: "AWS-HMAC",
    AccessKeyId: keys.accessKeyId,
    SecretAccessKey: keys.secretAccessKey,
    Token: keys.sessionToken,
    Expiration: keys.expiration,
  });
}

function getMetadata(input: OpenInput): Answer {
  const { account } = roleOf(input);
  const region = account.regions[0]?.name ?? "";
  const { path } = input.call.request;
  if (path === "/latest/meta-data/placement/region") return text(region);
  if (path === "/latest/dynamic/instance-identity/document") return json({ accountId: account.id, region });
  throw new WireError(404, "NotFound", "no such path");
}

const MACHINE = { seconds: 6 * 3600, mfa: false, global: false };

/** The instance role, for requests with a valid token. */
function roleOf({ call, world }: OpenInput): NonNullable<ReturnType<typeof roleAt>> {
  if (world.metadataVersion === 2) checkToken(call.request, world);
  const found = world.instanceRole === undefined ? undefined : roleAt(world.estate, world.instanceRole);
  if (!found) throw new WireError(404, "NotFound", "this instance has no role");
  return found;
}

function checkToken(request: WireRequest, world: World): void {
  const claims = unsealed(headerOf(request, "x-aws-ec2-metadata-token"));
  const good = typeof claims === "object" && claims !== null && "expiresAt" in claims;
  if (!good || Number(claims.expiresAt) <= world.now().getTime())
    throw new WireError(401, "Unauthorized", "unauthorized");
}

function getContainerCredentials({ call, world }: OpenInput): Answer {
  const claims = unsealed(headerOf(call.request, "authorization"));
  const roleArn =
    typeof claims === "object" && claims !== null && "containerRole" in claims
      ? String(claims.containerRole)
      : "";
  const found = roleAt(world.estate, roleArn);
  if (!found) throw new WireError(401, "AccessDeniedException", "the authorization token is not valid");
  const { role, account } = found;
  const { keys } = issue(world, { account, roleName: role.name, sessionName: "pod", ...MACHINE });
  return json({
    AccessKeyId: keys.accessKeyId,
    SecretAccessKey: keys.secretAccessKey,
    Token: keys.sessionToken,
    AccountId: account.id,
    RoleArn: roleArn,
    Expiration: keys.expiration,
  });
}

/** The token that a container with this role presents. */
export function containerToken(roleArn: string): string {
  return sealed({ containerRole: roleArn });
}

function text(body: string): Answer {
  return { status: 200, contentType: "text/plain", body };
}

function json(body: object): Answer {
  return { status: 200, contentType: "application/json", body: JSON.stringify(body) };
}
