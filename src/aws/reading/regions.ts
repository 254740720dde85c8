/** Which regions an account has enabled: EC2's DescribeRegions, which answers for the calling account. */
import { Failure } from "../../model/failure.ts";
import { toFailure } from "../failures/failures.ts";
import { INVALID_RESPONSE } from "../failures/network.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { unlessExpired } from "../transport/expiry.ts";

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
      import("../transport/packages/ec2.ts"),
      clients.ec2(region, credentials),
    ]);
    const command = new DescribeRegionsCommand({});
    const { Regions = [] } = await unlessExpired(credentials, () =>
      client.send(command, signal && { abortSignal: signal }),
    );
    return named(Regions);
  } catch (error) {
    throw toFailure(error, "regions", { action: "ec2:DescribeRegions" });
  }
}

/**
 * Unasked, AWS names enabled regions only. A row that says `not-opted-in` all the same (emulators do that) is tried
 * rather than left out: if the region is not enabled, the ledger will say so. No region at all is no answer.
 */
function named(rows: readonly { readonly RegionName?: string | undefined }[]): readonly string[] {
  const names = rows.flatMap(({ RegionName }) => (RegionName ? [RegionName] : []));
  if (names.length > 0) return names.sort();
  throw new Failure(
    "error",
    "regions",
    INVALID_RESPONSE,
    "the answer to ec2:DescribeRegions names no region",
  );
}
