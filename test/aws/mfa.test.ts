import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { CreateAwsOptions } from "../../src/aws/aws.ts";
import { createMfa } from "../../src/aws/credentials/mfa.ts";
import { clientsFor, failureOf, KEYS, serve } from "../support/aws/wire.ts";
import {
  account,
  complaint,
  connect,
  enter,
  home,
  keysSection,
  profile,
  refusal,
  simulate,
} from "../support/aws/world.ts";

const HUB = "111111111111";
const DEVICE = `arn:aws:iam::${HUB}:mfa/me`;
const IDS = ["222222222222", "333333333333", "444444444444"];

const SPEC = {
  accounts: [{ name: "hub" }, ...IDS.map((id) => ({ id, roles: [{ name: "Reader", mfa: true }] }))],
};

const PROFILES = IDS.map(
  (id) =>
    `[profile p${id[0]}]\nrole_arn = arn:aws:iam::${id}:role/Reader\nsource_profile = hub\nmfa_serial = ${DEVICE}\n`,
).join("");

const guarded = (id: string) => account({ id, roles: [{ role: "Reader", mfaSerial: DEVICE }] });

async function start(t: TestContext, options: Partial<CreateAwsOptions> = {}) {
  const simulator = await simulate(t, SPEC);
  const { env } = home({ config: PROFILES, credentials: keysSection(simulator, "hub", HUB) });
  const questions: string[] = [];
  const codes = ["123456", "234567"];
  const promptMfa = async (question: string) => {
    questions.push(question);
    return codes.shift() ?? "";
  };
  return {
    simulator,
    questions,
    aws: connect(t, { ...env, ...simulator.env(HUB) }, { promptMfa, ...options }),
  };
}

test("one prompt per device, however many accounts require it", async (t) => {
  const { simulator, questions, aws } = await start(t);
  const sessions = await Promise.all(IDS.map((id) => enter(aws, guarded(id))));
  assert.deepEqual(
    sessions.map(({ accountId }) => accountId),
    IDS,
  );
  assert.deepEqual(questions, [`MFA code for ${DEVICE}: `]);
  assert.deepEqual(simulator.requests.byAction, {
    "sts:GetCallerIdentity": 1,
    "sts:GetSessionToken": 1,
    "sts:AssumeRole": 3,
  });
});

test("profiles with one mfa_serial share its prompt", async (t) => {
  const { simulator, questions, aws } = await start(t);
  const sessions = await Promise.all(IDS.map((id) => enter(aws, account({ base: profile(`p${id[0]}`) }))));
  assert.deepEqual(
    sessions.map(({ accountId }) => accountId),
    IDS,
  );
  assert.equal(questions.length, 1);
  assert.match(questions[0] ?? "", /^MFA code for arn:aws:iam::111111111111:mfa\/me \(profile p[234]\): $/);
  assert.deepEqual(simulator.requests.byAction, { "sts:GetSessionToken": 1, "sts:AssumeRole": 3 });
});

test("verify prompts for the code before the scan begins", async (t) => {
  const { questions, aws } = await start(t);
  await aws.verify(IDS.map(guarded));
  assert.equal(questions.length, 1);
  await enter(aws, guarded(IDS[0] ?? ""));
  assert.equal(questions.length, 1);
});

const NO_TERMINAL = `MFA code required for ${DEVICE}, but there is no terminal to prompt on: run interactively, or provide a session that has passed MFA (AWS_SESSION_TOKEN, credential_process)`;

test("without a terminal the account fails at once, with the reason", async (t) => {
  const { simulator, aws } = await start(t, { promptMfa: undefined });
  assert.equal(
    await refusal(aws, guarded(IDS[0] ?? "")),
    `unauthenticated credentials MfaRequired: ${NO_TERMINAL}`,
  );
  assert.equal(await complaint(aws.verify([account({ base: profile("p2") })])), NO_TERMINAL);
  assert.equal(simulator.requests.count("sts:AssumeRole"), 0);
});

for (const [what, code, said] of [
  [
    "wrong",
    "000000",
    `AWS rejected the MFA code for ${DEVICE}: wait for the next code, and check the clock of this machine`,
  ],
  ["no code", "yes please", `the MFA code for ${DEVICE} must have 6 digits`],
] as const) {
  test(`a code that is ${what}: no second prompt`, async (t) => {
    let asked = 0;
    const promptMfa = async () => {
      asked++;
      return code;
    };
    const { aws } = await start(t, { promptMfa });
    const failures = await Promise.all(IDS.map((id) => refusal(aws, guarded(id))));
    assert.deepEqual(
      failures,
      IDS.map(() => `unauthenticated credentials MfaCode: ${said}`),
    );
    assert.equal(asked, 1);
  });
}

test("where the user may not create a session, the code itself is used for the role", async (t) => {
  const { simulator, questions, aws } = await start(t);
  simulator.faults.add({ kind: "deny", action: "sts:GetSessionToken" });
  assert.equal((await enter(aws, guarded(IDS[0] ?? ""))).accountId, IDS[0]);
  assert.equal((await enter(aws, guarded(IDS[1] ?? ""))).accountId, IDS[1]);
  // A code serves once, so the second role needs another.
  assert.equal(questions.length, 2);
});

test("a role that requires MFA, assumed without: the message mentions it", async (t) => {
  const { aws } = await start(t);
  const said = await refusal(aws, account({ id: IDS[0], roles: ["Reader"] }));
  assert.match(said, /whether it requires an external id or MFA$/);
});

/** Proves the device to an STS that refuses GetSessionToken in these words. */
async function refusedWith(t: TestContext, words: string) {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${words}</Message></Error></ErrorResponse>`;
  const server = await serve(t, (_request, response) =>
    response.writeHead(403, { "content-type": "text/xml" }).end(body),
  );
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  const mfa = createMfa(async () => "123456");
  const request = { serial: DEVICE, profile: undefined, credentials: KEYS, clients, region: "us-east-1" };
  return mfa.prove(request);
}

test("a policy that denies GetSessionToken does not count as a wrong code, although its name contains MFA", async (t) => {
  const said = `User: arn:aws:iam::${HUB}:user/me is not authorized to perform: sts:GetSessionToken with an explicit deny in an identity-based policy: arn:aws:iam::${HUB}:policy/RequireMFA`;
  assert.deepEqual(await refusedWith(t, said), { kind: "code", serial: DEVICE, code: "123456" });
});

test("a device that is not the caller's", async (t) => {
  const said =
    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.";
  assert.equal(
    await failureOf(refusedWith(t, said)),
    `unauthenticated credentials MfaCode: AWS rejected the MFA code for ${DEVICE}: check that the device belongs to the caller`,
  );
});
