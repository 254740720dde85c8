/**
 * How far an aggregator can be trusted. In: its settings, and what it says of its sources, recorders and counts. Out: for each
 * target, whether AWS Config knows all of its functions, or why not.
 */
import type { JsonObject } from "../../model/json.ts";
import { take } from "../../model/maps.ts";
import { text } from "../transport/untyped.ts";
import type { AggregatorCalls } from "./calls.ts";
import { COUNTS, countGap } from "./counts.ts";
import type { Trust } from "./known.ts";
import { RECORDERS, recorderGap, recorderNote, recordersBy } from "./recorders.ts";
import { settingsGap, statusGap } from "./sources.ts";

/** Rejects with a `Failure`. */
export async function readTrust(calls: AggregatorCalls, name: string, settings: JsonObject): Promise<Trust> {
  const [sources, recorders, counts] = await Promise.all([
    calls.sources(name),
    calls.select(name, RECORDERS, 100),
    calls.select(name, COUNTS),
  ]);
  const byTarget = recordersBy(recorders);
  const gaps = [
    settingsGap(settings, name),
    statusGap(sources, name, Date.now()),
    recorderGap(byTarget),
    countGap(counts),
  ];
  const note = recorderNote(byTarget);
  const regions = regionsBy([
    ...sources.map(({ SourceId, AwsRegion }) => [text(SourceId), text(AwsRegion)] as const),
    ...[...recorders, ...counts].map((row) => [text(row?.accountId), text(row?.awsRegion)] as const),
  ]);
  return {
    vouch(accountId, region, known) {
      for (const gap of gaps) {
        const found = gap(accountId, region, known);
        if (found) return found;
      }
      return { status: "ok", ...note(accountId, region) };
    },
    regionsOf: (accountId) => [...(regions.get(accountId) ?? [])],
  };
}

function regionsBy(places: readonly (readonly [accountId: string, region: string])[]) {
  const regions = new Map<string, Set<string>>();
  for (const [accountId, region] of places) take(regions, accountId, () => new Set()).add(region);
  return regions;
}
