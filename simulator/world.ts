import type { Estate } from "./estate/estate.ts";
import { PageCache } from "./services/page-cache.ts";
import type { World } from "./services/service.ts";

export interface WorldOptions {
  readonly estate: Estate;
  /** Entries per page; default 50, the maximum of Lambda. */
  readonly pageSize?: number;
  /** The clock for session expiry. */
  readonly now?: () => Date;
  /** Sessions expire after this many seconds, whatever duration was requested. */
  readonly sessionSeconds?: number;
  /** Instance metadata version, default 2. A proxy such as kube2iam supports only version 1. */
  readonly metadataVersion?: 1 | 2;
}

/** The state behind the services: an estate, a clock and the little that a server has to remember. */
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
