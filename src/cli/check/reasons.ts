import { groupedBy } from "../../model/maps.ts";
import { cleanText } from "../../report/clean-text.ts";
import { accountText } from "../../report/groups.ts";
import { type Place, placesText } from "../../report/places.ts";
import { type Check, type CheckedTarget, OF_ACCOUNT, passed } from "./checks.ts";

/** The same result, of one check or several, in one place or many. */
interface Reason {
  readonly result: boolean | null;
  /** Joined by commas. */
  readonly actions: string;
  /** One clean line: the accounts and regions. */
  readonly places: string;
  /** One clean line: the code and the message. */
  readonly why: string;
}

interface Found {
  readonly target: CheckedTarget;
  readonly check: Check;
}

/** Not explained: they follow from another check, or from the options. */
const SILENT = new Set(["NotTried", "NotNeeded"]);

/** Why checks did not pass: failures first, then checks that could not be made. */
export function checkReasons(targets: readonly CheckedTarget[]): readonly Reason[] {
  const found = targets.flatMap((target) =>
    target.checks
      .filter(({ status, code }) => status !== "ok" && !SILENT.has(code))
      .map((check): Found => ({ target, check })),
  );
  const reasons = [...groupedBy(found, sameReason).values()].flatMap(reasonOf);
  return [
    ...reasons.filter(({ result }) => result === false),
    ...reasons.filter(({ result }) => result === null),
  ];
}

/** Messages of AWS contain the account and the region: those that differ only in these are the same. */
function sameReason({ target: { accountId, region }, check: { code, message } }: Found): string {
  const names = [accountId, region].filter((name) => name !== "");
  const general = names.reduce((text, name) => text.replaceAll(name, "…"), message);
  return `${code} ${general}`;
}

function reasonOf(all: readonly Found[]): readonly Reason[] {
  const [first] = all;
  if (!first) return [];
  const { action, code, message } = first.check;
  const actions = [...new Set(all.map(({ check }) => check.action))].join(", ");
  const why = code === "" || code === "NoFunction" ? message : `${code}: ${message}`;
  const places = cleanText(placesText(placesOf(OF_ACCOUNT.has(action), all)));
  return [{ result: passed(first.check), actions, places, why: cleanText(why) }];
}

function placesOf(ofAccount: boolean, all: readonly Found[]): Place[] {
  const accounts = groupedBy(all, ({ target }) => `${target.accountId} ${target.via}`).values();
  return [...accounts].flatMap((found) => {
    const [first] = found;
    if (!first) return [];
    const account = accountText(first.target).trim() || first.target.via;
    return [{ account, regions: ofAccount ? [] : found.map(({ target }) => target.region) }];
  });
}
