import type { EstateFunction, FunctionList } from "../estate/estate.ts";
import type { Call } from "../wire/call.ts";
import { writeMarker } from "./marker.ts";
import { type Place, type Rendered, renderLatest, renderPage, renderVersion } from "./render-function.ts";

interface PageChoice {
  /** A position: the function's index times STRIDE, plus the entries of that function already returned. */
  readonly start: number;
  readonly size: number;
  /** Whether published versions are listed, too. */
  readonly all: boolean;
}

/** More entries than one function can have. */
const STRIDE = 100_000;

/** The body of one page of ListFunctions. */
export function functionPage(list: FunctionList, place: Place, choice: PageChoice, call: Call): Buffer {
  const { entries, next } = choice.all ? withVersions(list, place, choice) : latestOnly(list, place, choice);
  return renderPage("Functions", entries, next === undefined ? undefined : writeMarker(next, call));
}

interface Entries {
  readonly entries: readonly Rendered[];
  readonly next: number | undefined;
}

function latestOnly(list: FunctionList, place: Place, { start, size }: PageChoice): Entries {
  const from = Math.floor(start / STRIDE);
  const entries = list.slice(from, from + size).map((found) => renderLatest(found, place, false));
  return { entries, next: from + size < list.length ? (from + size) * STRIDE : undefined };
}

function withVersions(list: FunctionList, place: Place, { start, size }: PageChoice): Entries {
  const entries: Rendered[] = [];
  let skip = start % STRIDE;
  for (let index = Math.floor(start / STRIDE); index < list.length; index++) {
    const every = list.slice(index, index + 1).flatMap((found) => entriesOf(found, place));
    for (const entry of every.slice(skip)) {
      if (entries.length === size) return { entries, next: index * STRIDE + skip };
      entries.push(entry);
      skip++;
    }
    skip = 0;
  }
  return { entries, next: undefined };
}

function entriesOf(found: EstateFunction, place: Place): readonly Rendered[] {
  return [
    renderLatest(found, place, true),
    ...found.versions.map((version) => renderVersion(found, version, place)),
  ];
}
