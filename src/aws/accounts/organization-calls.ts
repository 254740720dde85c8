/** The calls of AWS Organizations: an organization goes in, the accounts of all pages come out. */

import type { JsonObject } from "../../model/json.ts";
import { once } from "../../model/once.ts";
import { allPages, type Page } from "../../model/pages.ts";
import { mainRegion, partitionOfRegion } from "../../model/partitions.ts";
import type { Base } from "../credentials/base.ts";
import { askEach } from "../transport/ask-each.ts";
import { renewed, unlessExpired } from "../transport/expiry.ts";
import { invalidResponse, nextMarker, rows, text, texts } from "../transport/untyped.ts";

export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  /** `ACTIVE`, `SUSPENDED`, …; empty when the response does not say. */
  readonly state: string;
  readonly email: string;
  /** The units above it, from the root down; without `Paths` in the response, those that were passed on the way to it. */
  readonly ous: readonly string[];
}

/** Whether all units above it are known, with the root. */
export function isPlaced({ ous: [highest = ""] }: MemberAccount): boolean {
  return ROOT.test(highest);
}

const ROOT = /^r-/;

export interface Organization {
  /** Requests the first page of `all` now, before it is known who calls. */
  prefetch(): void;
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
  const clientIn = async (partition: string | undefined) =>
    base.clients.organizations(mainRegion(partition ?? "") ?? (await base.region()), base.credentials);
  const client = once(async () => clientIn((await base.identity()).partition));
  const load: Load = async () => {
    const [loaded, organizations] = await Promise.all([sdk(), client()]);
    return { sdk: loaded, client: organizations };
  };
  let first: Promise<unknown> | undefined;
  const askAhead = async (): Promise<unknown> => {
    const early = clientIn(partitionOfRegion(await base.region()));
    const [loaded, organizations] = await Promise.all([sdk(), early]);
    const ask = () => organizations.send(new loaded.ListAccountsCommand({}));
    // The request for the identity, which is under way, does the same.
    return unlessExpired(base.credentials, ask, renewed);
  };
  return {
    prefetch() {
      first = askAhead();
      // If the credentials are invalid, the request for the identity reports it with a better message, and nothing awaits this one.
      first.catch(() => {});
    },
    all: (arrived) => everyAccount(load, first, arrived),
    below: (parent) => below(load, parent),
    withUnits: async () => (await Promise.all((await rootsOf(load)).map((root) => below(load, root)))).flat(),
    tagsOf: (accountId) => tagsOf(load, accountId),
  };
}

/** The SDK's module and a client, loaded when the first call is made. */
type Load = () => Promise<{
  readonly sdk: typeof import("../transport/packages/organizations.ts");
  readonly client: Awaited<ReturnType<Base["clients"]["organizations"]>>;
}>;

async function everyAccount(
  load: Load,
  first: Promise<unknown> | undefined,
  arrived: (members: readonly MemberAccount[]) => void,
): Promise<readonly MemberAccount[]> {
  const { sdk, client } = await load();
  return allPages("credentials", async (NextToken) => {
    const known = NextToken === undefined ? await first : undefined;
    const page = accountsPage(known ?? (await client.send(new sdk.ListAccountsCommand({ NextToken }))));
    arrived(page.items);
    return page;
  });
}

async function accountsIn(load: Load, ParentId: string): Promise<readonly MemberAccount[]> {
  const { sdk, client } = await load();
  return allPages("credentials", async (NextToken) =>
    accountsPage(await client.send(new sdk.ListAccountsForParentCommand({ ParentId, NextToken }))),
  );
}

async function unitsIn(load: Load, ParentId: string): Promise<readonly string[]> {
  const { sdk, client } = await load();
  return allPages("credentials", async (NextToken) => {
    const command = new sdk.ListOrganizationalUnitsForParentCommand({ ParentId, NextToken });
    const page = await client.send(command);
    const items = rows(page, "OrganizationalUnits", "list of organizational units").map(unitId);
    return { items, next: nextMarker(page, "NextToken") };
  });
}

async function rootsOf(load: Load): Promise<readonly string[]> {
  const { sdk, client } = await load();
  return allPages("credentials", async (NextToken) => {
    const page = await client.send(new sdk.ListRootsCommand({ NextToken }));
    return {
      items: rows(page, "Roots", "list of roots").map(unitId),
      next: nextMarker(page, "NextToken"),
    };
  });
}

async function tagsOf(load: Load, ResourceId: string): Promise<Readonly<Record<string, string>>> {
  const { sdk, client } = await load();
  const tags = await allPages("credentials", async (NextToken) => {
    const page = await client.send(new sdk.ListTagsForResourceCommand({ ResourceId, NextToken }));
    return { items: rows(page, "Tags", "list of tags"), next: nextMarker(page, "NextToken") };
  });
  return Object.fromEntries(tags.map(({ Key, Value }) => [text(Key), text(Value)]));
}

async function below(load: Load, parent: string): Promise<readonly MemberAccount[]> {
  const found: MemberAccount[] = [];
  /** Paths of units; the contents of the last of each are listed. */
  let level: readonly (readonly string[])[] = [[parent]];
  while (level.length > 0) {
    const answers = await askEach(level, async (ous) => {
      const id = ous.at(-1) ?? "";
      const [accounts, units] = await Promise.all([accountsIn(load, id), unitsIn(load, id)]);
      return {
        accounts: accounts.map((account) => (isPlaced(account) ? account : { ...account, ous })),
        units: units.map((unit) => [...ous, unit]),
      };
    });
    for (const { accounts } of answers) for (const account of accounts) found.push(account);
    level = answers.flatMap(({ units }) => units);
  }
  return found;
}

function accountsPage(page: unknown): Page<MemberAccount> {
  const items = rows(page, "Accounts", "list of accounts").map(toMember);
  return { items, next: nextMarker(page, "NextToken") };
}

/** Organizations retired `Status` in favour of `State` in September 2026; some responses still have only the former. */
function toMember({ Id, Name, Email, State, Status, Paths }: JsonObject): MemberAccount {
  const id = text(Id);
  if (!/^\d{12}$/.test(id)) throw invalidResponse("the response lists an account without a valid id");
  return {
    id,
    name: text(Name),
    state: text(State) || text(Status),
    email: text(Email),
    ous: pathUnits(Paths),
  };
}

/** `o-abcdefghij/r-abcd/ou-abcd-11111111/`, perhaps with the account's id at the end. */
function pathUnits(paths: unknown): readonly string[] {
  const [path] = texts(paths);
  const [, root = "", ...below] = path?.split("/") ?? [];
  return ROOT.test(root) ? [root, ...below.filter((id) => id.startsWith("ou-"))] : [];
}

function unitId({ Id }: JsonObject): string {
  const id = text(Id);
  if (id === "") throw invalidResponse("the response lists an organizational unit without an id");
  return id;
}
