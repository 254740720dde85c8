import { accountsToAccess, type Wants } from "../compare/resume.ts";
import type { AccountList } from "../model/account.ts";
import { type ReportHead, type ReportTail, SCHEMA_VERSION } from "../model/report.ts";
import { type Connection, connect, whileConnected } from "./estate/connection.ts";
import { asksForRegions, findAccounts, readAccountRequest } from "./estate/find-accounts.ts";
import { type Judge, loadJudge } from "./estate/judge.ts";
import { type InventoryTarget, inventory, type RowSink, readInventory } from "./inventory.ts";
import type { Io } from "./io.ts";
import { type Messages, PROGRAM } from "./messages.ts";
import type { ReadOptions } from "./options/reading.ts";
import type { DisplayOptions } from "./options/running.ts";
import { VERSION } from "./version.ts";

/** What to read, and what to show meanwhile. */
export type EstateOptions = ReadOptions & DisplayOptions;

/** A scan that is ready to begin: everything that the user may have got wrong has been found. */
export interface Estate {
  readonly head: ReportHead;
  readonly judge: Judge;
  readonly accounts: AccountList;
  readonly connection: Connection;
  /** Reads everything, target by target in the order of the report; returns what stands after the last row. */
  targets(): AsyncGenerator<InventoryTarget, ReportTail, undefined>;
  /** Reads the cells that are wanted and hands the rows to the sink, in the order of the report. */
  read(sink: RowSink, wants: Wants): Promise<ReportTail>;
}

/** Opens the estate that the options name, lets `use` work on it, and leaves nothing behind. Throws a `UserError`. */
export async function withEstate<T>(
  options: EstateOptions,
  io: Io,
  messages: Messages,
  use: (estate: Estate) => Promise<T>,
): Promise<T> {
  await io.saveMemory?.();
  const estate = await openEstate(options, io, messages);
  return whileConnected(estate.connection, () => use(estate));
}

/** The caller closes the connection in the end. Throws a `UserError`, and then there is nothing to close. */
export async function openEstate(options: EstateOptions, io: Io, messages: Messages): Promise<Estate> {
  const startedAt = io.now().toISOString();
  const request = await readAccountRequest(options, io, messages);
  const judge = await loadJudge(options, request.file?.catalogue, io, messages);
  const connection = connect(options, asksForRegions(request), io, messages);
  try {
    const accounts = await findAccounts(request, connection);
    const head: ReportHead = {
      schemaVersion: SCHEMA_VERSION,
      tool: { name: PROGRAM, version: VERSION },
      startedAt,
      catalogue: judge.info,
      ...(options.shard && { shard: options.shard }),
    };
    const context = { connection, judge, messages, io, wants: () => true };
    return {
      head,
      judge,
      accounts,
      connection,
      targets: () => inventory(accounts, options, context),
      read: (sink, wants) => {
        const list = { ...accounts, accounts: accountsToAccess(accounts.accounts, wants) };
        return readInventory(list, options, { ...context, wants }, sink);
      },
    };
  } catch (error) {
    await connection.close();
    throw connection.explain(error);
  }
}
