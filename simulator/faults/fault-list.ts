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
}

/** The active faults; they can be added and cleared while the simulator runs. */
export class FaultList {
  private active: ActiveFault[] = [];

  constructor(faults: readonly Fault[]) {
    this.add(...faults);
  }

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) this.active.push({ fault, passed: 0, struck: 0, endedSessions: new Map() });
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
  if (count < (fault.after ?? 0) || !chance(fault.probability, `${fault.seed} ${targetOf(call)} ${count}`)) {
    active.passed++;
    return false;
  }
  active.struck++;
  return true;
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
