import assert from "node:assert/strict";
import { test } from "node:test";
import { roleRefusal } from "../../src/aws/credentials/refusals.ts";
import { toFailure } from "../../src/aws/failures/failures.ts";

const ROLE = "arn:aws:iam::222222222222:role/Reader";
const USER = "arn:aws:iam::111111111111:user/me";
const ASKED = `User: ${USER} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
const TRUST =
  "check that the role exists and that its trust policy names this caller, and whether it asks for an external id or MFA";

/** What STS adds to the sentence above, by the kind of policy, and the advice that is made of it. */
const KINDS: readonly (readonly [said: string, advice: string])[] = [
  ["", TRUST],
  ["because no resource-based policy allows the sts:AssumeRole action", TRUST],
  [
    "because no identity-based policy allows the sts:AssumeRole action",
    "allow the caller sts:AssumeRole on that role",
  ],
  [
    "with an explicit deny in an identity-based policy: arn:aws:iam::111111111111:policy/Guard",
    "a policy denies sts:AssumeRole explicitly",
  ],
  [
    "with an explicit deny in a service control policy: arn:aws:organizations::111111111111:policy/o-1/service_control_policy/p-1",
    "a service control policy denies sts:AssumeRole",
  ],
  [
    "because no service control policy allows the sts:AssumeRole action",
    "a service control policy denies sts:AssumeRole",
  ],
  [
    "with an explicit deny in a resource control policy",
    "a resource control policy of the role's organization denies it",
  ],
  [
    "because no VPC endpoint policy allows the sts:AssumeRole action",
    "the policy of the VPC endpoint for STS leaves out sts:AssumeRole",
  ],
  [
    "because no session policy allows the sts:AssumeRole action",
    "the caller's session policy or permissions boundary leaves out sts:AssumeRole",
  ],
];

for (const [said, advice] of KINDS) {
  test(`AssumeRole refused ${said || "without a reason"}`, () => {
    const thrown = Object.assign(new Error(`${ASKED} ${said}`), { name: "AccessDenied" });
    const { status, code, message } = roleRefusal(toFailure(thrown, "credentials"), {
      who: "profile hub",
      roleArn: ROLE,
      externalId: undefined,
      mfaSerial: undefined,
    });
    assert.deepEqual(
      [status, code, message],
      ["denied", "AccessDenied", `${USER} may not assume ${ROLE}: ${advice}`],
    );
  });
}
