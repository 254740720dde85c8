/** The calls of AWS Organizations: an organization goes in, the accounts of all pages come out. */

import type { JsonObject } from "../../model/json.ts";
import { once } from "../../model/once.ts";
import { allPages, type Page } from "../../model/pages.ts";
import { mainRegion } from "../../model/partitions.ts";
import type { Base } from "../credentials/base.ts";
import { askEach } from "../transport/ask-each.ts";
import { invalidResponse, nextMarker, rows, text } from "../transport/untyped.ts";

export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  /** `ACTIVE`, `SUSPENDED`, …; empty when the response does not say. */
  readonly state: string;
  readonly email: string;
  /** The units above it that were passed on the way to it, the highest first. */
  readonly ous: readonly string[];
}

export interface Organization {
  /** Every account of the organization; also passed on page by page, as they arrive. Rejects with the SDK's error. */
  all(arrived: (members: readonly MemberAccount[]) => void): Promise<readonly MemberAccount[]>;
  /** The accounts in a root or an organizational unit and its children. */
  below(parent: string): Promise<readonly MemberAccount[]>;
  /** Every account, with all units above it: two calls for each unit. */
  withUnits(): Promise<readonly MemberAccount[]>;
  /** The tags of an account. */
  tagsOf(accountId: string): Promise<Readonly<Record<string, string>>>;
}

export function createOrganization(base: Base): Organization {
  const sdk = once(() => import("../transport/packages/organizations.ts"));
  const client = once(async () => {
    const { partition } = await base.identity();
    return base.clients.organizations(mainRegion(partition) ?? (await base.region()), base.credentials);
  });

  async function accountsIn(ParentId: string): Promise<readonly MemberAccount[]> {
    const [{ ListAccountsForParentCommand }, organizations] = await Promise.all([sdk(), client()]);
    return allPages("credentials", async (NextToken) => {
      const page = await organizations.send(new ListAccountsForParentCommand({ ParentId, NextToken }));
      return accountsPage(page);
    });
  }

  async function unitsIn(ParentId: string): Promise<readonly string[]> {
    const [{ ListOrganizationalUnitsForParentCommand }, organizations] = await Promise.all([sdk(), client()]);
    return allPages("credentials", async (NextToken) => {
      const page = await organizations.send(
        new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }),
      );
      const items = rows(page, "OrganizationalUnits", "list of organizational units").map(unitId);
      return { items, next: nextMarker(page, "NextToken") };
    });
  }

  async function below(parent: string): Promise<readonly MemberAccount[]> {
    const found: MemberAccount[] = [];
    /** Paths of units; the last of each is asked for what it contains. */
    let level: readonly (readonly string[])[] = [[parent]];
    while (level.length > 0) {
      const answers = await askEach(level, async (ous) => {
        const id = ous.at(-1) ?? "";
        const [accounts, units] = await Promise.all([accountsIn(id), unitsIn(id)]);
        return {
          accounts: accounts.map((account) => ({ ...account, ous })),
          units: units.map((unit) => [...ous, unit]),
        };
      });
      for (const { accounts } of answers) for (const account of accounts) found.push(account);
      level = answers.flatMap(({ units }) => units);
    }
    return found;
  }

  return {
    async all(arrived) {
      const [{ ListAccountsCommand }, organizations] = await Promise.all([sdk(), client()]);
      return allPages("credentials", async (NextToken) => {
        const page = accountsPage(await organizations.send(new ListAccountsCommand({ NextToken })));
        arrived(page.items);
        return page;
      });
    },
    below,
    async withUnits() {
      const [{ ListRootsCommand }, organizations] = await Promise.all([sdk(), client()]);
      const roots = await allPages("credentials", async (NextToken) => {
        const page = await organizations.send(new ListRootsCommand({ NextToken }));
        return {
          items: rows(page, "Roots", "list of roots").map(unitId),
          next: nextMarker(page, "NextToken"),
        };
      });
      return (await Promise.all(roots.map(below))).flat();
    },
    async tagsOf(ResourceId) {
      const [{ ListTagsForResourceCommand }, organizations] = await Promise.all([sdk(), client()]);
      const tags = await allPages("credentials", async (NextToken) => {
        const page = await organizations.send(new ListTagsForResourceCommand({ ResourceId, NextToken }));
        return { items: rows(page, "Tags", "list of tags"), next: nextMarker(page, "NextToken") };
      });
      return Object.fromEntries(tags.map(({ Key, Value }) => [text(Key), text(Value)]));
    },
  };
}

function accountsPage(page: unknown): Page<MemberAccount> {
  const items = rows(page, "Accounts", "list of accounts").map(toMember);
  return { items, next: nextMarker(page, "NextToken") };
}

/** Organizations retired `Status` in favour of `State` in September 2026; some responses still have only the former. */
function toMember({ Id, Name, Email, State, Status }: JsonObject): MemberAccount {
  const id = text(Id);
  if (!/^\d{12}$/.test(id)) throw invalidResponse("the response lists an account without a valid id");
  return { id, name: text(Name), state: text(State) || text(Status), email: text(Email), ous: [] };
}

function unitId({ Id }: JsonObject): string {
  const id = text(Id);
  if (id === "") throw invalidResponse("the response lists an organizational unit without an id");
  return id;
}
