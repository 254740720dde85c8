/** Which regions an account has enabled: EC2's DescribeRegions, which answers for the calling account. */
import { Failure } from "../model/failure.ts";
import { defaultRegions, mainRegion } from "../model/partitions.ts";
import type { Clients, Credentials } from "./clients.ts";
import { unlessExpired } from "./expiry.ts";
import { toFailure } from "./failures.ts";
import { INVALID_RESPONSE } from "./network-codes.ts";

export interface RegionsQuery {
  readonly partition: string;
  readonly credentials: Credentials;
}

/** In the order of their names. Rejects with a `Failure` of stage `regions`. */
export async function enabledRegions(
  clients: Clients,
  { partition, credentials }: RegionsQuery,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  try {
    const region = askedRegion(partition, (await clients.settings()).region);
    const [{ DescribeRegionsCommand }, client] = await Promise.all([
      import("./packages/ec2.ts"),
      clients.ec2(region, credentials),
    ]);
    const { Regions = [] } = await unlessExpired(credentials, () =>
      client.send(new DescribeRegionsCommand({}), signal && { abortSignal: signal }),
    );
    return enabled(Regions);
  } catch (error) {
    throw toFailure(error, "regions", { action: "ec2:DescribeRegions" });
  }
}

/**
 * Where to ask: the user's own region, which is near, if every account of the partition has it; a region that is
 * opted in here may be unknown to the account asked for.
 */
export function askedRegion(partition: string, own: string | undefined): string {
  if (own !== undefined && defaultRegions(partition).includes(own)) return own;
  return mainRegion(partition) ?? own ?? "us-east-1";
}

interface RegionRow {
  readonly RegionName?: string | undefined;
  readonly OptInStatus?: string | undefined;
}

/** Unasked, AWS leaves out what is not opted in; emulators may not. An account without any region is no answer. */
function enabled(rows: readonly RegionRow[]): readonly string[] {
  const names = rows.flatMap(({ RegionName, OptInStatus }) =>
    RegionName && OptInStatus !== "not-opted-in" ? [RegionName] : [],
  );
  if (names.length > 0) return names.sort();
  throw new Failure(
    "error",
    "regions",
    INVALID_RESPONSE,
    "the answer to ec2:DescribeRegions names no region",
  );
}
