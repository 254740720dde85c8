import { once } from "node:events";
import { setImmediate as pause } from "node:timers/promises";
import type { AccountList } from "../../model/account.ts";
import { INCOMPLETE } from "../../model/unlisted.ts";
import { counted } from "../../model/words.ts";
import type { Stop } from "../../scan/stop.ts";
import { exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { writeAll } from "../output.ts";
import { connect, whileConnected } from "../scan/connection.ts";
import { findAccounts, readAccountRequest } from "../scan/find-accounts.ts";
import { terminalOf } from "../terminal.ts";
import { accountsText, isKnown } from "./accounts-listing.ts";
import type { AccountsOptions } from "./accounts-options.ts";

/** Prints the accounts that a scan would read, how each is accessed, and why any is skipped. */
export async function accounts(options: AccountsOptions, io: Io): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const request = await readAccountRequest(options, io, messages);
  const connection = connect(options, { early: { regions: false } }, io, messages);
  const { aws, stop } = connection;
  return whileConnected(connection, async () => {
    const list = await findAccounts(request, connection);
    const over = whenOver(stop);
    const ways = await Promise.all(
      list.accounts.map((account) => Promise.race([aws.accessPath(account), over])),
    );
    const isWhole = list.incomplete === undefined && list.accounts.every(isKnown);
    if (stop.failure && options.format === "yaml" && !isWhole) throw stop.failure;
    await writeAll(options.output, accountsText(list, ways, options.format, terminalOf(io, options)), io);
    messages.note(countText(list, stop));
    return exitCode({
      interrupted: connection.interrupted(),
      incomplete: stop.failure !== undefined,
      allowIncomplete: false,
      found: false,
    });
  });
}

/** Resolves when the run is stopped, so that it does not wait for credentials that hang. */
async function whenOver({ signal }: Stop): Promise<string> {
  if (!signal.aborted) await once(signal, "abort");
  await pause();
  return "";
}

function countText({ accounts, skipped, incomplete }: AccountList, { failure }: Stop): string {
  const count = `${counted(accounts.length, "account")} to read, ${skipped.length} skipped`;
  if (incomplete) return `${count}; ${INCOMPLETE}: ${incomplete.message}`;
  return failure ? `${count}; ${failure.message}` : count;
}
