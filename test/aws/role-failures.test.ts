import assert from "node:assert/strict";
import { test } from "node:test";
import { roleFailure } from "../../src/aws/credentials/role-failures.ts";
import { toFailure } from "../../src/aws/failures/failures.ts";
import { HUB, ONE, SPEC, start, TWO } from "../support/aws/roles.ts";
import { account, connect, enter, home, refusal, simulate } from "../support/aws/world.ts";

const ROLE = "arn:aws:iam::222222222222:role/Reader";
const USER = "arn:aws:iam::111111111111:user/me";
const ASKED = `User: ${USER} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
const TRUST =
  "check that the role exists and that its trust policy allows this caller, and whether it requires an external id or MFA";

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
    "a policy explicitly denies sts:AssumeRole",
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
    "a resource control policy of the role's organization denies sts:AssumeRole",
  ],
  [
    "because no VPC endpoint policy allows the sts:AssumeRole action",
    "the VPC endpoint policy for STS does not allow sts:AssumeRole",
  ],
  [
    "because no session policy allows the sts:AssumeRole action",
    "the caller's session policy or permissions boundary does not allow sts:AssumeRole",
  ],
];

for (const [said, advice] of KINDS) {
  test(`AssumeRole fails ${said || "without a reason"}`, () => {
    const thrown = Object.assign(new Error(`${ASKED} ${said}`), { name: "AccessDenied" });
    const { status, code, message } = roleFailure(toFailure(thrown, "credentials"), {
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

const caller = (arn: string): RegExp =>
  new RegExp(`^denied credentials AccessDenied: arn:aws:iam::${HUB}:user/\\S+ may not assume ${arn}: (.*)$`);

for (const [what, role, advice] of [
  [
    "a role that is missing",
    { role: "Nobody" },
    "check that the role exists and that its trust policy allows this caller, and whether it requires an external id or MFA",
  ],
  [
    "an external id that is wrong",
    { role: "Guarded", externalId: "guess" },
    "check that the role exists and that its trust policy allows this caller and this external id",
  ],
] as const) {
  test(`${what}: the caller, the role and what to change`, async (t) => {
    const [simulator, aws] = await start(t);
    const said = await refusal(aws, account({ id: ONE, roles: [role] }));
    assert.equal(caller(`arn:aws:iam::${ONE}:role/${role.role}`).exec(said)?.[1], advice, said);
    assert.equal(simulator.requests.count("sts:AssumeRole"), 1, "a denial is not repeated");
  });
}

test("a second role that is denied: the message shows the session of the first as the caller", async (t) => {
  const [, aws] = await start(t);
  const roles = [`arn:aws:iam::${ONE}:role/Reader`, { role: "Inner", externalId: "second" }];
  const said = await refusal(aws, account({ id: TWO, roles }));
  assert.match(
    said,
    /: arn:aws:sts::222222222222:assumed-role\/Reader\/lambda-inventory may not assume arn:aws:iam::333333333333:role\/Inner: /,
  );
});

test("a service control policy that denies AssumeRole is the reason shown", async (t) => {
  const [, aws] = await start(t, { faults: [{ kind: "scp-deny", action: "sts:AssumeRole" }] });
  const said = await refusal(aws, account({ id: ONE, roles: ["Reader"] }));
  assert.match(
    said,
    /may not assume arn:aws:iam::222222222222:role\/Reader: a service control policy denies sts:AssumeRole$/,
  );
});

test("credentials of another account than expected: the account fails, and the message has both ids", async (t) => {
  const [, aws] = await start(t);
  assert.equal(
    await refusal(aws, account({ id: TWO, roles: [`arn:aws:iam::${ONE}:role/Reader`] })),
    `error identity WrongAccount: expected account ${TWO}, but reached account ${ONE} through arn:aws:iam::${ONE}:role/Reader: fix the id, the profile or the role`,
  );
  assert.equal(
    await refusal(aws, account({ id: ONE })),
    `error identity WrongAccount: expected account ${ONE}, but reached account ${HUB} through environment variables: fix the id, the profile or the role`,
  );
});

test("a throttled AssumeRole is retried", async (t) => {
  const [simulator, aws] = await start(t, {
    faults: [{ kind: "throttle", action: "sts:AssumeRole", times: 2 }],
  });
  assert.equal((await enter(aws, account({ id: ONE, roles: ["Reader"] }))).accountId, ONE);
  assert.equal(simulator.requests.count("sts:AssumeRole"), 3);
});

test("an AssumeRole that stays throttled fails after the allowed attempts", async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "throttle", action: "sts:AssumeRole" }] });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { maxAttempts: 2 });
  const said = await refusal(aws, account({ id: ONE, roles: ["Reader"] }));
  assert.match(
    said,
    /^throttled credentials Throttl\w+: arn:aws:iam::111111111111:user\/\S+ could not assume arn:aws:iam::222222222222:role\/Reader: /,
  );
  assert.equal(simulator.requests.count("sts:AssumeRole"), 2);
});

test("expired credentials of the caller: the message says to renew them", async (t) => {
  const [, aws] = await start(t, { faults: [{ kind: "expired", action: "sts:AssumeRole" }] });
  const said = await refusal(aws, account({ id: ONE, roles: ["Reader"] }));
  assert.match(
    said,
    /^unauthenticated credentials ExpiredToken: could not assume arn:aws:iam::222222222222:role\/Reader: the credentials of arn:\S+ have expired; renew them$/,
  );
});

test("the failure of one account affects no other", async (t) => {
  const [, aws] = await start(t);
  const good = account({ id: ONE, roles: ["Reader"] });
  const bad = account({ id: TWO, roles: ["Reader"] });
  const [first, second] = await Promise.allSettled([enter(aws, bad), enter(aws, good)]);
  assert.deepEqual([first.status, second.status], ["rejected", "fulfilled"]);
});
