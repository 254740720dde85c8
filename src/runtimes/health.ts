/**
 * Lifecycle data of AWS Health: the JSON that `aws health describe-service-lifecycle --filter service=LAMBDA` prints. In: the
 * parsed file. Out: a row for each runtime, with separate dates for each region that an event names.
 */
import { isObject } from "../model/json.ts";
import { groupedBy, take } from "../model/maps.ts";
import { quoted } from "../model/quoted.ts";
import type { RegionalDates } from "./catalogue.ts";
import type { ForeignCatalogue, ForeignRow } from "./foreign-row.ts";
import { checkHealth, type HealthShape, type SchemaIssue } from "./schema.ts";

type Entry = HealthShape["serviceLifecycles"][number];
type Event = Entry["lifecycleEvents"][number];
type Dated = keyof RegionalDates;

/** AWS may add event types: those that say nothing of our three dates are named in a warning. */
const EVENTS: ReadonlyMap<string, Dated> = new Map([
  ["END_OF_SUPPORT", "deprecationDate"],
  ["BLOCK_RESOURCE_CREATE", "blockCreateDate"],
  ["BLOCK_RESOURCE_UPDATE", "blockUpdateDate"],
]);

const LAMBDA = /^(?:(?:aws|amazon)[ _-]?)?lambda$/i;
const EVERYWHERE = /^(?:all|global)$/i;
const RUNTIME_ID = /^[a-z][a-z\d._-]*$/;

export function looksLikeHealth(data: unknown): boolean {
  return isObject(data) && "serviceLifecycles" in data;
}

export function readHealth(data: unknown): ForeignCatalogue | { readonly issue: SchemaIssue } {
  const checked = checkHealth(data);
  if ("issue" in checked) return checked;
  const { serviceLifecycles, nextToken, NextToken } = checked.value;
  const entries = serviceLifecycles.filter(({ service }) => LAMBDA.test(service));
  const [other] = serviceLifecycles;
  if (entries.length === 0 && other !== undefined) return wrongService(other.service);
  const unknown = new Set<string>();
  // A runtime may be on several pages, or in several entries of one.
  const byRuntime = groupedBy(entries, ({ version }) => version);
  const rows = [...byRuntime].map(([id, group]) => rowOf(id, group, unknown));
  if (rows.length > 0 && rows.every(({ ended }) => ended)) return noKnownEvents(unknown);
  return {
    source: "AWS Health",
    asOf: undefined,
    rows,
    uncovered: [],
    warnings: [
      ...(nextToken || NextToken
        ? ["ends with a nextToken: there are more pages, and runtimes on them are missing here"]
        : []),
      ...(unknown.size === 0
        ? []
        : [`has events of unknown type, which are ignored: ${[...unknown].join(", ")}`]),
    ],
  };
}

function wrongService(service: string): { readonly issue: SchemaIssue } {
  const message = `"${service}" is not Lambda: request it with --filter service=LAMBDA`;
  return { issue: { path: "serviceLifecycles[0].service", message } };
}

function noKnownEvents(types: ReadonlySet<string>): { readonly issue: SchemaIssue } {
  const found = [...types].slice(0, 5).map(quoted).join(", ");
  const message = `has only events of unknown type (${found}); known are ${[...EVENTS.keys()].join(", ")}`;
  return { issue: { path: "serviceLifecycles", message } };
}

function rowOf(id: string, entries: readonly Entry[], unknown: Set<string>): ForeignRow {
  const everywhere: Partial<Record<Dated, string>> = {};
  const regional = new Map<string, Partial<Record<Dated, string>>>();
  let events = 0;
  let known = 0;
  for (const event of entries.flatMap(({ lifecycleEvents }) => lifecycleEvents)) {
    events++;
    const field = EVENTS.get(event.lifecycleEventType);
    if (field === undefined) {
      unknown.add(event.lifecycleEventType);
      continue;
    }
    known++;
    for (const dates of placesOf(event, everywhere, regional))
      dates[field] = earlier(dates[field], event.date);
  }
  const recommended = entries.find(({ recommendedVersion }) => RUNTIME_ID.test(recommendedVersion ?? ""));
  return {
    id,
    deprecationDate: everywhere.deprecationDate ?? null,
    blockCreateDate: everywhere.blockCreateDate ?? null,
    blockUpdateDate: everywhere.blockUpdateDate ?? null,
    ...(recommended?.recommendedVersion && { successor: recommended.recommendedVersion }),
    ...(regional.size > 0 && { regional: Object.fromEntries(regional) }),
    // Something is to happen to it, but not what: it must not count as supported.
    ended: events > 0 && known === 0,
  };
}

function placesOf(
  { regions }: Event,
  everywhere: Partial<Record<Dated, string>>,
  regional: Map<string, Partial<Record<Dated, string>>>,
): readonly Partial<Record<Dated, string>>[] {
  if (regions.length === 0 || regions.some((region) => EVERYWHERE.test(region))) return [everywhere];
  return regions.map((region) => take(regional, region, () => ({})));
}

/** Of two dates for the same event the earlier one counts: no deadline is reported too late. */
function earlier(one: string | undefined, other: string): string {
  return one !== undefined && one < other ? one : other;
}
