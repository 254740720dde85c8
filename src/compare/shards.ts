import { UserError } from "../model/failure.ts";
import type { Shard } from "../model/report.ts";
import type { Part } from "./ledgers.ts";

/**
 * The shard of the joined report: none when all shards are there, and one when every part belongs to that one. Parts
 * that are not shards (a later run that read what was refused) may be among them.
 *
 * @throws UserError when a shard is missing, or when the shards belong to different divisions.
 */
export function shardOfAll(parts: readonly Part[]): Shard | undefined {
  const shards = parts.flatMap(({ path, report: { shard } }) => (shard ? [{ path, ...shard }] : []));
  const [first] = shards;
  if (!first) return undefined;
  const other = shards.find(({ count }) => count !== first.count);
  if (other) {
    throw new UserError(
      `${first.path} is one of ${first.count} shards, ${other.path} one of ${other.count}`,
      "Merge the shards of one run.",
    );
  }
  const given = new Set(shards.map(({ index }) => index));
  if (given.size === 1 && parts.length > 1 && first.count > 1)
    return { index: first.index, count: first.count };
  const missing = Array.from({ length: first.count }, (_, i) => i + 1).filter((index) => !given.has(index));
  if (missing.length > 0) {
    const names = missing.map((index) => `${index}/${first.count}`).join(", ");
    throw new UserError(
      `missing: shard ${names}`,
      "Pass the reports of all shards, or run the missing ones again.",
    );
  }
  return undefined;
}
