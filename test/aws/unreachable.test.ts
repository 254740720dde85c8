import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { account, complaint, connect, enter, home, refusal, simulate } from "../support/aws/world.ts";

const HUB = "111111111111";
const ONE = "222222222222";
const SPEC = { accounts: [{ name: "hub" }, { name: "one", roles: [{ name: "Reader" }] }] };

test("an unreachable STS is not reported as a wrong key", async (t) => {
  const simulator = await simulate(t, SPEC);
  // Nothing listens on the discard port.
  const env = { ...home().env, ...simulator.env(HUB), AWS_ENDPOINT_URL_STS: "http://127.0.0.1:9" };
  const aws = connect(t, env, { maxAttempts: 1 });
  const own = await refusal(aws, account());
  assert.match(
    own,
    /^unreachable identity ECONNREFUSED: credentials from environment variables: cannot read from 127\.0\.0\.1: the connection was refused/,
  );
  const role = await refusal(aws, account({ id: ONE, roles: [`arn:aws:iam::${ONE}:role/Reader`] }));
  assert.match(
    role,
    /^unreachable credentials ECONNREFUSED: environment variables could not assume arn:aws:iam::222222222222:role\/Reader: cannot read from/,
  );
  assert.match(
    await complaint(aws.verify([account()])),
    /^credentials from environment variables: cannot read from 127\.0\.0\.1/,
  );
});

test("a response that is not one of STS", async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "html", action: "sts:AssumeRole" }] });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { maxAttempts: 1 });
  const said = await refusal(aws, account({ id: ONE, roles: ["Reader"] }));
  assert.match(
    said,
    /^error credentials InvalidResponse: arn:aws:iam::111111111111:user\/\S+ could not assume arn:aws:iam::222222222222:role\/Reader: unexpected response from STS \(no caller identity\); a proxy may have intercepted it$/,
  );
});

const ARN = `arn:aws:sts::${ONE}:assumed-role/Reader/me`;

for (const [what, identity, arn] of [
  ["their ARN", `<Arn>${ARN}</Arn>`, ARN],
  ["the account alone", `<Account>${ONE}</Account>`, ""],
] as const) {
  test(`an emulator of STS that returns keys without their owner is called to find the owner, and returns ${what}`, async (t) => {
    const answers: Readonly<Record<string, string>> = {
      AssumeRole:
        "<Credentials><AccessKeyId>ASIAEMULATED</AccessKeyId><SecretAccessKey>s</SecretAccessKey>" +
        "<SessionToken>t</SessionToken><Expiration>2040-01-01T00:00:00Z</Expiration></Credentials>",
      GetCallerIdentity: identity,
    };
    const server = createServer(async (request, response) => {
      const action = /Action=(\w+)/.exec(await text(request))?.[1] ?? "";
      response.end(
        `<${action}Response><${action}Result>${answers[action]}</${action}Result></${action}Response>`,
      );
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const keys = { AWS_ACCESS_KEY_ID: "AKIAEMULATED", AWS_SECRET_ACCESS_KEY: "s" };
    const env = { ...home().env, ...keys, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
    const role = `arn:aws:iam::${ONE}:role/Reader`;
    const session = await enter(connect(t, env), account({ id: ONE, roles: [role] }));
    assert.deepEqual([session.accountId, session.arn], [ONE, arn]);
  });
}

test("a run that is stopped does not wait for what hangs", async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "hang", action: "sts:AssumeRole" }] });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const controller = new AbortController();
  const entering = aws.access(account({ id: ONE, roles: ["Reader"] }), controller.signal);
  entering.catch(() => {});
  while (simulator.requests.count("sts:AssumeRole") === 0) await sleep(5);
  controller.abort(new Error("stopped"));
  await assert.rejects(entering, { name: "Failure", status: "timeout", stage: "credentials" });
});

test("discovery ends with the signal, while what it shares goes on", async (t) => {
  const simulator = await simulate(t, SPEC, {
    faults: [{ kind: "slow", action: "sts:GetCallerIdentity", ms: 300 }],
  });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const reason = new Error("stopped");
  await assert.rejects(aws.verify([account()], AbortSignal.abort(reason)), reason);
  assert.equal((await enter(aws, account())).accountId, HUB);
  assert.equal(simulator.requests.count("sts:GetCallerIdentity"), 1);
});

test("no failure contains a secret", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { AWS_SECRET_ACCESS_KEY: secret = "", AWS_ACCESS_KEY_ID: key = "" } = simulator.env(HUB);
  const lines: string[] = [];
  for (const kind of ["deny", "expired", "throttle", "disabled-region", "html", "server-error"] as const) {
    simulator.faults.clear();
    simulator.faults.add({ kind });
    const aws = connect(
      t,
      { ...home().env, ...simulator.env(HUB) },
      { maxAttempts: 1, log: (line) => lines.push(line) },
    );
    lines.push(
      await refusal(aws, account()),
      await refusal(aws, account({ id: ONE, roles: [{ role: "Reader", externalId: "hush-hush" }] })),
    );
  }
  assert.ok(lines.length > 12);
  for (const line of lines)
    assert.ok(!line.includes(secret) && !line.includes(key) && !line.includes("hush-hush"), line);
});
