/** Which regions an account has enabled: EC2's DescribeRegions, which answers for the calling account. */
import { toFailure } from "../failures/failures.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { invalidResponse, rows, text } from "../transport/untyped.ts";

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
    const response = await unlessExpired(credentials, () =>
      client.send(command, signal && { abortSignal: signal }),
    );
    return namesIn(response);
  } catch (error) {
    throw toFailure(error, "regions", { action: "ec2:DescribeRegions" });
  }
}

/**
 * By default AWS lists enabled regions only. A row that says `not-opted-in` all the same (emulators do that) is tried
 * rather than omitted: if the region is not enabled, the ledger will say so.
 */
function namesIn(response: unknown): readonly string[] {
  const names = rows(response, "Regions", "region").map(({ RegionName }) => text(RegionName));
  if (names.length > 0 && !names.includes("")) return names.sort();
  throw invalidResponse("the response to ec2:DescribeRegions contains no region, or one without a name");
}
