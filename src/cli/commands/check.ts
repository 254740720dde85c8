import { setImmediate as pause } from "node:timers/promises";
import type { Aws } from "../../aws/aws.ts";
import { readAll } from "../../files/read-all.ts";
import { type Account, type AccountList, isFilteredOut } from "../../model/account.ts";
import { type CoverageRow, isRead } from "../../model/coverage.ts";
import { byCodePoint } from "../../model/order.ts";
import { newProgress, type ScanResult, scan } from "../../scan/scan.ts";
import { checkedAggregator } from "../check/aggregator.ts";
import { actionsOf, type CheckedTarget, skippedTarget, unlistedTarget } from "../check/checks.ts";
import { organizationTargets } from "../check/organization.ts";
import { Answers, probingCloud } from "../check/probing.ts";
import { checkedTargets } from "../check/targets.ts";
import { checkSummary, checkText } from "../check/text.ts";
import { exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { writeAll } from "../output.ts";
import { placesChecked, showProgress } from "../progress.ts";
import { type Connection, connect, whileConnected } from "../scan/connection.ts";
import { asksForRegions, baseOf, findAccounts, readAccountRequest } from "../scan/find-accounts.ts";
import { namesUnits, readRules } from "../scan/rules.ts";
import { terminalOf } from "../terminal.ts";
import type { CheckOptions } from "./check-options.ts";

/** Checks what a scan would need in each account × region, and reports what is missing. */
export async function check(given: CheckOptions, io: Io): Promise<number> {
  const messages = new Messages(io, given.quiet);
  const [{ options: asked, file }, { options, rules }] = await readAll(
    readAccountRequest(given, io, messages),
    readRules(given, io.cwd),
  );
  const needsOus = namesUnits(rules);
  const request = { options: { ...asked, needsOus }, file };
  const connection = connect(options, { early: { regions: asksForRegions(request) } }, io, messages);
  return whileConnected(connection, async () => {
    const ofAggregator = await aggregatorTargets(options, connection);
    const list = await findAccounts(request, connection);
    const ofAccounts = options.aggregatorOnly ? [] : await checkAll(list, options, connection, io, messages);
    const ofOrganization = options.aggregatorOnly
      ? []
      : await organizationTargets({ ...options, needsOus }, list, connection);
    const targets = [...ofAggregator, ...ofOrganization, ...ofAccounts];
    await writeAll(undefined, checkText(targets, options, terminalOf(io, options)), io);
    messages.note(checkSummary(targets));
    return exitCode({
      interrupted: connection.interrupted(),
      incomplete: targets.some(({ status }) => status !== "skipped" && !isRead(status)),
      allowIncomplete: false,
      found: false,
    });
  });
}

async function aggregatorTargets(
  { aggregator, profiles }: CheckOptions,
  connection: Connection,
): Promise<readonly CheckedTarget[]> {
  if (aggregator === undefined) return [];
  return [await checkedAggregator(aggregator, baseOf(profiles), connection)];
}

/** Every account and region, in the order of a report. Failures of AWS are results, not errors. */
async function checkAll(
  { accounts, skipped, incomplete }: AccountList,
  options: CheckOptions,
  { aws, stop, bounds }: Connection,
  io: Io,
  messages: Messages,
): Promise<readonly CheckedTarget[]> {
  const answers = new Map(accounts.map((account) => [account, new Answers()]));
  const actions = actionsOf(options.extras);
  const cloud = probingCloud(aws, actions, (account) => answers.get(account) ?? new Answers());
  const progress = newProgress();
  const visible = terminalOf(io, options).progress;
  const hideProgress = visible ? await showProgress(progress, io, messages, placesChecked) : () => {};
  const targets = skipped.filter((account) => !isFilteredOut(account)).map(skippedTarget);
  if (incomplete) targets.push(unlistedTarget(incomplete));
  try {
    const request = { ...bounds, accounts, ...NO_FUNCTIONS };
    const waiting = answers.entries();
    for await (const rows of byAccount(scan(cloud, request, stop, progress))) {
      const [account, answered] = waiting.next().value ?? [];
      if (!account || !answered) continue;
      const way = await wayOf(account, aws);
      targets.push(...checkedTargets(account, { way, rows, answers: answered }, actions));
    }
  } finally {
    hideProgress();
  }
  return targets.sort((a, b) => byCodePoint(a.accountId, b.accountId));
}

/** Does not wait for credentials that hang: the scan has waited for them. */
async function wayOf(account: Account, aws: Aws): Promise<string> {
  return (await Promise.race([aws.accessPath(account), pause(undefined)])) ?? "";
}

/** The rows of each account in turn. */
async function* byAccount(results: AsyncIterable<ScanResult>): AsyncGenerator<readonly CoverageRow[]> {
  let rows: CoverageRow[] = [];
  for await (const item of results) {
    if (item.kind === "target") rows.push(item.result.row);
    else {
      yield rows;
      rows = [];
    }
  }
}

/** The scan finds no functions. */
const NO_FUNCTIONS = {
  versions: "latest",
  extras: [],
  wantsExtras: () => false,
  wants: () => true,
} as const;
