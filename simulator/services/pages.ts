import type { Call } from "../wire/call.ts";
import type { WireError } from "../wire/errors.ts";
import { readMarker, writeMarker } from "./marker.ts";

/** Entries from `start` on, and the marker of the next page. */
export interface Page<T> {
  readonly entries: readonly T[];
  readonly marker: string | undefined;
}

/** Returns one page of a list. `wrong` makes the error for an invalid marker. */
export function pageOf<T>(
  list: readonly T[],
  { marker, size, call, wrong }: { marker: string | null; size: number; call: Call; wrong: () => WireError },
): Page<T> {
  const start = readMarker(marker, call);
  if (start === undefined) throw wrong();
  const end = start + size;
  return { entries: list.slice(start, end), marker: end < list.length ? writeMarker(end, call) : undefined };
}
