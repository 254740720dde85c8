/**
 * The regions of an account by account:ListRegions, for accounts where ec2:DescribeRegions is denied (policies that deny regions
 * often leave this call alone), or that cannot be accessed at all.
 */
import { byCodePoint } from "../../model/order.ts";
import { allPages } from "../../model/pages.ts";
import type { ListedRegion } from "../../scan/cloud.ts";
import { toFailure } from "../failures/failures.ts";
import type { Clients, Credentials } from "../transport/clients.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { invalidResponse, nextMarker, rows, text } from "../transport/untyped.ts";

/** A region that is being disabled still runs functions; one that is being enabled does not yet. */
const ENABLED: ReadonlySet<string> = new Set(["ENABLED", "ENABLED_BY_DEFAULT", "DISABLING"]);

/** The most that AWS returns on a page: all of today's regions. */
const PAGE_SIZE = 50;

interface RegionsQuery {
  readonly clients: Clients;
  /** The one region of the partition that has this service. */
  readonly region: string;
  readonly credentials: Credentials;
  readonly signal?: AbortSignal;
  /** Another account of the organization, for its management account or a delegated administrator. */
  readonly accountId?: string | undefined;
}

/** The enabled regions, sorted by name. Rejects with a `Failure` of stage `regions`. */
export async function listRegions(query: RegionsQuery): Promise<readonly ListedRegion[]> {
  const { clients, region, credentials, signal, accountId } = query;
  try {
    const [{ ListRegionsCommand }, client] = await Promise.all([
      import("../transport/packages/account.ts"),
      clients.account(region, credentials),
    ]);
    const found = await allPages("regions", async (marker: string | undefined) => {
      const command = new ListRegionsCommand({
        AccountId: accountId,
        MaxResults: PAGE_SIZE,
        NextToken: marker,
      });
      const response = await unlessExpired(credentials, () =>
        client.send(command, signal && { abortSignal: signal }),
      );
      return { items: rows(response, "Regions", "region"), next: nextMarker(response, "NextToken") };
    });
    return enabledIn(found.map((row) => [text(row.RegionName), text(row.RegionOptStatus)]));
  } catch (error) {
    throw toFailure(error, "regions", { action: "account:ListRegions" });
  }
}

function enabledIn(found: readonly (readonly [name: string, status: string])[]): readonly ListedRegion[] {
  const names = found.filter(([, status]) => ENABLED.has(status)).map(([name]) => name);
  if (names.length === 0 || names.includes("")) {
    throw invalidResponse(
      "the response to account:ListRegions lists no enabled region, or a region without a name",
    );
  }
  return names.sort(byCodePoint).map((name) => ({ name, enabled: true, by: "account:ListRegions" }));
}
