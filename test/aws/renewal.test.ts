import assert from "node:assert/strict";
import { mock, type TestContext, test } from "node:test";
import type { Simulator, SimulatorOptions } from "../../simulator/index.ts";
import { renewing } from "../../src/aws/credentials/renewing.ts";
import { account, calm, connect, enter, home, simulate } from "../support/aws/world.ts";

const HUB = "111111111111";
const ONE = "222222222222";
const REGIONS = ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2"];
const PAGE = { marker: undefined, versions: "latest" } as const;

const SPEC = {
  accounts: [
    { name: "hub", regions: REGIONS, roles: [{ name: "Machine" }] },
    {
      name: "one",
      regions: REGIONS,
      roles: [{ name: "Gate" }, { name: "Reader", trusts: [HUB, `arn:aws:iam::${ONE}:role/Gate`] }],
    },
  ],
};

async function start(t: TestContext, options: Omit<SimulatorOptions, "estate"> = {}, roles = ["Reader"]) {
  const simulator = await simulate(t, SPEC, options);
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const session = await enter(aws, account({ id: ONE, roles }));
  const readAll = () => Promise.all(REGIONS.map((region) => session.listFunctions(region, PAGE, calm())));
  return { simulator, session, readAll };
}

const assumed = (simulator: Simulator): number => simulator.requests.count("sts:AssumeRole");

test("expiry mid-run costs one AssumeRole, however many calls are in flight", async (t) => {
  const { simulator, readAll } = await start(t, { latencyMs: 20 });
  simulator.faults.add({ kind: "expire-sessions", action: "lambda:ListFunctions" });
  await readAll();
  assert.equal(assumed(simulator), 2);
  await readAll();
  assert.equal(assumed(simulator), 2, "the new session serves what follows");
});

test("every role of a chain whose sessions have expired is assumed exactly once more", async (t) => {
  const { simulator, readAll } = await start(t, {}, ["Gate", "Reader"]);
  simulator.faults.add({ kind: "expire-sessions", account: ONE });
  await readAll();
  // The last hop is refused with the first one's ended session, which is renewed then.
  assert.deepEqual(
    simulator.requests.of("sts:AssumeRole").map(({ accountId, status }) => `${accountId} ${status}`),
    [`${HUB} 200`, `${ONE} 200`, `${ONE} 403`, `${HUB} 200`, `${ONE} 200`],
  );
});

test("DescribeRegions renews an expired session as well", async (t) => {
  const { simulator, session } = await start(t);
  simulator.faults.add({ kind: "expire-sessions", action: "ec2:DescribeRegions" });
  const regions = await session.enabledRegions(calm());
  assert.deepEqual(
    regions.map(({ name }) => name),
    [...REGIONS].sort(),
  );
  assert.equal(assumed(simulator), 2);
  assert.equal(simulator.requests.count("ec2:DescribeRegions"), 2);
});

test("an expiry that a renewal does not fix is reported once per call, without more calls", async (t) => {
  const { simulator, session } = await start(t);
  simulator.faults.add({ kind: "expired", action: "lambda:ListFunctions" });
  await assert.rejects(session.listFunctions("us-east-1", PAGE, calm()), {
    name: "Failure",
    status: "unauthenticated",
    code: "ExpiredTokenException",
  });
  assert.equal(assumed(simulator), 2);
  assert.equal(simulator.requests.count("lambda:ListFunctions"), 2);
});

test("sessions are renewed before they expire by our clock", async (t) => {
  // Both look at one clock, which goes on when the test says so.
  mock.timers.enable({ apis: ["Date"], now: Date.now() });
  t.after(() => mock.timers.reset());
  const { simulator, readAll } = await start(t, { sessionSeconds: 2 });
  await readAll();
  assert.equal(assumed(simulator), 1);
  mock.timers.tick(1600);
  await readAll();
  assert.equal(assumed(simulator), 2);
  assert.deepEqual(
    simulator.requests.of("lambda:ListFunctions").filter(({ status }) => status !== 200),
    [],
    "no call went out with a session that had ended",
  );
});

interface Clocked {
  readonly loads: () => number;
  readonly provider: ReturnType<typeof renewing>;
  fail: boolean;
}

/** Credentials that last this many seconds, from a source that counts its calls; the test moves the time. */
function clocked(t: TestContext, seconds: number | undefined): Clocked {
  mock.timers.enable({ apis: ["Date"], now: 1_800_000_000_000 });
  t.after(() => mock.timers.reset());
  let loads = 0;
  const state = {
    fail: false,
    loads: () => loads,
    provider: renewing(async () => {
      loads++;
      if (state.fail) throw new Error("the source is down");
      const expiration = seconds === undefined ? {} : { expiration: new Date(Date.now() + seconds * 1000) };
      return { accessKeyId: `key-${loads}`, secretAccessKey: "secret", ...expiration };
    }),
  };
  return state;
}

const pass = (seconds: number): void => mock.timers.tick(seconds * 1000);

for (const [lasting, keptFor, renewedAfter] of [
  [3600, 3299, 3300],
  [900, 674, 675],
  [60, 44, 45],
] as const) {
  test(`credentials for ${lasting} s are kept for ${keptFor} s and renewed after ${renewedAfter}`, async (t) => {
    const { provider, loads } = clocked(t, lasting);
    await provider();
    pass(keptFor);
    assert.equal((await provider()).accessKeyId, "key-1");
    pass(renewedAfter - keptFor);
    assert.equal((await provider()).accessKeyId, "key-2");
    assert.equal(loads(), 2);
  });
}

test("credentials that do not expire are loaded once", async (t) => {
  const { provider, loads } = clocked(t, undefined);
  await provider();
  pass(1e6);
  await provider();
  assert.equal(loads(), 1);
});

test("new credentials that are already expired by our clock are not loaded again by every call", async (t) => {
  const { provider, loads } = clocked(t, -600);
  await provider();
  await provider();
  assert.equal(loads(), 1);
});

test("after a failed renewal, credentials that are still valid stay in use, and the renewal is tried again later", async (t) => {
  const state = clocked(t, 3600);
  await state.provider();
  state.fail = true;
  pass(3400);
  assert.equal((await state.provider()).accessKeyId, "key-1");
  assert.equal((await state.provider()).accessKeyId, "key-1");
  assert.equal(state.loads(), 2, "not by each caller");
  pass(11);
  state.fail = false;
  assert.equal((await state.provider()).accessKeyId, "key-3");
});

test("a renewal that fails after the credentials have expired is a failure", async (t) => {
  const state = clocked(t, 3600);
  await state.provider();
  state.fail = true;
  pass(3601);
  await assert.rejects(state.provider(), /the source is down/);
  await assert.rejects(state.provider(), /the source is down/);
  assert.equal(state.loads(), 2);
});

test("renew: once for all users of the same credentials, and false when the source returns the same again", async (t) => {
  const { provider, loads } = clocked(t, 3600);
  const held = await provider();
  assert.deepEqual(await Promise.all([provider.renew(held), provider.renew(held), provider.renew(held)]), [
    true,
    true,
    true,
  ]);
  assert.equal(loads(), 2);
  assert.equal(await provider.renew(held), true, "others came meanwhile");
  assert.equal(loads(), 2);
  const constant = renewing(async () => ({ accessKeyId: "always", secretAccessKey: "the same" }));
  assert.equal(await constant.renew(await constant()), false);
});
