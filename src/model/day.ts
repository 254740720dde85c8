/** Calendar days in UTC, written `YYYY-MM-DD`, and the order of moments. */
import { addTo } from "./maps.ts";

/** Order of moments, ISO 8601: as text, `08:00:00.500Z` would come before `08:00:00Z`. */
export function byMoment(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const DAY_MS = 86_400_000;

/** Whether the text is a valid date: `2026-02-30` is not. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The UTC day of a moment, independent of the machine's time zone. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** Days from one day to another; negative when `to` is before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The day that many days later; undefined beyond the year 9999. */
export function dayAfter(day: string, days: number): string | undefined {
  const moment = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
  if (Number.isNaN(moment.getTime())) return undefined;
  const after = dayOf(moment);
  return isDay(after) ? after : undefined;
}

/**
 * The name of each moment in a sentence, different for each: its day; where others are on that day, the time too, with
 * seconds where others are in that minute.
 */
export function momentNames(moments: Iterable<string>): (moment: string) => string {
  const cut = shortestOf(moments, [TO_DAY, TO_MINUTE]);
  return (moment) => {
    const text = cut(moment);
    return text.length === TO_DAY ? text : `${text} UTC`;
  };
}

/** The same in a column: the time is always there. */
export function timeNames(moments: Iterable<string>): (moment: string) => string {
  return shortestOf(moments, [TO_MINUTE]);
}

/** Characters of a moment up to its day, minute and second. */
const [TO_DAY, TO_MINUTE, TO_SECOND] = [10, 16, 19];

function shortestOf(moments: Iterable<string>, lengths: readonly number[]): (moment: string) => string {
  const counts = new Map<string, number>();
  for (const moment of new Set(moments)) for (const length of lengths) addTo(counts, moment.slice(0, length));
  return (moment) => {
    const isAlone = (length: number) => (counts.get(moment.slice(0, length)) ?? 0) < 2;
    return moment.slice(0, lengths.find(isAlone) ?? TO_SECOND).replace("T", " ");
  };
}
