/** One request that the simulator received. */
export interface RecordedCall {
  /** `lambda:ListFunctions` */
  readonly action: string;
  /** The account of the access key; empty for unsigned requests. */
  readonly accountId: string;
  /** From the credential scope; for unsigned requests from the host name, otherwise empty. */
  readonly region: string;
  /** The role to assume or the function; empty for most actions. */
  readonly subject: string;
  readonly host: string;
  readonly userAgent: string;
  readonly at: Date;
  /** HTTP status of the response; undefined until one was sent (hanging, reset, pending). */
  status: number | undefined;
}

/** The requests since the simulator started, or since the last reset. */
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

  /** Clears the record; open connections remain counted. */
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
