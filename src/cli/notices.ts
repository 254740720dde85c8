import { diffReports } from "../compare/diff.ts";
import { readReport } from "../compare/read-report.ts";
import { pageOf } from "../compare/write/page.ts";
import { readInTurn } from "../files/read-all.ts";
import type { FunctionRow, Report, ReportHead, ReportTail } from "../model/report.ts";
import { readAddress } from "../notify/address.ts";
import { type Channel, channelEntry } from "../notify/channels.ts";
import { type ChangeSince, type Notice, noticeOf } from "../notify/notice.ts";
import { post } from "../notify/post.ts";
import { isFinding } from "../report/deadlines.ts";
import type { Io } from "./io.ts";
import type { Messages } from "./messages.ts";
import type { NotifyOptions } from "./options/report.ts";
import { demandOlder } from "./output/older.ts";
import type { RowSink } from "./scan/inventory.ts";

const CHANNEL_NAMES = { slack: "Slack", webhook: "webhook" } as const satisfies Record<Channel, string>;

/** The notices of a run: they collect rows while the report is written, and are sent once it is complete. */
export class Notices {
  readonly #options: NotifyOptions;
  readonly #io: Io;
  readonly #addresses: readonly { readonly channel: Channel; readonly url: URL }[];
  readonly #earlier: Report | undefined;
  readonly #rows: FunctionRow[] = [];

  private constructor(
    options: NotifyOptions,
    io: Io,
    addresses: readonly { readonly channel: Channel; readonly url: URL }[],
    earlier: Report | undefined,
  ) {
    this.#options = options;
    this.#io = io;
    this.#addresses = addresses;
    this.#earlier = earlier;
  }

  /** Checks the addresses and the earlier report before anything is scanned. Throws a `UserError`. */
  static async prepare(options: NotifyOptions, io: Io): Promise<Notices> {
    const { since, notify } = options;
    const [addresses, earlier] = await readInTurn(
      () =>
        readInTurn(
          ...notify.map((channel) => async () => ({
            channel,
            url: await readAddress(channel, io.env, io.cwd),
          })),
        ),
      async () => (since === undefined ? undefined : readReport(since, io.cwd, io.stdin)),
    );
    return new Notices(options, io, addresses, earlier);
  }

  /** Throws a `UserError` when the report to compare with is newer than this one. */
  demandOlder(report: Pick<ReportHead, "startedAt">): void {
    const { since } = this.#options;
    if (since !== undefined && this.#earlier !== undefined)
      demandOlder(since, this.#earlier, report, { allowsSame: true });
  }

  /** The sink, with a copy of the rows that a notice needs: all of them when it is about changes. */
  listening(sink: RowSink): RowSink {
    const keepsAll = this.#earlier !== undefined;
    return {
      get closed() {
        return sink.closed;
      },
      rows: async (rows) => {
        for (const row of rows) if (keepsAll || isFinding(row.runtimeStatus)) this.#rows.push(row);
        await sink.rows(rows);
      },
    };
  }

  /** Sends the notices; false when one was not delivered, after a warning. */
  async send(head: ReportHead, tail: ReportTail, messages: Messages): Promise<boolean> {
    const notice = noticeOf(head, tail, this.#rows, {
      change: this.#change(head, tail),
      reportUrl: this.#options.reportUrl,
    });
    if (notice.reasons.length === 0 && !this.#options.notifyAlways) return true;
    const failures = await Promise.all(this.#addresses.map((address) => this.#deliver(address, notice)));
    for (const [index, { channel }] of this.#addresses.entries()) {
      const why = failures[index];
      if (why !== undefined)
        messages.warnAlways(`could not deliver the ${CHANNEL_NAMES[channel]} notification: ${why}`);
    }
    return failures.every((why) => why === undefined);
  }

  async #deliver(
    { channel, url }: { channel: Channel; url: URL },
    notice: Notice,
  ): Promise<string | undefined> {
    const { createFetch } = await import("../aws/fetch.ts");
    const send = createFetch(this.#io.env);
    const { message, shorter } = channelEntry(channel);
    const failure = await post(url, message(notice), send);
    return failure === "HTTP 400" && shorter ? post(url, shorter(notice), send) : failure;
  }

  #change(head: ReportHead, tail: ReportTail): ChangeSince | undefined {
    if (this.#earlier === undefined) return undefined;
    const difference = diffReports(this.#earlier, { ...head, ...tail, functions: this.#rows });
    const names = { old: this.#options.since ?? "", new: "this scan" };
    return { difference, page: pageOf(difference, names) };
  }
}
