import type { Estate } from "./estate/estate.ts";
import { PageCache } from "./services/page-cache.ts";
import type { World } from "./services/service.ts";

export interface WorldOptions {
  readonly estate: Estate;
  /** Entries on a page; default 50, the most that Lambda gives. */
  readonly pageSize?: number;
  /** The clock that sessions expire by. */
  readonly now?: () => Date;
  /** Sessions end after so many seconds, whatever was asked for. */
  readonly sessionSeconds?: number;
  /** Of instance metadata; default 2. A proxy such as kube2iam knows version 1 alone. */
  readonly metadataVersion?: 1 | 2;
}

/** The state behind the services: an estate, a clock, and the few things that a server must remember. */
export function createWorld(options: WorldOptions): World {
  let serial = 0;
  return {
    estate: options.estate,
    pageSize: options.pageSize ?? 50,
    sessionSeconds: options.sessionSeconds,
    instanceRole: undefined,
    metadataVersion: options.metadataVersion ?? 2,
    usedCodes: new Set(),
    pages: new PageCache(256 * 1024 * 1024),
    now: options.now ?? (() => new Date()),
    get lastSerial() {
      return serial;
    },
    nextSerial: () => ++serial,
  };
}
