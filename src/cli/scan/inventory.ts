import type { AccountFacts, AccountList, SkippedAccount } from "../../model/account.ts";
import type { CoverageRow } from "../../model/coverage.ts";
import { byCodePoint } from "../../model/order.ts";
import type { AggregatorCounts, FunctionRow, ReportAccount, RunTail } from "../../model/report.ts";
import { unlistedAccounts } from "../../model/unlisted.ts";
import { DueCounter } from "../../report/due-groups.ts";
import { SummaryCounter } from "../../report/summary.ts";
import { mostUrgentBy } from "../../runtimes/most-urgent.ts";
import type { Wants } from "../../scan/account.ts";
import type { Cloud } from "../../scan/cloud.ts";
import {
  newProgress,
  type ScanProgress,
  type ScanRequest,
  type StartedScan,
  startScan,
} from "../../scan/scan.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import type { ReadOptions } from "../options/reading.ts";
import type { DisplayOptions } from "../options/running.ts";
import { showProgress } from "../progress.ts";
import { LookedCounter } from "../summary/looked.ts";
import { terminalOf } from "../terminal.ts";
import type { Connection } from "./connection.ts";
import type { Criteria } from "./criteria.ts";
import { completed, type Opinion, targetNameOf } from "./opinion.ts";
import { rowMaker } from "./rows.ts";

interface InventoryContext {
  readonly connection: Connection;
  readonly criteria: Criteria;
  readonly messages: Messages;
  readonly io: Io;
  /** Whether to read a target; one that an earlier report contains can be left out. */
  readonly wants: Wants;
  /** The scan, where accounts have begun before all were listed. */
  readonly started?: StartedScan;
  /** With --aggregator-only: reads AWS Config in the place of AWS itself. */
  readonly cloud?: Cloud | undefined;
  /** With --aggregator: what AWS Config knows in addition. */
  readonly opinion?: Opinion | undefined;
}

/** Takes the rows in the order of the report. The scan waits for it, and ends when it is closed. */
export interface RowSink {
  rows(rows: readonly FunctionRow[]): Promise<void>;
  readonly closed: boolean;
}

/** The result of one account × region, and the rows of its functions that pass the filters. */
export interface InventoryTarget {
  readonly coverage: CoverageRow;
  readonly functions: readonly FunctionRow[];
}

/** Reads the accounts, assesses each function, passes the rows on, and returns the ledger and the summary. */
export async function readInventory(
  list: AccountList,
  options: ReadOptions & DisplayOptions,
  context: InventoryContext,
  sink: RowSink,
): Promise<RunTail> {
  const { connection, messages, io } = context;
  const progress = context.started?.progress ?? newProgress();
  progress.accounts = list.accounts.length;
  const visible = terminalOf(io, options).progress;
  const hideProgress = visible ? await showProgress(progress, io, messages) : () => {};
  try {
    const targets = inventory(list, options, context, progress);
    for (;;) {
      const next = await targets.next();
      if (next.done) return next.value;
      await sink.rows(next.value.functions);
      if (sink.closed) connection.stop.request("Interrupted", "the reader of the report closed the pipe", 0);
    }
  } finally {
    hideProgress();
  }
}

/** What to read of each account. */
export function scanRequest(
  { versions, extras, ...options }: ReadOptions,
  { connection, criteria, wants }: Pick<InventoryContext, "connection" | "criteria" | "wants">,
): Omit<ScanRequest, "accounts"> {
  const { mayKeep, mayKeepUndated } = rowMaker(criteria, { ...options, extras });
  return {
    ...connection.bounds,
    versions,
    extras,
    wantsExtras: mayKeep,
    wantsMore: mayKeepUndated,
    mostUrgent: mostUrgentBy(criteria.assess),
    wants,
  };
}

/** Yields each target in the order of the report, as soon as it is ready, and returns what follows the last row. */
export async function* inventory(
  { accounts, skipped, facts = new Map(), incomplete }: AccountList,
  options: ReadOptions,
  context: Omit<InventoryContext, "messages">,
  progress: ScanProgress = newProgress(),
): AsyncGenerator<InventoryTarget, RunTail, undefined> {
  const { connection, criteria, io } = context;
  const { aws, stop } = connection;
  const { cloud = aws, opinion } = context;
  const rows = rowMaker(criteria, options, (accountId) => facts.get(accountId));
  const ledger = new Ledger(skipped, facts);
  const looked = new LookedCounter(options);
  const started = context.started ?? startScan(cloud, scanRequest(options, context), stop, progress);
  const results = started.results(accounts);
  if (incomplete) {
    const coverage = unlistedAccounts(incomplete);
    ledger.target(coverage);
    yield { coverage, functions: [] };
  }
  for await (const item of opinion ? completed(results, opinion, accounts, options) : results) {
    if (item.kind === "account") {
      ledger.account(item.account);
      continue;
    }
    const { row: coverage, functions } = item.result;
    ledger.target(coverage);
    const kept: FunctionRow[] = [];
    for (const fn of functions) {
      const row = rows.row(targetNameOf(coverage, fn), fn);
      looked.add(row);
      if (!rows.keeps(row)) continue;
      ledger.row(row);
      kept.push(row);
    }
    yield { coverage, functions: kept };
  }
  return { ...ledger.close(io.now(), options.extras, opinion?.counts()), looked: looked.finish() };
}

/** Collects what a report contains after its last row. */
class Ledger {
  readonly #coverage: CoverageRow[] = [];
  readonly #accounts: ReportAccount[];
  readonly #counter = new SummaryCounter();
  readonly #due = new DueCounter();
  readonly #facts: ReadonlyMap<string, AccountFacts>;

  constructor(skipped: readonly SkippedAccount[], facts: ReadonlyMap<string, AccountFacts>) {
    this.#facts = facts;
    this.#accounts = skipped.map(({ id, name, via, reason }) => ({
      accountId: id,
      accountName: name,
      partition: "",
      via,
      status: "skipped",
      message: reason,
      ...facts.get(id),
    }));
  }

  account(account: ReportAccount): void {
    this.#accounts.push({ ...account, ...this.#facts.get(account.accountId) });
  }

  target(coverage: CoverageRow): void {
    this.#coverage.push(coverage);
  }

  row(row: FunctionRow): void {
    this.#counter.add(row);
    this.#due.add(row);
  }

  close(now: Date, extras: ReadOptions["extras"], aggregator: AggregatorCounts | undefined): RunTail {
    const accounts = this.#accounts.sort((a, b) => byCodePoint(a.accountId, b.accountId));
    const coverage = this.#coverage;
    const summary = {
      ...this.#counter.finish(coverage, accounts, extras.includes("webFunctions") || undefined),
      ...(aggregator && { aggregator }),
    };
    const finishedAt = now.toISOString();
    return { finishedAt, coverage, accounts, summary, deadlines: this.#due.groups() };
  }
}
