import type { Account } from "../model/account.ts";

/** For people: the credentials that a scan starts from, and the roles that it means to assume. */
export function wayInto({ base, roles }: Account): string {
  const start = {
    default: () => "default credentials",
    profile: () => (base.kind === "profile" ? `profile ${base.profile}` : ""),
    sso: () => (base.kind === "sso" ? `SSO session ${base.session}, role ${base.role}` : ""),
  }[base.kind]();
  return [start, ...roles.map(({ role }) => role)].join(" → ");
}
