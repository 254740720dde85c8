import { DAY_MS } from "../../model/day.ts";
import { take } from "../../model/maps.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";
import { type RuntimeStatus, runtimeWords } from "../../model/runtime.ts";
import { cutText } from "../text-width.ts";
import { chart } from "./chart.ts";
import { filterLink } from "./facets.ts";
import { dateText, html, type Markup } from "./markup.ts";
import { greatest, groupedCount, numberText } from "./numbers.ts";
import { statusBadge } from "./status.ts";
import { type FunctionNumbers, Tally } from "./tally.ts";

/** A deprecation date and the functions it affects. */
interface Pin {
  readonly date: string;
  readonly runtimes: readonly string[];
  /** The same for people. */
  readonly names: readonly string[];
  readonly status: RuntimeStatus;
  readonly functions: number;
}

interface PlacedPin extends Pin {
  readonly x: number;
  readonly label: string;
  readonly flipped: boolean;
  readonly lane: number;
}

const WIDTH = 1000;
const MARGIN = 30;
const LANE = 22;
const BIGGEST = 16;

/** When the runtimes in use were or will be deprecated, and how many functions run on them. */
export class Timeline {
  readonly #all: FunctionNumbers;
  readonly #pins = new Map<string, PinBuilder>();

  constructor(all: FunctionNumbers) {
    this.#all = all;
  }

  /** @param number that of the row's function */
  add(row: FunctionRow, number: number): void {
    const { deprecationDate: date, runtimeStatus: status } = row;
    if (date === null || date === "") return;
    const pin = take(this.#pins, date, () => ({
      date,
      status,
      runtimes: new Set<string>(),
      names: new Set<string>(),
      functions: new Tally(this.#all),
    }));
    pin.runtimes.add(row.runtime ?? "");
    pin.names.add(runtimeWords(row) ?? "");
    pin.functions.add(number);
  }

  finish(today: string): Markup {
    const pins = [...this.#pins.values()]
      .sort((a, b) => byCodePoint(a.date, b.date))
      .map(({ runtimes, names, functions, ...pin }) => ({
        ...pin,
        names: [...names].sort(byCodePoint),
        runtimes: [...runtimes].sort(byCodePoint),
        functions: functions.size,
      }));
    return pins.length === 0 ? html`` : timeline(pins, today);
  }
}

interface PinBuilder extends Pick<Pin, "date" | "status"> {
  readonly runtimes: Set<string>;
  readonly names: Set<string>;
  readonly functions: Tally;
}

function timeline(pins: readonly Pin[], today: string): Markup {
  const scale = timeScale([today, ...pins.map(({ date }) => date)]);
  const placed = placeLabels(pins, scale.x);
  const axis = (greatest(placed.map(({ lane }) => lane)) + 1) * LANE + BIGGEST + 14;
  const most = greatest(pins.map(({ functions }) => functions));
  const now = scale.x(today);
  return chart({
    id: "timeline",
    title: "Deprecation dates",
    about: `Each dot is a date on which runtimes in use are deprecated; its size is the number of functions on them. ${groupedCount(pins.length, "date")}.`,
    width: WIDTH,
    height: axis + BIGGEST + 26,
    drawing: html`${scale.years.map((year) => yearTick(year, scale.x(`${year}-01-01`), axis, now))}
<line class="axis" x1="0" x2="${WIDTH}" y1="${axis}" y2="${axis}"/>
<line class="today" x1="${now}" x2="${now}" y1="0" y2="${axis + BIGGEST}"/>
<text class="today" x="${now}" y="${axis + BIGGEST + 22}" text-anchor="middle">today</text>
${[...placed].sort((a, b) => b.lane - a.lane).map((pin) => pinMark(pin, axis, 4 + (BIGGEST - 4) * Math.sqrt(pin.functions / most)))}`,
    headings: ["Deprecated on", "Runtimes", "Status", "Functions"],
    rows: pins.map(({ date, runtimes, names, status, functions }) => [
      dateText(date),
      html`<a href="${filterLink({ runtime: runtimes })}">${names.join(", ")}</a>`,
      statusBadge(status),
      html`${numberText(functions)}`,
    ]),
  });
}

/** With half a year of space on either side. */
function timeScale(dates: readonly string[]) {
  const times = dates.map((date) => Date.parse(date)).sort((a, b) => a - b);
  const room = 182 * DAY_MS;
  const [from, to] = [(times[0] ?? 0) - room, (times.at(-1) ?? 0) + room];
  const x = (date: string) =>
    Math.round(MARGIN + ((Date.parse(date) - from) / (to - from)) * (WIDTH - 2 * MARGIN));
  const [first, last] = [new Date(from).getUTCFullYear() + 1, new Date(to).getUTCFullYear()];
  return { x, years: Array.from({ length: last - first + 1 }, (_, index) => first + index) };
}

/** Puts each label into the lowest lane where it overlaps no other; the first lane is next to the axis. */
function placeLabels(pins: readonly Pin[], x: (date: string) => number): readonly PlacedPin[] {
  const ends: number[] = [];
  return pins.map((pin) => {
    const at = x(pin.date);
    const label = labelOf(pin);
    const length = lengthOf(label) + 8;
    const flipped = at + length > WIDTH;
    const start = flipped ? at - length : at;
    const free = ends.findIndex((end) => end <= start - 4);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = flipped ? at + 4 : at + length;
    return { ...pin, x: at, label, flipped, lane };
  });
}

/** The approximate width of a label, which hides what is behind it. */
function lengthOf(label: string): number {
  return label.length * 7 + 4;
}

function labelOf({ names, functions }: Pin): string {
  const [first = "", ...others] = names;
  return `${cutText(first, 24)}${others.length > 0 ? ` +${others.length}` : ""} · ${numberText(functions)}`;
}

/** The year is omitted where the word `today` is. */
function yearTick(year: number, x: number, axis: number, today: number): Markup {
  const number =
    Math.abs(x - today) < 45
      ? ""
      : html`<text class="tick" x="${x}" y="${axis + BIGGEST + 22}" text-anchor="middle">${year}</text>`;
  return html`<line class="tick" x1="${x}" x2="${x}" y1="0" y2="${axis}"/>${number}
`;
}

function pinMark(
  { x, lane, date, runtimes, names, status, functions, label, flipped }: PlacedPin,
  axis: number,
  radius: number,
): Markup {
  const y = axis - BIGGEST - 8 - lane * LANE;
  const length = lengthOf(label);
  return html`<a href="${filterLink({ runtime: runtimes })}" class="pin ${status}"><title>${date}: ${names.join(", ")}, ${status}, ${groupedCount(functions, "function")}</title><line x1="${x}" x2="${x}" y1="${y - 10}" y2="${axis}"/><circle cx="${x}" cy="${axis}" r="${radius.toFixed(1)}"/><rect x="${flipped ? x - length - 2 : x + 2}" y="${y - 13}" width="${length}" height="17"/><text x="${flipped ? x - 5 : x + 5}" y="${y}" text-anchor="${flipped ? "end" : "start"}">${label}</text></a>
`;
}
