import type { EstateAccount } from "../estate/estate.ts";
import { globs } from "../globs.ts";
import { roleAt } from "../services/roles.ts";
import type { World } from "../services/service.ts";
import type { Call, Caller } from "./call.ts";
import { commonError, type Dialect, type WireError } from "./errors.ts";

/** Requires no permission and cannot be denied by a policy. */
const ALWAYS_ALLOWED = new Set(["sts:GetCallerIdentity", "sts:GetSessionToken"]);

/**
 * Evaluates the account's service control policies, then the caller's own; throws the service's denial. Sessions of a
 * deleted role are unknown to every service.
 */
export function authorize(
  call: Call,
  caller: Caller,
  account: EstateAccount,
  world: World,
  dialect: Dialect,
): void {
  const action = `${call.service}:${call.action}`;
  const role = caller.roleArn === "" ? undefined : roleAt(world.estate, caller.roleArn)?.role;
  if (caller.roleArn !== "" && !role && !isPermissionSet(caller)) throw commonError(dialect, "unknownKey");
  if (ALWAYS_ALLOWED.has(action)) return;
  // Service control policies do not apply to the management account.
  const bound = world.estate.organization?.managementAccountId !== account.id;
  const denied = account.controlPolicies.some(
    (policy) => globs(policy.actions)(action) && globs(policy.regions)(call.region),
  );
  if (bound && denied) throw denial(call, caller.arn, dialect, "scp");
  if (role && !globs(role.allows)(action)) throw denial(call, caller.arn, dialect, "identity");
}

/** Roles created by Identity Center are not in the estate's list. */
function isPermissionSet(caller: Caller): boolean {
  return caller.roleArn.includes(":role/aws-reserved/sso.amazonaws.com/");
}

const BECAUSE = {
  identity: (action: string) => `because no identity-based policy allows the ${action} action`,
  scp: () => "with an explicit deny in a service control policy",
} as const satisfies Record<string, (action: string) => string>;

/** The denial in IAM's own words. */
export function denial(call: Call, arn: string, dialect: Dialect, by: keyof typeof BECAUSE): WireError {
  const action = `${call.service}:${call.action}`;
  const user = `User: ${arn} is not authorized to perform: ${action}`;
  const message = `${user} on resource: ${call.subject.startsWith("arn:") ? call.subject : "*"} ${BECAUSE[by](action)}`;
  return commonError(
    dialect,
    "denied",
    dialect === "ec2"
      ? `You are not authorized to perform this operation. ${message.replace(" on resource: *", "")}`
      : message,
  );
}
