/** Checks the call that reads the tags of an organization's accounts: a separate row, since the base credentials make it. */
import type { Account } from "../../model/account.ts";
import type { Failure } from "../../model/failure.ts";
import type { CheckOptions } from "../commands/check-options.ts";
import type { Connection } from "../scan/connection.ts";
import { type Check, type CheckedTarget, OF_ORGANIZATION } from "./checks.ts";

/** A scan reads them where it reads the tags of functions. One account tells whether it may. */
export async function organizationTargets(
  { org, extras }: Pick<CheckOptions, "org" | "extras">,
  accounts: readonly Account[],
  { aws, stop }: Pick<Connection, "aws" | "stop">,
): Promise<readonly CheckedTarget[]> {
  if (!org || !extras.includes("tags") || accounts.length === 0) return [];
  const failure = await aws.accountTags(accounts.slice(0, 1), stop.signal).then(
    (read) => read.failure,
    (error: unknown) => {
      if (stop.failure && stop.caused(error)) return stop.failure;
      throw error;
    },
  );
  return [targetOf(failure)];
}

function targetOf(failure: Failure | undefined): CheckedTarget {
  const { status, code, message } = failure ?? ({ status: "ok", code: "", message: "" } as const);
  const check: Check = { action: OF_ORGANIZATION, status, code, message };
  return {
    ...{ accountId: "", accountName: "", region: "", via: "AWS Organizations", arn: "" },
    ...{ status, message, checks: [check] },
  };
}
