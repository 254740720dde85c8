import { stringify } from "yaml";
import type { Account, Role } from "../model/account.ts";

/** An account as the file says it; what is undefined is left out. */
type Entry = Readonly<Record<string, unknown>>;

/** Account ids are quoted by the writer, since they look like numbers. */
type KnownAccount = Account & { readonly id: string };

/** An accounts file that reads back as the same accounts. */
export function yamlOf(accounts: readonly KnownAccount[]): string {
  const role = defaultRole(accounts);
  const entries = accounts.map((account) => entryOf(account, role));
  const shared = sharedSettings(entries);
  const defaults = { ...(role && { role: hops(role) }), ...shared };
  const file = {
    ...(Object.keys(defaults).length > 0 && { defaults }),
    accounts: entries.map((entry) => without(entry, Object.keys(shared))),
  };
  return stringify(file, { lineWidth: 0, defaultStringType: "PLAIN", aliasDuplicateObjects: false });
}

/** The chain that accounts have not for themselves: it stands in the defaults, so that it stays a default. */
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

/** One role stands flat, a chain as a list; `[]` says that the default role is not for this account. */
function roleKeys(roles: readonly Role[], hasDefault: boolean): Entry {
  const [only, ...more] = roles;
  if (!only) return hasDefault ? { role: [] } : {};
  return more.length === 0 ? { ...only } : { role: hops(roles) };
}

function hops(roles: readonly Role[]): unknown {
  const words = roles.map((hop) =>
    same(defined({ ...hop }), { role: hop.role }) ? hop.role : defined({ ...hop }),
  );
  return words.length === 1 && typeof words[0] === "string" ? words[0] : words;
}

/** Ways in and regions that every account has alike. */
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

/** Equal as data: these are texts and lists of texts. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
