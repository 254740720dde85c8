/** The pace as people read it. In: the pace of each runtime. Out: sentences, those about runtimes without progress folded. Pure. */
import { groupedBy } from "../model/maps.ts";
import { type Pace, runtimeName } from "./pace.ts";
import type { Trend } from "./trend.ts";

/** One sentence for each runtime with fewer functions; one for all others whose updates are blocked on the same day, or already. */
export function paceTexts({ pace, rows }: Pick<Trend, "pace" | "rows">): readonly string[] {
  const today = rows.at(-1)?.startedAt.slice(0, 10) ?? "";
  const others = groupedBy(
    pace.filter(({ before, now }) => now >= before),
    ({ blockUpdateDate }) => blockedText(blockUpdateDate, today),
  );
  return [
    ...pace.filter(({ before, now }) => now < before).map(({ text }) => text),
    ...[...others].map(([blocked, group]) => foldedText(group, blocked)),
  ];
}

function foldedText(group: readonly Pace[], blocked: string): string {
  const [first, ...rest] = group;
  if (first === undefined || rest.length === 0) return first?.text ?? "";
  const runtimes = group.map(({ runtime, before, now }) => {
    const count = before === now ? now : `${before} → ${now}`;
    return `${runtimeName(runtime)} (${count})`;
  });
  const remain = `functions on ${group.length} runtimes remain, none fewer since ${first.since}`;
  return `At the last eight weeks' pace, ${remain}${blocked}: ${runtimes.join(", ")}.`;
}

function blockedText(date: string | null, today: string): string {
  if (date === null) return "";
  return date > today ? `; their updates are blocked on ${date}` : "; their updates are already blocked";
}
