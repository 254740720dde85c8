/** Checks the calls of `--aggregator`: a row for the account and region of the aggregator, with one check for each call. */
import type { Aggregator, AggregatorAction } from "../../aws/aggregator/aggregator.ts";
import { AGGREGATOR_ACTIONS } from "../../deploy/policy.ts";
import type { BaseCredentials } from "../../model/account.ts";
import { asFailure, Failure } from "../../model/failure.ts";
import type { Connection } from "../scan/connection.ts";
import { type Check, type CheckedTarget, checkOf, isFailed, untried } from "./checks.ts";

const [DESCRIBE, ...OTHERS] = AGGREGATOR_ACTIONS satisfies readonly AggregatorAction[];

/** Throws a `UserError` when there is no such aggregator. */
export async function checkedAggregator(
  name: string,
  base: BaseCredentials,
  { aws, stop }: Pick<Connection, "aws" | "stop">,
): Promise<CheckedTarget> {
  const found = await aws.aggregator({ name, base }, stop.signal).catch((error: unknown) => {
    if (error instanceof Failure && !stop.caused(error)) return error;
    throw error;
  });
  const checks =
    found instanceof Failure
      ? [checkOf(DESCRIBE, found), ...OTHERS.map((action) => untried(action))]
      : [checkOf(DESCRIBE), ...(await Promise.all(OTHERS.map((action) => tried(found, action))))];
  const place =
    found instanceof Failure
      ? { accountId: "", region: "", via: `aggregator ${name}` }
      : { accountId: found.accountId, region: found.region, via: found.via };
  const { status = "ok", message = "" } = checks.find(isFailed) ?? {};
  return { ...place, accountName: "", arn: "", status, message, checks };
}

async function tried(aggregator: Aggregator, action: AggregatorAction): Promise<Check> {
  return checkOf(action, await aggregator.probe(action).then(() => undefined, asFailure));
}
