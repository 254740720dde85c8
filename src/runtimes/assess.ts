/**
 * Assesses a runtime: its status on a given day, from the dates of a catalogue. In: a runtime identifier and a package
 * type. Out: status, dates, days left and successor. Pure.
 */
import { daysBetween } from "../model/day.ts";
import { isImage } from "../model/function.ts";
import type { Assessment, PublishedLifecycle, RuntimeStatus } from "../model/runtime.ts";
import type { Catalogue, CatalogueRuntime } from "./catalogue.ts";

export interface AssessOptions {
  readonly catalogue: Catalogue;
  /** The UTC day to assess for, `YYYY-MM-DD`. */
  readonly today: string;
  /** A runtime is expiring when its deprecation date is at most this many days away. */
  readonly within: number;
}

/**
 * Assesses the runtime of one function; `runtime` and `packageType` as ListFunctions returns them. The region matters for
 * a catalogue with dates of some regions only. `published`: the dates of a customer-managed runtime, which no catalogue has.
 */
export type Assessor = (
  runtime: string | undefined,
  packageType: string,
  region?: string,
  published?: PublishedLifecycle,
) => Assessment;

const NO_DATES = {
  deprecationDate: null,
  blockCreateDate: null,
  blockUpdateDate: null,
  daysLeft: null,
  successor: null,
} as const satisfies Omit<Assessment, "runtimeStatus">;

const CONTAINER: Assessment = Object.freeze({ runtimeStatus: "container", ...NO_DATES });
const CUSTOM: Assessment = Object.freeze({ runtimeStatus: "custom", ...NO_DATES });
const UNKNOWN: Assessment = Object.freeze({ runtimeStatus: "unknown", ...NO_DATES });

/** The most severe phase first: the first one whose date has been reached is the status. AWS's dates follow no fixed order. */
const BLOCKS = [
  ["update-blocked", "blockUpdateDate"],
  ["create-blocked", "blockCreateDate"],
  ["deprecated", "deprecationDate"],
] as const satisfies readonly (readonly [RuntimeStatus, keyof CatalogueRuntime])[];

/** Assesses each identifier once, up front; a call is then a look-up that returns a shared, frozen object. */
export function createAssessor({ catalogue, today, within }: AssessOptions): Assessor {
  const assessed = new Map<string, Assessment>([["custom", CUSTOM]]);
  for (const row of catalogue.runtimes) assessed.set(row.id, assess(row, today, within));
  const regional = assessedByRegion({ catalogue, today, within });
  return (runtime, packageType, region, published) => {
    if (published !== undefined) return assessPublished(published, today, within);
    if (isImage({ packageType })) return CONTAINER;
    if (!runtime) return UNKNOWN;
    const there = regional.size === 0 ? undefined : regional.get(region ?? "")?.get(runtime);
    return there ?? assessed.get(runtime) ?? UNKNOWN;
  };
}

/** By region, the runtimes whose dates differ there. */
function assessedByRegion({
  catalogue,
  today,
  within,
}: AssessOptions): ReadonlyMap<string, ReadonlyMap<string, Assessment>> {
  const regions = new Map<string, Map<string, Assessment>>();
  for (const row of catalogue.runtimes) {
    for (const [region, dates] of Object.entries(row.regional ?? {})) {
      const there = regions.get(region) ?? new Map<string, Assessment>();
      regions.set(region, there.set(row.id, assess({ ...row, ...dates }, today, within)));
    }
  }
  return regions;
}

/** The assessment of one row of a catalogue. */
export function assess(row: CatalogueRuntime, today: string, within: number): Assessment {
  const daysLeft = row.deprecationDate === null ? null : daysBetween(today, row.deprecationDate);
  return Object.freeze({
    runtimeStatus: statusOf(row, today, daysLeft, within),
    deprecationDate: row.deprecationDate,
    blockCreateDate: row.blockCreateDate,
    blockUpdateDate: row.blockUpdateDate,
    daysLeft,
    successor: row.successor,
  });
}

function assessPublished(published: PublishedLifecycle, today: string, within: number): Assessment {
  const { deprecationDate, blockCreateDate, blockUpdateDate } = published;
  const daysLeft = deprecationDate === null ? null : daysBetween(today, deprecationDate);
  const runtimeStatus = publishedStatus(published, today, daysLeft, within);
  return { runtimeStatus, deprecationDate, blockCreateDate, blockUpdateDate, daysLeft, successor: null };
}

/** The dates decide; without one that matters, the state. */
function publishedStatus(
  published: PublishedLifecycle,
  today: string,
  daysLeft: number | null,
  within: number,
): RuntimeStatus {
  const status = statusByDates(published, today, daysLeft, within);
  if (status !== "supported") return status;
  if (published.releaseState === "PREVIEW") return "preview";
  return published.releaseState === "DEPRECATED" && published.deprecationDate === null
    ? "deprecated"
    : "supported";
}

function statusOf(
  row: CatalogueRuntime,
  today: string,
  daysLeft: number | null,
  within: number,
): RuntimeStatus {
  if (row.phase === "customer-managed" || row.id === "custom") return "custom";
  if (row.phase === "preview") return "preview";
  return statusByDates(row, today, daysLeft, within);
}

function statusByDates(
  dates: Pick<CatalogueRuntime, (typeof BLOCKS)[number][1]>,
  today: string,
  daysLeft: number | null,
  within: number,
): RuntimeStatus {
  const reached = BLOCKS.find(([, date]) => isReached(dates[date], today));
  if (reached !== undefined) return reached[0];
  return daysLeft !== null && daysLeft <= within ? "expiring" : "supported";
}

/** The day itself counts as reached. Days compare as text because the year comes first. */
function isReached(date: string | null, today: string): boolean {
  return date !== null && date <= today;
}
