import { dayOf } from "../../model/day.ts";
import type { Summary } from "../../model/report.ts";
import type { CatalogueInfo } from "../../model/runtime.ts";
import { type Assessor, createAssessor } from "../../runtimes/assess.ts";
import { catalogueInfo } from "../../runtimes/catalogue.ts";
import type { Fetch, RetrieveOptions } from "../../runtimes/limits.ts";
import { loadCatalogue } from "../../runtimes/load.ts";
import { type OverduePreviews, overduePreviews, previewWarnings } from "../../runtimes/previews.ts";
import { DEFAULT_OWNER_TAGS } from "../../triage/owners.ts";
import { createTriage } from "../../triage/triage.ts";
import { Waivers } from "../../triage/waivers.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import type { ReadOptions } from "../options/reading.ts";
import type { Rules } from "./rules.ts";
import { unlistedRuntimes } from "./unlisted-runtimes.ts";

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

/** Loads the lifecycle data that the options name, or else the accounts file. Throws a `UserError`. */
export async function loadCriteria(
  options: Pick<ReadOptions, "catalogue" | "asOf" | "within" | "runtimes" | "ownerTags">,
  catalogueOfFile: string | undefined,
  rules: Rules,
  io: Io,
  messages: Messages,
): Promise<Criteria> {
  const today = options.asOf ?? dayOf(io.now());
  const source = options.catalogue ?? catalogueOfFile;
  const { catalogue, warnings } = await loadCatalogue(source, { ...catalogueReading(io), today });
  const unknown = unlistedRuntimes(options.runtimes, catalogue);
  for (const warning of [...warnings, ...unknown]) messages.warn(warning);
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
