import assert from "node:assert/strict";
import { test } from "node:test";
import { HUB, role, type Started, SUBJECT, start, tokenFile } from "../support/aws/chain.ts";
import { account, complaint, connect, home, keyless, refusal } from "../support/aws/world.ts";

const NOTHING =
  "no AWS credentials in the environment, config files, container or instance metadata: sign in (aws configure, aws sso login) or pass --profile";

test("no credentials anywhere: one message, before anything is scanned", async (t) => {
  const simulator = await start(t);
  const aws = connect(t, { ...home().env, ...keyless(simulator) });
  assert.equal(await refusal(aws, account()), `unauthenticated credentials NoCredentials: ${NOTHING}`);
  assert.equal(await complaint(aws.verify([account()])), NOTHING);
  assert.equal(simulator.requests.total, 0);
});

test("a wrong secret, and an unknown key", async (t) => {
  const simulator = await start(t);
  for (const [wrong, code] of [
    [{ AWS_SECRET_ACCESS_KEY: "wrong" }, "SignatureDoesNotMatch"],
    [{ AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" }, "InvalidClientTokenId"],
  ] as const) {
    const aws = connect(t, { ...home().env, ...simulator.env(HUB), ...wrong });
    assert.equal(
      await refusal(aws, account()),
      `unauthenticated identity ${code}: AWS does not accept the credentials from environment variables (${code}): check the access key and its secret, and AWS_REGION if they belong to another partition`,
    );
  }
});

test("a configured region that the account has not enabled", async (t) => {
  const simulator = await start(t);
  const aws = connect(t, { ...home().env, ...simulator.env(HUB), AWS_REGION: "af-south-1" });
  assert.equal(
    await refusal(aws, account()),
    "unauthenticated identity InvalidClientTokenId: AWS does not accept the credentials from environment variables (InvalidClientTokenId): check the access key and its secret, and whether af-south-1 (AWS_REGION) is enabled in the account",
  );
});

test("an expired session in the environment: one call, and how to renew it", async (t) => {
  const simulator = await start(t);
  simulator.faults.add({ kind: "expired" });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const expected =
    "the credentials from environment variables have expired: set new values for AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN";
  assert.equal(await refusal(aws, account()), `unauthenticated identity ExpiredToken: ${expected}`);
  assert.equal(await complaint(aws.verify([account()])), expected);
  assert.equal(simulator.requests.total, 1);
});

for (const [what, env, expected] of [
  [
    "a token file that is missing",
    () => ({ AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere/token" }),
    /^unauthenticated credentials WebIdentityTokenMissing: the token file of web identity token cannot be read \(ENOENT.*\): check AWS_WEB_IDENTITY_TOKEN_FILE/,
  ],
  [
    "a token that has expired",
    (simulator: Started, path: string) => ({
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile(path, simulator.webIdentityToken(SUBJECT, -60)),
    }),
    /^unauthenticated credentials ExpiredTokenException: the web identity token may not assume arn:aws:iam::111111111111:role\/Pod: .*: check its trust policy/,
  ],
  [
    "a service account that the role does not trust",
    (simulator: Started, path: string) => ({
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile(path, simulator.webIdentityToken("system:serviceaccount:dev:x")),
    }),
    /^unauthenticated credentials AccessDenied: the web identity token may not assume arn:aws:iam::111111111111:role\/Pod: Not authorized to perform sts:AssumeRoleWithWebIdentity: check its trust policy \(OIDC provider, sub and aud\) and the service account$/,
  ],
] as const) {
  test(`IRSA with ${what}`, async (t) => {
    const simulator = await start(t);
    const { path, env: own } = home();
    const aws = connect(t, {
      ...own,
      ...keyless(simulator),
      AWS_ROLE_ARN: role("Pod"),
      ...env(simulator, path),
    });
    assert.match(await refusal(aws, account()), expected);
  });
}
