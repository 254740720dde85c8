/**
 * Why targets were not read: rows of the ledger in, one entry for each reason out, with every account and region it
 * applies to. Two rows have the same reason when their messages differ in nothing but the account, the region or a count.
 */
import { type CoverageRow, type CoverageStatus, isRead } from "../model/coverage.ts";
import { groupedBy } from "../model/maps.ts";
import type { ReportAccount } from "../model/report.ts";
import { accountText } from "./groups.ts";
import { type Place, placesText } from "./places.ts";

/** Targets that have the same status for the same reason. Texts are raw. */
export interface Reason {
  readonly status: CoverageStatus;
  readonly code: string;
  readonly targets: number;
  /** Every account and region, as text. */
  readonly places: string;
  /** What happened and how to fix it; `<account>`, `<region>` and `<n>` mark what differs between the targets. */
  readonly message: string;
  /** Every account, with its regions; none when the account itself could not be accessed. */
  readonly accounts: readonly ReasonAccount[];
}

interface ReasonAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly regions: readonly string[];
}

/** Why targets were not read, the reason with the most targets first. */
export function notReadReasons(coverage: readonly CoverageRow[]): readonly Reason[] {
  return reasonsOf(coverage.filter((row) => !isRead(row.status)));
}

/** The rows by reason, the reason with the most rows first. */
export function reasonsOf(rows: readonly CoverageRow[]): readonly Reason[] {
  return [...groupedBy(rows, reasonKey).values()].flatMap(reasonOf).sort((a, b) => b.targets - a.targets);
}

function reasonOf(rows: readonly CoverageRow[]): readonly Reason[] {
  const [first] = rows;
  if (first === undefined) return [];
  const accounts = accountsOf(rows);
  return [
    {
      status: first.status,
      code: first.code,
      targets: rows.length,
      places: placesText(accounts.map(placeOf)),
      message: commonMessage(rows),
      accounts,
    },
  ];
}

function accountsOf(rows: readonly CoverageRow[]): readonly ReasonAccount[] {
  return [...groupedBy(rows, accountText).values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const regions = [...new Set(of.map(({ region }) => region))].filter((region) => region !== "");
    return [{ accountId: first.accountId, accountName: first.accountName, regions }];
  });
}

/** An account of a reason for people. */
export function placeOf({ accountId, accountName, regions }: ReasonAccount): Place {
  return { account: accountText({ accountId, accountName }) || "account id unknown", regions };
}

/** Accounts that were skipped for the same reason. Texts are raw. */
export interface SkippedReason {
  readonly message: string;
  readonly accounts: readonly Place[];
}

/** Why accounts were skipped, in the order of the first account of each reason. */
export function skippedReasons(accounts: readonly ReportAccount[]): readonly SkippedReason[] {
  const skipped = accounts.filter(({ status }) => status === "skipped");
  return [...groupedBy(skipped, ({ message }) => message)].map(([message, of]) => ({
    message,
    accounts: of.map((account) => placeOf({ ...account, regions: [] })),
  }));
}

type General = (message: string, row: CoverageRow) => string;

const GENERAL = {
  account: (message, { accountId }) => replaced(message, accountId, "<account>", /\d/),
  region: (message, { region }) => replaced(message, region, "<region>", /[\w-]/),
  // The number of functions read is not part of the reason.
  count: (message) => message.replace(/\b\d+ (function|version|page|attempt)s?\b/g, "<n> $1s"),
} as const satisfies Record<string, General>;

const { account, region, count } = GENERAL;
const ALL: readonly General[] = [account, region, count];

/** From the message as it is to the most general one. */
const STEPS: readonly (readonly General[])[] = [
  [],
  [account],
  [region],
  [count],
  [account, region],
  [account, count],
  [region, count],
  ALL,
];

function generalMessage(row: CoverageRow, steps: readonly General[]): string {
  return steps.reduce((message, general) => general(message, row), row.message);
}

function reasonKey(row: CoverageRow): string {
  return [row.status, row.code, generalMessage(row, ALL)].join("\n");
}

/** The message of these rows, generalized as little as possible. */
function commonMessage(rows: readonly CoverageRow[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const agrees = (steps: readonly General[]) => {
    const message = generalMessage(first, steps);
    return rows.every((row) => generalMessage(row, steps) === message);
  };
  return generalMessage(first, STEPS.find(agrees) ?? ALL);
}

/**
 * The text with a name replaced where it is not part of a longer one.
 * @param part characters that continue a name
 */
function replaced(text: string, name: string, by: string, part: RegExp): string {
  if (name === "") return text;
  const [first = "", ...others] = text.split(name);
  let before = first.at(-1) ?? "";
  return others.reduce((done, after) => {
    const whole = !part.test(before) && !part.test(after[0] ?? "");
    before = (after || name).at(-1) ?? "";
    return done + (whole ? by : name) + after;
  }, first);
}
