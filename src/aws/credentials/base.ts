/** Base credentials, whatever their source. */
import type { Env } from "../profiles/paths.ts";
import type { Clients } from "../transport/clients.ts";
import type { Identity } from "./identity.ts";
import type { Mfa } from "./mfa.ts";
import type { Credential } from "./role-steps.ts";
import type { Sso } from "./sso.ts";

export interface Base extends Credential {
  /** With the settings of this base's profile. */
  readonly clients: Clients;
  readonly profile: string | undefined;
  /** `profile hub`, `environment variables`, ... */
  label(): Promise<string>;
  /** Whose they are; looked up once. Rejects with a `Failure`. */
  identity(): Promise<Identity>;
  /** The region to call first: the configured one, else the main region of the partition that the account suggests. */
  region(): Promise<string>;
  configuredRegion(): Promise<string | undefined>;
}

export interface BaseContext {
  readonly env: Env;
  readonly clients: Clients;
  readonly mfa: Mfa;
  readonly sso: Sso;
  readonly log: ((line: string) => void) | undefined;
}
