/** Which regions an account has enabled: EC2's DescribeRegions, which answers for the calling account. */
import { Failure } from "../model/failure.ts";
import type { Clients, Credentials } from "./clients.ts";
import { toFailure } from "./failures.ts";
import { INVALID_RESPONSE } from "./network-codes.ts";

/**
 * By name. `region`: where to ask; one that needs no opt-in, since one that does may be unknown to this account.
 * Rejects with a `Failure` of stage `regions`.
 */
export async function describeRegions(
  clients: Clients,
  region: string,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  try {
    const [{ DescribeRegionsCommand }, client] = await Promise.all([
      import("./packages/ec2.ts"),
      clients.ec2(region, credentials),
    ]);
    const { Regions = [] } = await client.send(
      new DescribeRegionsCommand({}),
      signal && { abortSignal: signal },
    );
    return enabled(Regions);
  } catch (error) {
    throw toFailure(error, "regions", { action: "ec2:DescribeRegions" });
  }
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
