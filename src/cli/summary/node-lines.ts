/** Whether Node.js itself still gets security fixes. A version and a day enter; what to do about it leaves, if anything. */

/** The last day of each line of Node.js, from https://github.com/nodejs/Release as of 2026-11. Odd ones have no long-term support. */
const LAST_DAYS: readonly (readonly [line: number, lastDay: string])[] = [
  [20, "2026-04-30"],
  [21, "2024-06-01"],
  [22, "2027-04-30"],
  [23, "2025-06-01"],
  [24, "2028-04-30"],
  [25, "2026-06-01"],
  [26, "2029-04-30"],
];

const YEAR = 365 * 24 * 60 * 60 * 1000;

/** @param version as `process.versions.node` */
export function endedNode(version: string, today: Date): string | undefined {
  const line = Number.parseInt(version, 10);
  const [, lastDay] = LAST_DAYS.find(([it]) => it === line) ?? [];
  if (lastDay === undefined || isAhead(lastDay, today, 0)) return undefined;
  const [next] = LAST_DAYS.find(([it, end]) => it > line && isAhead(end, today, YEAR)) ?? [];
  const advice = next === undefined ? "a newer one" : `Node.js ${next} or newer`;
  return `Node.js ${line} has had no security fixes since ${lastDay}; use ${advice}`;
}

/** The last day is included. */
function isAhead(day: string, today: Date, by: number): boolean {
  return Date.parse(`${day}T23:59:59Z`) > today.getTime() + by;
}
