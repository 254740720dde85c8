import { stringify } from "yaml";
import type { Account, Role } from "../model/account.ts";

/** An account as written to the file; undefined keys are omitted. */
type Entry = Readonly<Record<string, unknown>>;

/** An account whose id is known. */
type KnownAccount = Account & { readonly id: string };

/** An accounts file that reads back as the same accounts. Ids are quoted, since they look like numbers. */
export function yamlOf(accounts: readonly KnownAccount[]): string {
  const role = defaultRole(accounts);
  const entries = accounts.map((account) => entryOf(account, role));
  const shared = sharedSettings(entries);
  const defaults = { ...(role && { role: rolesYaml(role) }), ...shared };
  const file = {
    ...(Object.keys(defaults).length > 0 && { defaults }),
    accounts: entries.map((entry) => without(entry, Object.keys(shared))),
  };
  return stringify(file, { lineWidth: 0, defaultStringType: "PLAIN", aliasDuplicateObjects: false });
}

/** The role chain that is not an account's own: it goes into the defaults. */
function defaultRole(accounts: readonly KnownAccount[]): readonly Role[] | undefined {
  return accounts.find(({ ownRole, roles }) => !ownRole && roles.length > 0)?.roles;
}

function entryOf(
  { id, name, base, roles, ownRole, regions, tags }: KnownAccount,
  role: readonly Role[] | undefined,
): Entry {
  return defined({
    id,
    name: name === "" ? undefined : name,
    profile: base.kind === "profile" ? base.profile : undefined,
    sso: base.kind === "sso" ? base.session : undefined,
    ssoRole: base.kind === "sso" ? base.role : undefined,
    ...(!ownRole && same(roles, role) ? {} : roleKeys(roles, role !== undefined)),
    regions: regions.include?.source,
    excludeRegions: regions.exclude?.source,
    tags: tags.length > 0 ? tags : undefined,
  });
}

/** A single role is written as keys of the account, a chain as a list; `[]` overrides the default role with none. */
function roleKeys(roles: readonly Role[], hasDefault: boolean): Entry {
  const [only, ...more] = roles;
  if (!only) return hasDefault ? { role: [] } : {};
  return more.length === 0 ? { ...only } : { role: rolesYaml(roles) };
}

function rolesYaml(roles: readonly Role[]): unknown {
  const words = roles.map((role) =>
    same(defined({ ...role }), { role: role.role }) ? role.role : defined({ ...role }),
  );
  return words.length === 1 && typeof words[0] === "string" ? words[0] : words;
}

/** Credentials and regions that all accounts have in common. */
function sharedSettings(entries: readonly Entry[]): Entry {
  const [first, ...others] = entries;
  if (!first || others.length === 0) return {};
  const keys = ["profile", "sso", "ssoRole", "regions", "excludeRegions"];
  return defined(
    Object.fromEntries(
      keys.filter((key) => others.every((it) => same(it[key], first[key]))).map((key) => [key, first[key]]),
    ),
  );
}

function without(entry: Entry, keys: readonly string[]): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.includes(key)));
}

function defined(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

/** Equal as data: the values are strings and lists of strings. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
