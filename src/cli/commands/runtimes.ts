import { readAll } from "../../files/read-all.ts";
import { dayOf } from "../../model/day.ts";
import { listRuntimes } from "../../runtimes/listing.ts";
import { loadCatalogue, readCatalogue } from "../../runtimes/load.ts";
import { overduePreviews, previewWarnings } from "../../runtimes/previews.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { writeAll } from "../output.ts";
import { catalogueReading } from "../scan/criteria.ts";
import { unlistedRuntimes } from "../scan/unlisted-runtimes.ts";
import { filterTexts } from "../summary/no-match.ts";
import { terminalOf } from "../terminal.ts";
import { compareInOrder, comparisonText } from "./runtimes-comparison.ts";
import { listingText } from "./runtimes-listing.ts";
import type { RuntimesOptions } from "./runtimes-options.ts";

/** Prints the runtime catalogue, or what changed between two. */
export async function runtimes(options: RuntimesOptions, io: Io): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const today = options.asOf ?? dayOf(io.now());
  const reading = catalogueReading(io);
  const { compare } = options;
  const [loaded, other] = await readAll(
    loadCatalogue(options.catalogue, { ...reading, today }),
    compare === undefined ? Promise.resolve(undefined) : readCatalogue(compare, reading),
  );
  for (const warning of [...loaded.warnings, ...(other?.warnings ?? [])]) messages.warn(warning);
  const keeps = rowFilter(options);
  const assessed = { today, within: options.within };
  if (other === undefined) {
    const rows = listRuntimes({ catalogue: loaded.catalogue, ...assessed }).filter(keeps);
    for (const warning of unlistedRuntimes(options, loaded.catalogue)) messages.warn(warning);
    const overdue = overduePreviews(loaded.catalogue, today);
    for (const warning of previewWarnings(overdue, (id) => rows.some((row) => row.id === id)))
      messages.warn(warning);
    if (rows.length === 0) messages.warn(`no runtime in the catalogue matches ${filterTexts(options)}`);
    const terminal = terminalOf(io, options);
    const listing = { catalogue: loaded.catalogue, rows, today };
    await writeAll(options.output, listingText(listing, options, terminal), io);
    return EXIT.complete;
  }
  const comparison = compareInOrder(loaded, other, (catalogue) =>
    listRuntimes({ catalogue, ...assessed }).filter(keeps),
  );
  messages.note(comparison.headline);
  await writeAll(options.output, comparisonText(comparison, options), io);
  return EXIT.complete;
}

function rowFilter({ runtimes, statuses }: RuntimesOptions) {
  return ({ id, status }: Pick<ReturnType<typeof listRuntimes>[number], "id" | "status">): boolean =>
    (runtimes?.matches(id) ?? true) && (statuses?.includes(status) ?? true);
}
