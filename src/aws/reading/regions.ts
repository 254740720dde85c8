/** The enabled regions of the calling account, by EC2's DescribeRegions. */
import { byCodePoint } from "../../model/order.ts";
import type { ListedRegion } from "../../scan/cloud.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { invalidResponse, rows, text } from "../transport/untyped.ts";

/**
 * Sorted by name. Rejects with a `Failure` of stage `regions`.
 * @param region where to send the request: one without opt-in, since the account may not have enabled the others
 */
export async function describeRegions(
  clients: Clients,
  region: string,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<readonly ListedRegion[]> {
  try {
    const call = { region, credentials, signal };
    const response = await unlessExpired(credentials, () => clients.describeRegions(call));
    return regionsIn(response);
  } catch (error) {
    throw toFailure(error, "regions", { action: "ec2:DescribeRegions" });
  }
}

/** By default AWS lists enabled regions only; emulators list others, too, as `not-opted-in`. */
function regionsIn(response: unknown): readonly ListedRegion[] {
  const regions = rows(response, "Regions", "region").map(({ RegionName, OptInStatus }) => ({
    name: text(RegionName),
    enabled: OptInStatus !== "not-opted-in",
  }));
  if (regions.length > 0 && regions.every(({ name }) => name !== "")) {
    return regions.sort((a, b) => byCodePoint(a.name, b.name));
  }
  throw invalidResponse("the response to ec2:DescribeRegions lists no region, or a region without a name");
}
