import { dayOf } from "../../model/day.ts";
import type { CatalogueInfo } from "../../model/runtime.ts";
import { type Assessor, createAssessor } from "../../runtimes/assess.ts";
import { catalogueInfo } from "../../runtimes/catalogue.ts";
import { loadCatalogue } from "../../runtimes/load.ts";
import { DEFAULT_OWNER_TAGS } from "../../triage/owners.ts";
import { createTriage } from "../../triage/triage.ts";
import { Waivers } from "../../triage/waivers.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import type { ReadOptions } from "../options/reading.ts";
import { webFetch } from "../web.ts";
import { unlistedRuntimes } from "./unlisted-runtimes.ts";

/** Lifecycle data and the day to judge by. */
export interface Judge {
  readonly assess: Assessor;
  /** Whose a function is and what to do about it. */
  readonly triage: ReturnType<typeof createTriage>;
  readonly info: CatalogueInfo;
}

/** Loads the lifecycle data that the options, or else the accounts file, name. Throws a `UserError`. */
export async function loadJudge(
  options: Pick<ReadOptions, "catalogue" | "asOf" | "within" | "runtimes" | "ownerTags">,
  catalogueOfFile: string | undefined,
  io: Io,
  messages: Messages,
): Promise<Judge> {
  const today = options.asOf ?? dayOf(io.now());
  const source = options.catalogue ?? catalogueOfFile;
  const reading = { cwd: io.cwd, now: io.now(), fetch: webFetch(io) };
  const { catalogue, warnings } = await loadCatalogue(source, { ...reading, today });
  const unknown = unlistedRuntimes(options.runtimes, catalogue);
  for (const warning of [...warnings, ...unknown]) messages.warn(warning);
  return {
    assess: createAssessor({ catalogue, today, within: options.within }),
    triage: createTriage({
      today,
      owners: [],
      ownerTags: options.ownerTags.length > 0 ? options.ownerTags : DEFAULT_OWNER_TAGS,
      waivers: new Waivers([], today),
    }),
    info: catalogueInfo(catalogue, today),
  };
}
