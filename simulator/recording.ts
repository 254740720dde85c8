/** One request, as it was asked. */
export interface RecordedCall {
  /** `lambda:ListFunctions` */
  readonly action: string;
  /** Of the access key; empty for unsigned requests. */
  readonly accountId: string;
  /** Of the credential scope; for unsigned requests of the host name, else empty. */
  readonly region: string;
  /** What it was about: the role to assume, the function; empty for most. */
  readonly subject: string;
  readonly host: string;
  readonly userAgent: string;
  readonly at: Date;
  /** Of the answer; undefined while there is none (hanging, reset, not yet). */
  status: number | undefined;
}

/** What the simulator was asked since it started, or since the last reset. */
export class Recording {
  readonly calls: RecordedCall[] = [];
  /** Calls by `lambda:ListFunctions`, account, region, and `account/region`. */
  byAction: Record<string, number> = {};
  byAccount: Record<string, number> = {};
  byRegion: Record<string, number> = {};
  byTarget: Record<string, number> = {};
  total = 0;
  inFlight = 0;
  peakInFlight = 0;
  connectionsOpened = 0;
  connectionsOpen = 0;
  private readonly keepCalls: boolean;

  constructor(keepCalls: boolean) {
    this.keepCalls = keepCalls;
  }

  /** Calls of one action (`lambda:ListFunctions`, or a whole service: `lambda:`). */
  of(action: string): readonly RecordedCall[] {
    return this.calls.filter((call) =>
      action.endsWith(":") ? call.action.startsWith(action) : call.action === action,
    );
  }

  count(action: string): number {
    return this.byAction[action] ?? 0;
  }

  /** Forgets the past; connections that are open stay counted as open. */
  reset(): void {
    this.calls.length = 0;
    this.byAction = {};
    this.byAccount = {};
    this.byRegion = {};
    this.byTarget = {};
    this.total = 0;
    this.peakInFlight = this.inFlight;
    this.connectionsOpened = this.connectionsOpen;
  }

  begin(call: RecordedCall): void {
    const { action, accountId, region } = call;
    this.total++;
    this.byAction[action] = (this.byAction[action] ?? 0) + 1;
    this.byAccount[accountId] = (this.byAccount[accountId] ?? 0) + 1;
    this.byRegion[region] = (this.byRegion[region] ?? 0) + 1;
    const target = `${accountId}/${region}`;
    this.byTarget[target] = (this.byTarget[target] ?? 0) + 1;
    this.peakInFlight = Math.max(this.peakInFlight, ++this.inFlight);
    if (this.keepCalls) this.calls.push(call);
  }

  end(): void {
    this.inFlight--;
  }

  connect(): void {
    this.connectionsOpened++;
    this.connectionsOpen++;
  }

  disconnect(): void {
    this.connectionsOpen--;
  }

  toJSON(): object {
    const { byAction, total, inFlight, peakInFlight, connectionsOpened, connectionsOpen } = this;
    return { total, byAction, inFlight, peakInFlight, connectionsOpened, connectionsOpen };
  }
}
