/** Calls the portal of IAM Identity Center with the token that `aws sso login` cached. */
import type { AwsCredentialIdentity } from "@smithy/types";
import { Failure, UserError } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { once } from "../../model/once.ts";
import { allPages } from "../../model/pages.ts";
import { shellWord } from "../../model/quoted.ts";
import { toFailure } from "../failures/failures.ts";
import { INVALID_RESPONSE } from "../failures/network.ts";
import { askEach } from "../transport/ask-each.ts";
import type { Clients } from "../transport/clients.ts";
import { date, invalidResponse, nextMarker, number, object, rows, text } from "../transport/untyped.ts";
import { missingSsoSession } from "./profile-mistakes.ts";
import { type SdkSession, sessionProfile } from "./sdk-profile.ts";
import { watched } from "./watched.ts";

/** An account that the user can access, and the permission sets assigned there. */
export interface SsoAccount {
  readonly id: string;
  readonly name: string;
  /** Empty where the portal does not say. */
  readonly email: string;
  readonly roles: readonly string[];
}

export interface Sso {
  /** The region of this session's Identity Center. Rejects with a `UserError` for an unknown session. */
  region(session: string): Promise<string>;
  /** Rejects with a `UserError` for an unknown session, a `Failure` for everything else. */
  accounts(session: string): Promise<readonly SsoAccount[]>;
  /** Rejects with a `Failure` of the stage `credentials`. */
  credentials(session: string, role: string, accountId: string): Promise<AwsCredentialIdentity>;
}

export function createSso(clients: Clients): Sso {
  const sessions = new Map<string, SsoSession>();
  const of = (name: string): SsoSession => {
    const known = sessions.get(name) ?? createSession(name, clients);
    sessions.set(name, known);
    return known;
  };
  return {
    region: async (name) => (await of(name).config()).region,
    accounts: (name) => of(name).accounts(),
    credentials: (name, role, accountId) => of(name).credentials(role, accountId),
  };
}

interface SsoSession {
  config(): Promise<SdkSession>;
  accounts(): Promise<readonly SsoAccount[]>;
  credentials(role: string, accountId: string): Promise<AwsCredentialIdentity>;
}

function createSession(name: string, clients: Clients): SsoSession {
  const config = once(() => sessionConfig(name, clients));
  const portal = once(async () => clients.sso((await config()).region));
  const token = tokenOf(name, config, clients);
  const sdk = once(() => import("../transport/packages/sso.ts"));

  /** Runs a call with the token, which is a parameter of each. */
  async function ask<T>(call: (accessToken: string) => Promise<T>): Promise<T> {
    const accessToken = await token();
    try {
      return await call(accessToken);
    } catch (error) {
      const failure = toFailure(error, "credentials");
      throw /^Unauthorized/.test(failure.code) ? signedOut(name, error) : failure;
    }
  }

  async function accounts(): Promise<readonly SsoAccount[]> {
    const [{ ListAccountsCommand, ListAccountRolesCommand }, client] = await Promise.all([sdk(), portal()]);
    const found = await allPages("credentials", (nextToken) =>
      ask(async (accessToken) => {
        const page = await client.send(new ListAccountsCommand({ accessToken, nextToken }));
        return { items: rows(page, "accountList", "list of accounts"), next: nextMarker(page, "nextToken") };
      }),
    );
    return askEach(found.map(toAccount), async (account) => {
      const roles = await allPages("credentials", (nextToken) =>
        ask(async (accessToken) => {
          const request = { accessToken, accountId: account.id, nextToken };
          const page = await client.send(new ListAccountRolesCommand(request));
          return { items: rows(page, "roleList", "list of roles"), next: nextMarker(page, "nextToken") };
        }),
      ).catch(withoutAccess);
      return { ...account, roles: roles.map(({ roleName }) => text(roleName)) };
    });
  }

  async function credentials(roleName: string, accountId: string): Promise<AwsCredentialIdentity> {
    const [{ GetRoleCredentialsCommand }, client] = await Promise.all([sdk(), portal()]);
    const response = await ask((accessToken) =>
      client.send(new GetRoleCredentialsCommand({ accessToken, accountId, roleName })),
    ).catch((error: unknown) => {
      throw notAssigned(error, roleName, accountId, name);
    });
    return { ...keysOf(response.roleCredentials), accountId };
  }

  return { config, accounts, credentials };
}

