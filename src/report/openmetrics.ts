/**
 * `--format openmetrics`: rows enter and are counted, gauges leave at the end. There is no series per function: their number
 * would grow with the estate, and Prometheus keeps every series it has seen.
 */
import { isCounted } from "../model/counted.ts";
import { COVERAGE_STATUSES } from "../model/coverage.ts";
import { daysBetween } from "../model/day.ts";
import { addTo } from "../model/maps.ts";
import { byCodePoint, byVersion } from "../model/order.ts";
import type { FunctionRow, ReportTail } from "../model/report.ts";
import type { DueEvent } from "../model/triage.ts";
import { cleanText } from "./clean-text.ts";
import { assessedOn } from "./deadlines.ts";
import type { Writer, WriterContext } from "./format.ts";

interface Gauge {
  readonly help: string;
  readonly labels: readonly string[];
  /** OpenMetrics allows it only when the name ends in it. */
  readonly unit?: string;
}

const GAUGES = {
  lambda_inventory_functions: {
    help: "Functions by account, region, runtime, status of the runtime, and owner.",
    labels: ["account_id", "account_name", "region", "runtime", "status", "owner"],
  },
  lambda_inventory_targets: {
    help: "Targets (account and region) by the status of reading them.",
    labels: ["status"],
  },
  lambda_inventory_runtime_days_left: {
    help: "Days until an event of a runtime in use; negative once it has passed.",
    labels: ["runtime", "event"],
  },
  lambda_inventory_catalogue_age_days: {
    help: "Age of the runtime catalogue on the assessment date.",
    labels: [],
    unit: "days",
  },
  lambda_inventory_complete: { help: "1 when every target was read, otherwise 0.", labels: [] },
  lambda_inventory_scan_timestamp_seconds: {
    help: "Time at which the scan ended.",
    labels: [],
    unit: "seconds",
  },
} as const satisfies Readonly<Record<string, Gauge>>;

type GaugeName = keyof typeof GAUGES;

/** The values of the labels, in the order of the gauge, and the value of the series. */
type Sample = readonly [labels: readonly string[], value: number];

const EVENTS = [
  ["deprecation", "deprecationDate"],
  ["create-block", "blockCreateDate"],
  ["update-block", "blockUpdateDate"],
] as const satisfies readonly (readonly [DueEvent, keyof FunctionRow])[];

export function openOpenMetrics({ head }: WriterContext): Writer {
  const functions = new Map<string, number>();
  const dates = new RuntimeDates();
  return {
    rows(rows) {
      for (const row of rows) {
        if (!isCounted(row)) continue;
        const { accountId, accountName, region, runtime, runtimeStatus, owner } = row;
        const key = [accountId, accountName, region, runtime ?? "", runtimeStatus, owner ?? ""]
          .map(label)
          .join(SEPARATOR);
        addTo(functions, key);
        dates.add(row);
      }
      return "";
    },
    *end(tail) {
      yield* family("lambda_inventory_functions", functionSamples(functions));
      yield* family("lambda_inventory_targets", targetSamples(tail));
      yield* family("lambda_inventory_runtime_days_left", dates.samples(assessedOn(head.catalogue)));
      yield* family("lambda_inventory_catalogue_age_days", [[[], head.catalogue.ageDays]]);
      yield* family("lambda_inventory_complete", [[[], tail.summary.notRead === 0 ? 1 : 0]]);
      yield* family("lambda_inventory_scan_timestamp_seconds", [[[], Date.parse(tail.finishedAt) / 1000]]);
      yield "# EOF\n";
    },
  };
}

/** In no label, since cleaning removes controls. */
const SEPARATOR = "\0";

function functionSamples(counts: ReadonlyMap<string, number>): Sample[] {
  return [...counts]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, count]) => [key.split(SEPARATOR), count]);
}

/** Every status has a series, so that one that goes back to 0 does not keep its last value in a query. */
function targetSamples({ coverage }: ReportTail): Sample[] {
  const counts = new Map<string, number>(COVERAGE_STATUSES.map((status) => [status, 0]));
  for (const { status } of coverage) addTo(counts, status);
  return [...counts].map(([status, count]) => [[status], count]);
}

/** The dates of the runtimes in use. Where one differs by region, the earliest counts. */
class RuntimeDates {
  readonly #dates = new Map<string, Map<DueEvent, string>>();

  add(row: FunctionRow): void {
    if (row.runtime === null) return;
    const runtime = label(row.runtime);
    const known = this.#dates.get(runtime) ?? new Map<DueEvent, string>();
    this.#dates.set(runtime, known);
    for (const [event, key] of EVENTS) {
      const date = row[key];
      if (date !== null && date < (known.get(event) ?? "9999-99-99")) known.set(event, date);
    }
  }

  samples(today: string): Sample[] {
    return [...this.#dates]
      .sort(([a], [b]) => byVersion(a, b))
      .flatMap(([runtime, dates]) =>
        EVENTS.flatMap(([event]): Sample[] => {
          const date = dates.get(event);
          return date === undefined ? [] : [[[runtime, event], daysBetween(today, date)]];
        }),
      );
  }
}

/** A gauge and its series. A gauge without series is left out: it would say nothing. */
function* family(name: GaugeName, samples: readonly Sample[]): Iterable<string> {
  if (samples.length === 0) return;
  const { help, labels, unit }: Gauge = GAUGES[name];
  yield `# TYPE ${name} gauge\n`;
  if (unit !== undefined) yield `# UNIT ${name} ${unit}\n`;
  yield `# HELP ${name} ${help}\n`;
  for (const [values, value] of samples) {
    const pairs = labels.map((key, index) => `${key}="${values[index] ?? ""}"`);
    yield `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}\n`;
  }
}

/** The text of a label: a line break stays one, other controls are removed, as in every format for people. */
function label(text: string): string {
  if (!/["\\\n]/.test(text)) return cleanText(text);
  const lines = text.split("\n").map((line) => cleanText(line).replace(/["\\]/g, "\\$&"));
  return lines.join("\\n");
}
