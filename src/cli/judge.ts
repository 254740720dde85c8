import type { CatalogueInfo } from "../model/runtime.ts";
import { type Assessor, createAssessor } from "../runtimes/assess.ts";
import { catalogueInfo } from "../runtimes/catalogue.ts";
import { dayOf } from "../runtimes/day.ts";
import { loadCatalogue } from "../runtimes/load.ts";
import type { Io } from "./io.ts";
import type { Messages } from "./messages.ts";
import type { ReadOptions } from "./options.ts";

/** Lifecycle data and the day to judge by. */
export interface Judge {
  readonly assess: Assessor;
  readonly info: CatalogueInfo;
}

/** Loads the lifecycle data that the options, or else the accounts file, name. Throws a `UserError`. */
export async function loadJudge(
  options: Pick<ReadOptions, "catalogue" | "asOf" | "within">,
  catalogueOfFile: string | undefined,
  io: Io,
  messages: Messages,
): Promise<Judge> {
  const today = options.asOf ?? dayOf(io.now());
  const source = options.catalogue ?? catalogueOfFile;
  const { catalogue, warnings } = await loadCatalogue(source, { today, cwd: io.cwd, now: io.now() });
  for (const warning of warnings) messages.warn(warning);
  return {
    assess: createAssessor({ catalogue, today, within: options.within }),
    info: catalogueInfo(catalogue, today),
  };
}
