/** Reads a waivers file. A path enters; its entries leave, or a UserError that lists all mistakes of the file. */
import { isDay } from "../model/day.ts";
import type { Waiver } from "../model/triage.ts";
import { Cursor } from "./cursor.ts";
import { type Fields, readFields } from "./fields.ts";
import type { Complaint } from "./identity.ts";
import { readMatch, WAIVER_MATCH } from "./match.ts";
import { checkedText } from "./settings.ts";
import { readSource, type Source } from "./source.ts";

export async function readWaiversFile(path: string, cwd: string): Promise<readonly Waiver[]> {
  return waiversOf(await readSource(path, cwd, "waivers"));
}

/** The same for a text that has been parsed. */
export function waiversOf(source: Source): readonly Waiver[] {
  const { mistakes } = source;
  const read = mistakes.attempt(() => {
    const root = new Cursor(source);
    if (root.isEmpty) throw root.mistake("the file is empty", EXAMPLE);
    const expected = { what: 'a mapping with the key "waivers"', required: { waivers: EXAMPLE } };
    return readFields(root, { waivers: readWaivers }, expected);
  });
  mistakes.throwIfAny();
  return read?.waivers ?? [];
}

const EXAMPLE =
  'It lists waivers: [{match: {account: legacy-erp}, reason: "is replaced", until: "2027-03-31"}].';

/** The value of the key `waivers`. */
export function readWaivers(list: Cursor): readonly Waiver[] {
  return list.list('[{match: {account: legacy-erp}, until: "2027-03-31"}]', readWaiver);
}

const WAIVER = {
  match: (value: Cursor) => {
    // Left over when its last key is removed, it would waive everything.
    if (value.isMapping && value.mapping("a mapping").size === 0)
      throw value.mistake("is empty", 'Add which functions; to waive all of them, use {name: "*"}.');
    return readMatch(value, WAIVER_MATCH);
  },
  reason: (value: Cursor) => value.text(),
  approvedBy: (value: Cursor) => value.text(),
  until: (value: Cursor) => checkedText(value, value.digits(), dayComplaint),
} as const satisfies Fields;

const REQUIRED = {
  match: 'Add which functions: match: {name: "checkout-*"}.',
  until: 'Add the last day on which it applies: until: "2027-03-31".',
} as const;

function readWaiver(entry: Cursor): Waiver | undefined {
  const what = 'a mapping such as {match: {account: legacy-erp}, until: "2027-03-31"}';
  const { match, until, ...rest } = readFields(entry, WAIVER, { what, required: REQUIRED });
  return match === undefined || until === undefined
    ? undefined
    : { match, until, ...rest, place: entry.place };
}

function dayComplaint(text: string): Complaint {
  if (isDay(text)) return undefined;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
    return { problem: "is not a date", hint: "Use YYYY-MM-DD, e.g. 2027-03-31." };
  return { problem: "is not a day of the calendar", hint: "Use a valid date (YYYY-MM-DD)." };
}
