import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Fault } from "../../simulator/faults/fault.ts";
import { certificates, startProxy } from "../support/aws/wire.ts";
import {
  ALL_REGIONS,
  account,
  complaint,
  connect,
  type Env,
  enter,
  home,
  logIn,
  profile,
  refusal,
  simulate,
} from "../support/aws/world.ts";

const HUB = "111111111111";
const SPEC = {
  accounts: [
    {
      name: "hub",
      regions: ["us-east-1", "af-south-1"],
      permissionSets: ["ReadOnly"],
      roles: [{ name: "Pod", webIdentitySubjects: ["*"] }],
    },
  ],
};
const SESSION =
  "[sso-session intranet]\nsso_region = eu-central-1\nsso_start_url = https://intranet.awsapps.com/start\n";
const CONFIG = `${SESSION}[profile x]\nsso_session = intranet\nsso_account_id = ${HUB}\nsso_role_name = ReadOnly\n`;

/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9";

/** A profile of Identity Center; `seconds`: how long its login lasts. */
async function start(
  t: TestContext,
  { faults = [], env = {}, seconds = 3600 }: { faults?: readonly Fault[]; env?: Env; seconds?: number } = {},
) {
  const simulator = await simulate(t, SPEC, { faults });
  const own = home({ config: CONFIG });
  logIn(own, "intranet", simulator.portalLogin({ seconds }));
  const aws = connect(t, { ...own.env, AWS_ENDPOINT_URL: simulator.url, ...env }, { maxAttempts: 2 });
  return { simulator, aws };
}

test("a profile whose portal cannot be reached", async (t) => {
  const { aws } = await start(t, { env: { AWS_ENDPOINT_URL_SSO: NOWHERE } });
  assert.equal(
    await refusal(aws, account({ base: profile("x") })),
    "unreachable credentials ECONNREFUSED: credentials from profile x: cannot read from 127.0.0.1: the connection was refused (connect ECONNREFUSED 127.0.0.1:9)",
  );
});

for (const [kind, said] of [
  [
    "throttle",
    "throttled credentials TooManyRequestsException: credentials from profile x: 127.0.0.1 is throttling requests (HTTP 429): lower --concurrency or try again later",
  ],
  [
    "server-error",
    "error credentials InternalServerError: credentials from profile x: 127.0.0.1 responded with HTTP 500",
  ],
] as const) {
  test(`a profile whose portal fails with ${kind}`, async (t) => {
    const { simulator, aws } = await start(t, { faults: [{ kind, action: "sso:*" }] });
    assert.equal(await refusal(aws, account({ base: profile("x") })), said);
    assert.equal(simulator.requests.count("sso:GetRoleCredentials"), 2);
  });
}

test("an error that passes leaves no trace", async (t) => {
  const { aws } = await start(t, { faults: [{ kind: "server-error", action: "sso:*", times: 1 }] });
  assert.equal((await enter(aws, account({ base: profile("x") }))).accountId, HUB);
});

const UNREACHABLE = /cannot read from 127\.0\.0\.1: the connection was refused/;

test("a login that cannot be renewed because the network is down does not count as signed out", async (t) => {
  const { aws } = await start(t, { env: { AWS_ENDPOINT_URL_SSO_OIDC: NOWHERE }, seconds: -60 });
  const request = { session: "intranet", ssoRoles: ["ReadOnly"], regions: ALL_REGIONS };
  assert.match(await complaint(aws.ssoAccounts(request)), UNREACHABLE);
});

test("an invalid setting is reported as such, not as an expired login", async (t) => {
  const { aws } = await start(t, { env: { AWS_ENDPOINT_URL_SSO_OIDC: "nowhere" } });
  const request = { session: "intranet", ssoRoles: ["ReadOnly"], regions: ALL_REGIONS };
  assert.equal(
    await complaint(aws.ssoAccounts(request)),
    'AWS_ENDPOINT_URL_SSO_OIDC: "nowhere" is not a URL | Use https://host or http://host:8080.',
  );
});

function tokenFile(folder: string, token: string): string {
  const file = join(folder, "token");
  writeFileSync(file, token);
  return file;
}

test("a web identity calls STS in the region that it runs in, opted in or not", async (t) => {
  const tls = certificates("*.af-south-1.amazonaws.com");
  const simulator = await simulate(t, SPEC, { tls });
  const proxy = await startProxy(t, simulator.port);
  const own = home();
  const env = {
    ...own.env,
    HTTPS_PROXY: proxy.url,
    AWS_CA_BUNDLE: tls.caFile,
    AWS_REGION: "af-south-1",
    AWS_ROLE_ARN: `arn:aws:iam::${HUB}:role/Pod`,
    AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile(own.path, simulator.webIdentityToken("pod")),
  };
  assert.equal((await enter(connect(t, env), account())).accountId, HUB);
  assert.deepEqual(proxy.asked, ["CONNECT sts.af-south-1.amazonaws.com:443"]);
});
