import { hash } from "../estate/random.ts";
import { globs } from "../globs.ts";
import type { Call } from "../wire/call.ts";
import { DEFAULT_ACTIONS, type Fault } from "./fault.ts";

/** A fault and its state. */
export interface ActiveFault {
  readonly fault: Fault;
  /** Matching calls so far. */
  passed: number;
  struck: number;
  /** `expire-sessions`: by account, the last session that was expired. */
  readonly endedSessions: Map<string, number>;
  /** `perSecond`: by account, the calls that it may still make. */
  readonly allowed: Map<string, { calls: number; at: number }>;
}

/** The active faults; they can be added and cleared while the simulator runs. */
export class FaultList {
  private active: ActiveFault[] = [];

  constructor(faults: readonly Fault[]) {
    this.add(...faults);
  }

  add(...faults: readonly Fault[]): void {
    for (const fault of faults)
      this.active.push({ fault, passed: 0, struck: 0, endedSessions: new Map(), allowed: new Map() });
  }

  clear(): void {
    this.active = [];
  }

  get faults(): readonly Fault[] {
    return this.active.map(({ fault }) => fault);
  }

  /** The faults that apply to this call, in the order in which they were added; each counts the call. */
  strike(call: Call): readonly ActiveFault[] {
    return this.active.length === 0 ? this.active : this.active.filter((active) => strikes(active, call));
  }
}

function strikes(active: ActiveFault, call: Call): boolean {
  const { fault } = active;
  if (!concerns(fault, call)) return false;
  if (active.struck >= (fault.times ?? Number.POSITIVE_INFINITY)) return false;
  const count = active.passed + active.struck;
  if (
    isAllowed(active, call) ||
    count < (fault.after ?? 0) ||
    !chance(fault.probability, `${fault.seed} ${targetOf(call)} ${count}`)
  ) {
    active.passed++;
    return false;
  }
  active.struck++;
  return true;
}

/** Whether the account still has a call left: a bucket of one second's calls, refilled all the time. */
function isAllowed({ fault: { perSecond }, allowed }: ActiveFault, { accountId }: Call): boolean {
  if (perSecond === undefined) return false;
  const now = performance.now();
  const { calls, at } = allowed.get(accountId) ?? { calls: perSecond, at: now };
  const left = Math.min(perSecond, calls + ((now - at) / 1000) * perSecond);
  allowed.set(accountId, { calls: left >= 1 ? left - 1 : left, at: now });
  return left >= 1;
}

function concerns(fault: Fault, call: Call): boolean {
  const action = fault.action ?? DEFAULT_ACTIONS[fault.kind] ?? "*";
  const full = `${call.service}:${call.action}`;
  return (
    matches(action, action.includes(":") || action === "*" ? full : call.action) &&
    (matches(fault.account, call.accountId) || matches(fault.account, subjectAccount(call))) &&
    matches(fault.region, call.region) &&
    chance(fault.targets, `${fault.seed} ${targetOf(call)}`)
  );
}

function matches(glob: string | undefined, name: string): boolean {
  return glob === undefined || globs([glob])(name);
}

/** The account in the subject of a call, if there is one. */
function subjectAccount({ subject }: Call): string {
  return /(?:^|:)(\d{12})(?:$|:)/.exec(subject)?.[1] ?? "";
}

function targetOf({ accountId, region }: Call): string {
  return `${accountId}/${region}`;
}

function chance(share: number | undefined, of: string): boolean {
  return share === undefined || hash(of) / 0x1_0000_0000 < share;
}
