/** Base credentials of a permission set in one account. The account is known, so GetCallerIdentity is not called. */
import type { Account, BaseCredentials } from "../../model/account.ts";
import { once } from "../../model/once.ts";
import { partitionOfRegion } from "../../model/partitions.ts";
import type { Base, BaseContext } from "./base.ts";
import { renewing } from "./renewing.ts";

export function ssoBase(
  { session, role }: Extract<BaseCredentials, { kind: "sso" }>,
  account: Account,
  { clients, sso }: BaseContext,
): Base {
  const accountId = account.id ?? "";
  const label = async () => `sso ${session} ${role}`;
  const ssoRegion = once(() => sso.region(session));
  const credentials = renewing(() => sso.credentials(session, role, accountId));
  const configuredRegion = async (): Promise<string | undefined> =>
    (await clients.settings()).region ?? ssoRegion();
  return {
    clients,
    profile: undefined,
    label,
    credentials,
    async identity() {
      await credentials();
      return { accountId, partition: partitionOfRegion(await ssoRegion()) ?? "aws", arn: "" };
    },
    region: async () => (await configuredRegion()) ?? ssoRegion(),
    configuredRegion,
    who: async () => `${role} in ${accountId} (SSO session ${session})`,
  };
}
