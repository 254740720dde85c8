import type { EarlyCalls } from "../aws/entry/context.ts";
import type { AccountList } from "../model/account.ts";
import { type ReportHead, type RunTail, SCHEMA_VERSION } from "../model/report.ts";
import { accountsToAccess, type Wants } from "../scan/account.ts";
import { startScan } from "../scan/scan.ts";
import type { Io } from "./io.ts";
import { type Messages, PROGRAM } from "./messages.ts";
import type { ReadOptions } from "./options/reading.ts";
import type { DisplayOptions } from "./options/running.ts";
import { aggregatorSource } from "./scan/aggregator.ts";
import { type Connection, connect, whileConnected } from "./scan/connection.ts";
import { type Criteria, criteriaOf, warnOfPreviews } from "./scan/criteria.ts";
import { type AccountRequest, asksForRegions, findAccounts } from "./scan/find-accounts.ts";
import type { ScanInputs } from "./scan/inputs.ts";
import {
  type InventoryTarget,
  inventory,
  type RowSink,
  readInventory,
  scanRequest,
} from "./scan/inventory.ts";
import { Opinion } from "./scan/opinion.ts";
import { VERSION } from "./version.ts";

/** What to read, and what to show during the scan. */
type ScanSettings = ReadOptions & DisplayOptions & { readonly resume?: string | undefined };

/** A scan that is ready to start: options, files, credentials and accounts have been checked. */
export interface PreparedScan {
  readonly head: ReportHead;
  readonly criteria: Criteria;
  readonly accounts: AccountList;
  readonly connection: Connection;
  /** Reads everything, target by target in the order of the report; returns what follows the last row. */
  targets(): AsyncGenerator<InventoryTarget, RunTail, undefined>;
  /** Ends what was begun and not read to its end. */
  abandon(): Promise<void>;
  /** Reads the targets that are wanted and passes the rows to the sink, in the order of the report. */
  read(sink: RowSink, wants: Wants): Promise<RunTail>;
}

/**
 * Prepares a scan, lets `use` work with it, and closes its connection. Throws a `UserError`.
 * @param loadOutput loads what `use` will write with
 */
export async function withScan<T>(
  inputs: ScanInputs<ScanSettings>,
  io: Io,
  messages: Messages,
  use: (scan: PreparedScan) => Promise<T>,
  loadOutput: () => Promise<unknown> = async () => {},
): Promise<T> {
  io.limitHeap?.("twice");
  // All that is needed at the end, when connections may have used up all file descriptors. What fails is tried again then.
  let loading: Promise<unknown> | undefined;
  const waiting = () => {
    const summary = messages.quiet ? undefined : import("./summary/deadlines.ts");
    loading = Promise.allSettled([loadOutput(), summary]);
  };
  const scan = await prepareScan(inputs, io, messages, waiting);
  await loading;
  return whileConnected(scan.connection, async () => {
    try {
      return await use(scan);
    } finally {
      await scan.abandon();
    }
  });
}

/**
 * The caller closes the connection. Throws a `UserError`; then nothing is left open.
 * @param waiting called once, when the first request is on its way
 */
export async function prepareScan(
  { options, rules, request, lifecycle }: ScanInputs<ScanSettings>,
  io: Io,
  messages: Messages,
  waiting = () => {},
): Promise<PreparedScan> {
  const startedAt = io.now().toISOString();
  const criteria = criteriaOf(options, lifecycle, rules, io);
  const connection = connect(options, { early: earlyCalls(options, request), waiting }, io, messages);
  try {
    const parts = { options, criteria, connection, io, messages };
    return await begun(parts, request, startedAt);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function earlyCalls(options: ScanSettings, request: AccountRequest): EarlyCalls {
  if (options.aggregatorOnly) return { regions: false };
  const isWhole = options.resume === undefined && options.shard === undefined;
  return { regions: asksForRegions(request), functions: isWhole ? options.versions : undefined };
}

interface Parts {
  readonly options: ScanSettings;
  readonly criteria: Criteria;
  readonly connection: Connection;
  readonly io: Io;
  readonly messages: Messages;
}

/** Starts to read accounts while others are still being found, where that is allowed. */
async function begun(parts: Parts, request: AccountRequest, startedAt: string): Promise<PreparedScan> {
  const { options, criteria, connection, messages } = parts;
  const isOnlyConfig = options.aggregatorOnly;
  const aggregator = await aggregatorSource(options, connection, messages).catch((error: unknown) => {
    throw connection.explain(error);
  });
  const cloud = aggregator?.cloud ?? connection.aws;
  const wants = () => true;
  const started = startScan(cloud, scanRequest(options, { connection, criteria, wants }), connection.stop);
  const abandon = async () => {
    connection.stop.request("Interrupted", "the scan was given up", 0);
    await started.abandoned();
  };
  try {
    // A resumed scan does not read everything, and AWS Config is queried once all accounts are known.
    const begin = options.resume === undefined && !isOnlyConfig ? started.begin : undefined;
    const release = begin && request.options.org ? connection.keepForListing() : undefined;
    const accounts = await findAccounts(request, connection, messages, begin);
    release?.();
    await aggregator?.learn(accounts);
    const opinion = aggregator && !isOnlyConfig ? new Opinion(aggregator.known) : undefined;
    const context = { ...parts, wants, cloud, opinion };
    return {
      head: headOf(parts, startedAt),
      criteria,
      accounts,
      connection,
      abandon,
      targets: () => inventory(accounts, options, { ...context, started }),
      async read(sink, wants) {
        const list = { ...accounts, accounts: accountsToAccess(accounts.accounts, wants) };
        const how = { ...context, wants, ...(begin && { started }) };
        const tail = await readInventory(list, options, how, sink);
        warnOfPreviews(criteria, tail.summary, messages);
        return tail;
      },
    };
  } catch (error) {
    const explained = connection.explain(error);
    await abandon();
    throw explained;
  }
}

function headOf({ options, criteria }: Parts, startedAt: string): ReportHead {
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: PROGRAM, version: VERSION },
    startedAt,
    catalogue: criteria.info,
    ...(options.shard && { shard: options.shard }),
  };
}
