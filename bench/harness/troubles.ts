/** The faults of the soak: what each does to a target, and what a scan has to make of it. */

import { FAULT_KINDS, type Fault, type FaultKind } from "../../simulator/faults/fault.ts";
import { FaultList } from "../../simulator/faults/fault-list.ts";
import type { CoverageStatus } from "../../src/model/coverage.ts";

/** The statuses that are right for a target of this kind; undefined: not for one target, left out. */
const OUTCOMES = {
  throttle: ["throttled"],
  "server-error": ["error"],
  expired: ["unauthenticated"],
  "expire-sessions": ["ok"],
  deny: ["denied"],
  "scp-deny": ["denied"],
  "disabled-region": ["disabled"],
  "wrong-account": undefined,
  html: ["error"],
  "cut-json": ["error"],
  "repeat-marker": ["error"],
  "unknown-operation": ["denied"],
  "endless-markers": ["error", "timeout"],
  "empty-pages": ["ok"],
  slow: ["ok"],
  reset: ["unreachable", "error"],
  hang: ["timeout"],
  truncate: ["error", "unreachable"],
  stall: ["timeout"],
} as const satisfies Record<FaultKind, readonly CoverageStatus[] | undefined>;

/** Those that spoil the text come last: another trouble of the same target must be able to read it. */
const SPOILERS: readonly FaultKind[] = ["html", "cut-json"];
const STRIKING = [
  ...FAULT_KINDS.filter((kind) => OUTCOMES[kind] !== undefined && !SPOILERS.includes(kind)),
  ...SPOILERS,
];

/** What may become of a target that is struck by these; one trouble that ends the read outweighs those that do not. */
export function outcomes(kinds: readonly FaultKind[]): readonly CoverageStatus[] {
  const allowed = kinds.flatMap((kind): readonly CoverageStatus[] => OUTCOMES[kind] ?? []);
  const ends = allowed.filter((status) => status !== "ok");
  return ends.length > 0 ? ends : ["ok"];
}

/** So that about this share of all targets is struck, each kind on different targets. */
export function troubles(share: number): Fault[] {
  return STRIKING.map((kind, seed) => ({
    kind,
    seed,
    action: "lambda:ListFunctions",
    targets: share / STRIKING.length,
    ...(kind === "slow" && { ms: 500 }),
  }));
}

/** What strikes a target, by the simulator's own choice. */
export function troublesOf(faults: readonly Fault[]): (accountId: string, region: string) => FaultKind[] {
  const list = new FaultList(faults);
  const request = { method: "GET", path: "/", query: "", headers: {}, body: Buffer.alloc(0) };
  return (accountId, region) =>
    list
      .strike({ service: "lambda", action: "ListFunctions", accountId, region, subject: "", request })
      .map(({ fault }) => fault.kind);
}
