/** The calls of AWS Organizations, whole answers only. */
import type { Account as MemberAccount } from "@aws-sdk/client-organizations";
import { once } from "../../model/once.ts";
import { mainRegion } from "../../model/partitions.ts";
import type { Base } from "../credentials/base.ts";
import { allPages, askEach } from "../transport/paging.ts";

export interface Organization {
  /** Every account of the organization. Rejects with the SDK's error, as the others do. */
  all(): Promise<readonly MemberAccount[]>;
  /** The accounts below a root or an organizational unit, those of its children included. */
  below(parent: string): Promise<readonly MemberAccount[]>;
}

export function createOrganization(base: Base): Organization {
  const sdk = once(() => import("../transport/packages/organizations.ts"));
  const client = once(async () => {
    const { partition } = await base.identity();
    return base.clients.organizations(mainRegion(partition) ?? (await base.region()), base.credentials);
  });

  async function accountsIn(ParentId: string): Promise<readonly MemberAccount[]> {
    const [{ ListAccountsForParentCommand }, organizations] = await Promise.all([sdk(), client()]);
    return allPages(async (NextToken) => {
      const page = await organizations.send(new ListAccountsForParentCommand({ ParentId, NextToken }));
      return { items: page.Accounts ?? [], next: page.NextToken };
    });
  }

  async function unitsIn(ParentId: string): Promise<readonly string[]> {
    const [{ ListOrganizationalUnitsForParentCommand }, organizations] = await Promise.all([sdk(), client()]);
    return allPages(async (NextToken) => {
      const page = await organizations.send(
        new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }),
      );
      return { items: (page.OrganizationalUnits ?? []).flatMap(({ Id }) => Id ?? []), next: page.NextToken };
    });
  }

  return {
    async all() {
      const [{ ListAccountsCommand }, organizations] = await Promise.all([sdk(), client()]);
      return allPages(async (NextToken) => {
        const page = await organizations.send(new ListAccountsCommand({ NextToken }));
        return { items: page.Accounts ?? [], next: page.NextToken };
      });
    },
    async below(parent) {
      const found: MemberAccount[] = [];
      let level: readonly string[] = [parent];
      while (level.length > 0) {
        const answers = await askEach(level, (id) => Promise.all([accountsIn(id), unitsIn(id)]));
        found.push(...answers.flatMap(([accounts]) => accounts));
        level = answers.flatMap(([, units]) => units);
      }
      return found;
    },
  };
}
