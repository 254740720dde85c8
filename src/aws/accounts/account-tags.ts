/** The tags of accounts of an organization, one call each. A refused call is not repeated. */
import type { Account } from "../../model/account.ts";
import type { Failure } from "../../model/failure.ts";
import type { AccessContext } from "../entry/context.ts";
import { toFailure } from "../failures/failures.ts";
import { askEach } from "../transport/ask-each.ts";
import { createOrganization } from "./organization-calls.ts";

export interface AccountTags {
  /** By account id; those that could not be read are absent. */
  readonly tags: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Why some could not be read. */
  readonly failure: Failure | undefined;
}

const ACTION = "organizations:ListTagsForResource";

/**
 * @param accounts of one organization, which start from the same base credentials. Never rejects.
 */
export async function readAccountTags(
  accounts: readonly Account[],
  context: AccessContext,
): Promise<AccountTags> {
  const [first] = accounts;
  const tags = new Map<string, Readonly<Record<string, string>>>();
  let failure: Failure | undefined;
  if (!first) return { tags, failure };
  const organization = createOrganization(context.baseOf(first));
  await askEach(accounts, async ({ id }) => {
    if (id === undefined || failure?.status === "denied") return;
    try {
      tags.set(id, await organization.tagsOf(id));
    } catch (error) {
      failure = toFailure(error, "credentials", { action: ACTION });
    }
  });
  return { tags, failure };
}