/** The keys of a response of the portal, in the SDK's shape. */
function keysOf(given: unknown): AwsCredentialIdentity {
  const keys = object(given);
  const accessKeyId = text(keys.accessKeyId);
  const secretAccessKey = text(keys.secretAccessKey);
  const sessionToken = text(keys.sessionToken);
  if (accessKeyId === "" || secretAccessKey === "" || sessionToken === "") {
    const message = "the SSO portal's response contains no credentials";
    throw new Failure("error", "credentials", INVALID_RESPONSE, message);
  }
  const expiration = date(new Date(number(keys.expiration) ?? Number.NaN));
  return { accessKeyId, secretAccessKey, sessionToken, ...(expiration && { expiration }) };
}

function toAccount({ accountId, accountName, emailAddress }: JsonObject): Omit<SsoAccount, "roles"> {
  const id = text(accountId);
  if (!/^\d{12}$/.test(id)) throw invalidResponse("the response lists an account without a valid id");
  return { id, name: text(accountName), email: text(emailAddress) };
}

async function sessionConfig(name: string, clients: Clients): Promise<SdkSession> {
  const files = await clients.configFiles();
  if (files.unreadable) throw files.unreadable;
  const section = files.ssoSessions.get(name);
  if (!section) throw missingSsoSession(name, files);
  const { sso_region: region, sso_start_url: startUrl } = section.settings;
  if (region && startUrl) return { name, region, startUrl };
  const absent = ["sso_region", "sso_start_url"].filter((key) => !section.settings[key]);
  const message = `sso-session "${name}": ${absent.join(" and ")} missing (${section.place})`;
  throw new UserError(message, "Run: aws configure sso-session");
}

/** The access token; the SDK's provider renews it where the session allows that. */
function tokenOf(name: string, config: SsoSession["config"], clients: Clients): () => Promise<string> {
  const provider = once(async () => {
    const [{ fromSso }, clientConfig] = await Promise.all([
      import("../transport/packages/tokens.ts"),
      clients.clientConfig("SSO OIDC"),
    ]);
    const network = watched(clientConfig.requestHandler);
    const watchedConfig = { ...clientConfig, requestHandler: network.handler };
    const load = fromSso({ ...sessionProfile(await config()), clientConfig: watchedConfig });
    return () => network.explain(() => load());
  });
  return async () => {
    const load = await provider();
    try {
      return (await load()).token;
    } catch (error) {
      throw error instanceof Error && error.cause instanceof Failure ? error.cause : signedOut(name, error);
    }
  };
}

function signedOut(name: string, cause: unknown): Failure {
  const message = `not signed in to SSO session ${name} (or it expired): run aws sso login --sso-session ${shellWord(name)}`;
  return new Failure("unauthenticated", "credentials", "SsoSessionExpired", message, { cause });
}

const NO_ACCESS = /^(Forbidden|ResourceNotFound)/;

/** A user who has lost access to an account since it was listed has no roles there; the other accounts are still listed. */
function withoutAccess(error: unknown): readonly JsonObject[] {
  if (error instanceof Failure && NO_ACCESS.test(error.code)) return [];
  throw error;
}

function notAssigned(error: unknown, role: string, accountId: string, session: string): unknown {
  if (!(error instanceof Failure) || !NO_ACCESS.test(error.code)) return error;
  const message = `the permission set ${role} is not assigned to you in ${accountId} (SSO session ${session})`;
  return new Failure("denied", "credentials", error.code, message, { cause: error });
}
