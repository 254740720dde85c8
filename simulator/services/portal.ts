import type { EstateAccount } from "../estate/estate.ts";
import { hash, hex } from "../estate/random.ts";
import type { Answer, WireRequest } from "../wire/call.ts";
import { headerOf } from "../wire/call.ts";
import { commonError, WireError } from "../wire/errors.ts";
import { unsealed } from "../wire/keys.ts";
import { pageOf } from "./pages.ts";
import type { OpenInput, Service, World } from "./service.ts";
import { issue } from "./sessions.ts";

const ACTIONS: Readonly<Record<string, string>> = {
  "/assignment/accounts": "ListAccounts",
  "/assignment/roles": "ListAccountRoles",
  "/federation/credentials": "GetRoleCredentials",
};

/** The Identity Center portal: the accounts and roles assigned to the signed-in user. */
export const portal: Service = {
  name: "sso",
  namespace: "",
  dialectOf: () => "portal",
  actionOf: ({ path }) => ACTIONS[path] ?? "",
  subjectOf: (request) => parameter(request, "account_id"),
  signed: {},
  open: {
    ListAccounts: listAccounts,
    ListAccountRoles: listAccountRoles,
    GetRoleCredentials: getRoleCredentials,
  },
};

function listAccounts(input: OpenInput): Answer {
  checkBearer(input);
  const granted = input.world.estate.accounts.filter(isGranted).map(({ id, name, email }) => {
    return { accountId: id, accountName: name, emailAddress: email };
  });
  return paged(input, "accountList", granted);
}

function listAccountRoles(input: OpenInput): Answer {
  checkBearer(input);
  const { id, permissionSets } = grantedAccount(input);
  return paged(
    input,
    "roleList",
    permissionSets.map((roleName) => ({ roleName, accountId: id })),
  );
}

function getRoleCredentials(input: OpenInput): Answer {
  const person = checkBearer(input);
  const account = grantedAccount(input);
  const set = parameter(input.call.request, "role_name");
  if (!account.permissionSets.includes(set)) throw commonError("portal", "denied");
  const name = `AWSReservedSSO_${set}_${hex(hash(`${account.id} ${set}`), 16)}`;
  const { keys } = issue(input.world, {
    account,
    roleName: `aws-reserved/sso.amazonaws.com/${name}`,
    sessionName: person,
    seconds: 3600,
    mfa: false,
    global: false,
  });
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = keys;
  return json({
    roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expiration.getTime() },
  });
}

function isGranted({ permissionSets, state }: EstateAccount): boolean {
  return permissionSets.length > 0 && state === "ACTIVE";
}

function grantedAccount({ call, world }: OpenInput): EstateAccount {
  const account = world.estate.account(parameter(call.request, "account_id"));
  if (!account || !isGranted(account)) throw commonError("portal", "denied");
  return account;
}

/** The user that `aws sso login` signed in. */
function checkBearer({ call, world }: OpenInput): string {
  const claims = unsealed(headerOf(call.request, "x-amz-sso_bearer_token"));
  const person = personIn(claims, "bearer", world);
  if (person === undefined) throw commonError("portal", "unknownKey");
  return person;
}

/** The user of a bearer or refresh token; undefined when the token is invalid or has expired. */
export function personIn(claims: unknown, kind: "bearer" | "refresh", world: World): string | undefined {
  if (typeof claims !== "object" || claims === null || !("kind" in claims) || claims.kind !== kind)
    return undefined;
  if (!("person" in claims) || !("expiresAt" in claims)) return undefined;
  return Number(claims.expiresAt) > world.now().getTime() ? String(claims.person) : undefined;
}

function parameter(request: WireRequest, name: string): string {
  return new URLSearchParams(request.query).get(name) ?? "";
}

function paged(input: OpenInput, member: string, entries: readonly object[]): Answer {
  const { call, world } = input;
  const asked = Number(parameter(call.request, "max_result") || "1000");
  const marker = parameter(call.request, "next_token");
  const wrong = () => new WireError(400, "InvalidRequestException", "Invalid next token");
  const page = pageOf(entries, { marker, size: Math.min(asked, world.pageSize), call, wrong });
  return json({ [member]: page.entries, nextToken: page.marker ?? null });
}

function json(body: object): Answer {
  return { status: 200, contentType: "application/json", body: JSON.stringify(body) };
}
