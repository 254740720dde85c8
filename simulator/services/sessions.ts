import type { EstateAccount } from "../estate/estate.ts";
import { type SessionCredentials, sessionKey } from "../wire/keys.ts";
import type { World } from "./service.ts";

interface SessionRequest {
  readonly account: EstateAccount;
  /** The role's name with its path. */
  readonly roleName: string;
  readonly sessionName: string;
  readonly seconds: number;
  readonly mfa: boolean;
  /** Issued by the global STS endpoint. */
  readonly global: boolean;
}

/** Issues credentials for a session of a role. */
export function issue(world: World, request: SessionRequest): { keys: SessionCredentials; arn: string } {
  const { account, roleName, sessionName } = request;
  const shortName = roleName.split("/").at(-1) ?? "";
  const arn = `arn:${account.partition}:sts::${account.id}:assumed-role/${shortName}/${sessionName}`;
  const roleArn = `arn:${account.partition}:iam::${account.id}:role/${roleName}`;
  return { arn, keys: issueFor(world, { ...request, accountId: account.id, arn, roleArn }) };
}

interface Identity {
  readonly accountId: string;
  readonly arn: string;
  /** Empty for a user's own session. */
  readonly roleArn: string;
  readonly seconds: number;
  readonly mfa: boolean;
  readonly global: boolean;
}

/** Issues credentials for this caller; they expire after the simulator's `sessionSeconds` at the latest. */
export function issueFor(
  world: World,
  { accountId, arn, roleArn, seconds, mfa, global }: Identity,
): SessionCredentials {
  const lifetime = Math.min(seconds, world.sessionSeconds ?? seconds);
  const expiresAt = world.now().getTime() + lifetime * 1000;
  return sessionKey(accountId, { arn, roleArn, expiresAt, serial: world.nextSerial(), mfa, global });
}
