/** Calendar days in UTC, written `YYYY-MM-DD`, and the order of moments. */

/** Order of moments, ISO 8601: as text, `08:00:00.500Z` would come before `08:00:00Z`. */
export function byMoment(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS = 86_400_000;

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
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MILLISECONDS);
}

/** The day that many days later; undefined beyond the year 9999. */
export function dayAfter(day: string, days: number): string | undefined {
  const moment = new Date(Date.parse(`${day}T00:00:00Z`) + days * MILLISECONDS);
  if (Number.isNaN(moment.getTime())) return undefined;
  const after = dayOf(moment);
  return isDay(after) ? after : undefined;
}
