/** What base credentials are, wherever they come from. */
import type { Env } from "../profiles/paths.ts";
import type { Clients } from "../transport/clients.ts";
import type { Identity } from "./identity.ts";
import type { Mfa } from "./mfa.ts";
import type { Link } from "./roles.ts";
import type { Sso } from "./sso.ts";

export interface Base extends Link {
  /** With the settings of this base's profile. */
  readonly clients: Clients;
  readonly profile: string | undefined;
  /** `profile hub`, `environment variables`, ... */
  label(): Promise<string>;
  /** Whose they are; asked once. Rejects with a `Failure`. */
  identity(): Promise<Identity>;
  /** The region to ask first: the configured one, else the main one of the partition that the hint lies in. */
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
