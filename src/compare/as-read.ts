/** A row of a saved report as the function that was read, so that it can be assessed again. */
import type { ReadFunction } from "../model/function.ts";
import type { FunctionRow } from "../model/report.ts";
import { RARE_KEYS, type RareSettings } from "../model/row.ts";
import type { PublishedLifecycle } from "../model/runtime.ts";
import type { DATES } from "./moved-dates.ts";

export function asRead({ tags, lastInvoked, aliases, ...row }: FunctionRow): ReadFunction {
  return {
    ...row,
    ...settingsOf(row),
    ...publishedIn(row),
    runtime: row.runtime ?? undefined,
    memorySize: row.memorySize ?? undefined,
    timeout: row.timeout ?? undefined,
    codeSize: row.codeSize ?? undefined,
    ...(tags && { tags }),
    ...(lastInvoked !== null && { lastInvoked }),
    ...(aliases && {
      aliases: aliases.map((alias) => ({ ...alias, runtime: alias.runtime ?? undefined })),
    }),
  };
}

/** A saved report may have null for what a function lacks. */
function settingsOf(row: RareSettings): Pick<ReadFunction, "settings"> {
  const settings = RARE_KEYS.flatMap((key) => (row[key] ? [[key, row[key]] as const] : []));
  return settings.length === 0 ? {} : { settings: Object.fromEntries(settings) };
}

type Dated = Pick<FunctionRow, "runtime" | "runtimeStatus" | (typeof DATES)[number]>;

/** The dates of a customer-managed runtime: the row has them, no catalogue does. */
function publishedIn(row: Dated): { readonly published?: PublishedLifecycle } {
  const { runtime, runtimeStatus, deprecationDate, blockCreateDate, blockUpdateDate } = row;
  if (runtime !== "custom" || runtimeStatus === "custom") return {};
  const isDeprecated = runtimeStatus === "deprecated" && deprecationDate === null;
  const releaseState = runtimeStatus === "preview" ? "PREVIEW" : isDeprecated ? "DEPRECATED" : "GA";
  return { published: { releaseState, deprecationDate, blockCreateDate, blockUpdateDate } };
}
