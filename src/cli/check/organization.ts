/**
 * Checks the calls of `--org` that tell whose an account is: its tags, and the units above it. They are one row, since the base
 * credentials make them.
 */
import type { AccountList } from "../../model/account.ts";
import type { Failure } from "../../model/failure.ts";
import type { CheckOptions } from "../commands/check-options.ts";
import type { Connection } from "../scan/connection.ts";
import { type CheckedTarget, checkOf, isFailed } from "./checks.ts";

/** @param needsOus whether an entry of the owners or waivers depends on units; the list of accounts says if they were read */
export async function organizationTargets(
  { org, extras, needsOus }: Pick<CheckOptions, "org" | "extras"> & { readonly needsOus: boolean },
  list: AccountList,
  connection: Pick<Connection, "aws" | "stop">,
): Promise<readonly CheckedTarget[]> {
  if (!org || list.accounts.length === 0) return [];
  const checks = [
    ...(extras.includes("tags")
      ? [checkOf("organizations:ListTagsForResource", await tagsFailure(list, connection))]
      : []),
    ...(needsOus ? [checkOf("organizations:ListRoots", list.unitsFailure)] : []),
  ];
  if (checks.length === 0) return [];
  const { status = "ok", message = "" } = checks.find(isFailed) ?? {};
  const row = { accountId: "", accountName: "", region: "", via: "AWS Organizations", arn: "" };
  return [{ ...row, status, message, checks }];
}

/** A scan reads them where it reads the tags of functions. One account tells whether it may. */
async function tagsFailure(
  { accounts }: AccountList,
  { aws, stop }: Pick<Connection, "aws" | "stop">,
): Promise<Failure | undefined> {
  try {
    return (await aws.accountTags(accounts.slice(0, 1), stop.signal)).failure;
  } catch (error) {
    if (stop.failure && stop.caused(error)) return stop.failure;
    throw error;
  }
}
