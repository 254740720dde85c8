import { dayOf } from "../../model/day.ts";
import type { Summary } from "../../model/report.ts";
import type { CatalogueInfo } from "../../model/runtime.ts";
import { type Assessor, createAssessor } from "../../runtimes/assess.ts";
import { catalogueInfo } from "../../runtimes/catalogue.ts";
import type { Fetch, RetrieveOptions } from "../../runtimes/limits.ts";
import { type Loaded, loadCatalogue } from "../../runtimes/load.ts";
import { type OverduePreviews, overduePreviews, previewWarnings } from "../../runtimes/previews.ts";
import { DEFAULT_OWNER_TAGS } from "../../triage/owners.ts";
import { createTriage } from "../../triage/triage.ts";
import { Waivers } from "../../triage/waivers.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import type { ReadOptions } from "../options/reading.ts";
import type { Rules } from "./rules.ts";
import { type NamedRuntimes, unlistedRuntimes } from "./unlisted-runtimes.ts";

/** What functions are assessed by: lifecycle data and a date, owners and waivers. */
export interface Criteria {
  readonly assess: Assessor;
  /** The owner of a function, and what to do about it. */
  readonly triage: ReturnType<typeof createTriage>;
  readonly waivers: Waivers;
  readonly info: CatalogueInfo;
  readonly previews: OverduePreviews;
}

/** Warns of functions whose runtime may no longer be the preview that the catalogue says it is. */
export function warnOfPreviews(
  { previews }: Pick<Criteria, "previews">,
  { byRuntime }: Summary,
  messages: Messages,
): void {
  for (const warning of previewWarnings(previews, (id) => Object.hasOwn(byRuntime, id)))
    messages.warn(warning);
}

/** How a catalogue is read: URLs through the proxy and the certificates of the user. */
export function catalogueReading({ cwd, env, now }: Pick<Io, "cwd" | "env" | "now">): RetrieveOptions {
  const fetch: Fetch = async (url, init) => (await import("../../aws/fetch.ts")).createFetch(env)(url, init);
  return { cwd, now: now(), fetch };
}

/** The tag keys that name an owner, in order. */
export function ownerTagsOf({ ownerTags }: Pick<ReadOptions, "ownerTags">): readonly string[] {
  return ownerTags.length > 0 ? ownerTags : DEFAULT_OWNER_TAGS;
}

type Day = Pick<ReadOptions, "asOf">;

/** Loads the lifecycle data that the options name, or else the accounts file. Throws a `UserError`. */
export async function readLifecycle(
  { catalogue, asOf, ...named }: Day & Pick<ReadOptions, "catalogue"> & NamedRuntimes,
  catalogueOfFile: string | undefined,
  io: Io,
  messages: Messages,
): Promise<Loaded> {
  const today = dayFor({ asOf }, io);
  const loaded = await loadCatalogue(catalogue ?? catalogueOfFile, { ...catalogueReading(io), today });
  const unknown = unlistedRuntimes(named, loaded.catalogue);
  for (const warning of [...loaded.warnings, ...unknown]) messages.warn(warning);
  return loaded;
}

function dayFor({ asOf }: Day, io: Pick<Io, "now">): string {
  return asOf ?? dayOf(io.now());
}

export function criteriaOf(
  options: Day & Pick<ReadOptions, "within" | "ownerTags">,
  { catalogue }: Loaded,
  rules: Rules,
  io: Pick<Io, "now">,
): Criteria {
  const today = dayFor(options, io);
  const waivers = new Waivers(rules.waivers ?? [], today);
  const previews = overduePreviews(catalogue, today);
  return {
    assess: createAssessor({ catalogue, today, within: options.within }),
    triage: createTriage({
      today,
      owners: rules.owners ?? [],
      ownerTags: ownerTagsOf(options),
      waivers,
      previews,
    }),
    waivers,
    info: catalogueInfo(catalogue, today),
    previews,
  };
}
