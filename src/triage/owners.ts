/**
 * Finds who owns a function. In: the rules of the owners file, the tag keys that name an owner, the function and its account.
 * Out: owner, where that comes from, contact and repository. Pure.
 */
import type { AccountFacts } from "../model/account.ts";
import type { OwnerRule } from "../model/triage.ts";
import { matches, type Subject } from "./match.ts";

interface Ownership {
  readonly owner: string | null;
  /** `owners-file`, `tag:KEY`, `account-tag:KEY`, `account-email`; null without an owner. */
  readonly ownerSource: string | null;
  readonly contact?: string;
  readonly repository?: string;
}

const NOBODY: Ownership = Object.freeze({ owner: null, ownerSource: null });

/** The tag keys that name an owner unless `--owner-tag` says otherwise, in this order. */
export const DEFAULT_OWNER_TAGS = ["Owner", "owner", "Team", "team"] as const;

/** Owners file first (the last matching entry wins, as in CODEOWNERS), then function tag, account tag, account e-mail. */
export function ownerOf(
  subject: Subject,
  account: AccountFacts,
  rules: readonly OwnerRule[],
  tagKeys: readonly string[],
): Ownership {
  const rule = rules.findLast(({ match }) => matches(match, subject));
  if (rule !== undefined) {
    const { owner, contact, repository } = rule;
    return {
      owner,
      ownerSource: "owners-file",
      ...(contact !== undefined && { contact }),
      ...(repository !== undefined && { repository }),
    };
  }
  return (
    taggedOwner(subject.tags, tagKeys, "tag") ??
    taggedOwner(account.tags, tagKeys, "account-tag") ??
    (account.email ? { owner: account.email, ownerSource: "account-email" } : NOBODY)
  );
}

/** An empty tag value names nobody. */
function taggedOwner(
  tags: Readonly<Record<string, string>> | null | undefined,
  keys: readonly string[],
  source: "tag" | "account-tag",
): Ownership | undefined {
  if (!tags) return undefined;
  for (const key of keys) {
    const owner = Object.hasOwn(tags, key) ? tags[key]?.trim() : undefined;
    if (owner) return { owner, ownerSource: `${source}:${key}` };
  }
  return undefined;
}
