import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { estate, type Fault, type KeyPair, type Simulator, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf, keyOf } from "../support/simulator/clients.ts";

const HOME = "111111111111";
const ROLE = { RoleArn: "arn:aws:iam::222222222222:role/LambdaInventoryReadOnly", RoleSessionName: "test" };
let simulator: Simulator;

describe("faults", () => {
  before(async () => {
    const functions = { "eu-west-1": ["a", "b", "c", "d", "e"], "us-east-1": ["f"] };
    simulator = await startSimulator({
      pageSize: 2,
      estate: estate({ accounts: [{ functions }, { functions }] }),
    });
  });
  afterEach(() => simulator.faults.clear());
  after(() => simulator.close());

  function list(key?: KeyPair, region = "eu-west-1", maxAttempts = 1) {
    return clients(simulator, { region, maxAttempts, ...(key ? { key } : {}) }).lambda.send(
      new ListFunctionsCommand({}),
    );
  }

  async function session(): Promise<KeyPair> {
    return keyOf((await clients(simulator).sts.send(new AssumeRoleCommand(ROLE))).Credentials);
  }

  /** What one ListFunctions call ends in under a fault: the error's name, status and message. */
  async function under(
    fault: Fault,
    call: () => Promise<unknown> = list,
  ): Promise<Awaited<ReturnType<typeof failureOf>>> {
    simulator.faults.add(fault);
    return failureOf(call());
  }

  test("throttling, as each service spells it", async () => {
    simulator.faults.add({ kind: "throttle" });
    const { sts, ec2, lambda, organizations } = clients(simulator);
    const calls = [
      lambda.send(new ListFunctionsCommand({})),
      ec2.send(new DescribeRegionsCommand({})),
      sts.send(new GetCallerIdentityCommand({})),
      organizations.send(new ListAccountsCommand({})),
    ];
    const failures = await Promise.all(calls.map((call) => failureOf(call)));
    assert.deepEqual(
      failures.map(({ name, status }) => [name, status]),
      [
        ["TooManyRequestsException", 429],
        ["RequestLimitExceeded", 503],
        ["Throttling", 400],
        ["TooManyRequestsException", 400],
      ],
    );
  });

  test("a throttled call succeeds after the given number of times, and says when to retry", async () => {
    simulator.faults.add({
      kind: "throttle",
      action: "lambda:ListFunctions",
      times: 2,
      retryAfterSeconds: 7,
    });
    const { lambda } = clients(simulator);
    const error: unknown = await lambda.send(new ListFunctionsCommand({})).catch((caught: unknown) => caught);
    assert.ok(error instanceof Error && "retryAfterSeconds" in error);
    assert.equal(error.retryAfterSeconds, "7");
    await failureOf(list());
    assert.equal((await list()).Functions?.length, 2);
  });

  test("the SDK's own retries get through two failures", async () => {
    simulator.faults.add({ kind: "server-error", times: 1 }, { kind: "reset", after: 1, times: 1 });
    simulator.requests.reset();
    assert.equal((await list(undefined, "eu-west-1", 4)).Functions?.length, 2);
    assert.equal(simulator.requests.count("lambda:ListFunctions"), 3);
  });

  for (const [fault, name, status] of [
    [{ kind: "server-error" }, "ServiceException", 500],
    [{ kind: "server-error", status: 503 }, "ServiceUnavailableException", 503],
    [{ kind: "expired" }, "ExpiredTokenException", 403],
    [{ kind: "disabled-region" }, "UnrecognizedClientException", 403],
    [{ kind: "deny" }, "AccessDeniedException", 403],
    [{ kind: "scp-deny" }, "AccessDeniedException", 403],
  ] as const) {
    test(`${fault.kind} answers ${name} (${status})`, async () => {
      const failure = await under(fault);
      assert.deepEqual([failure.name, failure.status], [name, status]);
    });
  }

  test("a response that is cut and has a wrong marker is cut", async () => {
    simulator.faults.add({ kind: "cut-json" });
    const { message } = await under({ kind: "repeat-marker" });
    assert.match(message, /JSON/);
    simulator.faults.clear();
    assert.equal((await list()).Functions?.length, 2);
  });

  test("denials in IAM's words", async () => {
    const action = "lambda:ListFunctions";
    const start = `User: arn:aws:iam::${HOME}:user/inventory is not authorized to perform: ${action} on resource: *`;
    assert.equal(
      (await under({ kind: "deny" })).message,
      `${start} because no identity-based policy allows the ${action} action`,
    );
    simulator.faults.clear();
    assert.equal(
      (await under({ kind: "scp-deny" })).message,
      `${start} with an explicit deny in a service control policy`,
    );
    simulator.faults.clear();
    const regions = await under({ kind: "deny" }, () =>
      clients(simulator).ec2.send(new DescribeRegionsCommand({})),
    );
    assert.deepEqual([regions.name, regions.status], ["UnauthorizedOperation", 403]);
  });

  test("a fault keeps to its account, region and action", async () => {
    simulator.faults.add({ kind: "deny", account: "2*", region: "eu-*", action: "ListFunctions" });
    const member = await session();
    assert.equal((await failureOf(list(member))).name, "AccessDeniedException");
    await list(member, "us-east-1");
    await list();
    await clients(simulator, { key: member }).ec2.send(new DescribeRegionsCommand({}));
  });

  test("AssumeRole into an account can fail by that account", async () => {
    const failure = await under({ kind: "throttle", account: "222222222222" }, session);
    assert.equal(failure.name, "Throttling");
    await list();
  });

  test("sessions end, new ones are good", async () => {
    const before = await session();
    await list(before);
    simulator.faults.add({ kind: "expire-sessions", account: "222222222222", after: 1 });
    await list(before);
    assert.equal((await failureOf(list(before))).name, "ExpiredTokenException");
    await list(await session());
    assert.equal((await failureOf(list(before))).name, "ExpiredTokenException");
    await list();
  });

  test("an identity that belongs to another account", async () => {
    simulator.faults.add({ kind: "wrong-account", accountId: "333333333333" });
    const identity = await clients(simulator).sts.send(new GetCallerIdentityCommand({}));
    assert.deepEqual(
      [identity.Account, identity.Arn],
      ["333333333333", "arn:aws:iam::333333333333:user/inventory"],
    );
  });

  test("probability and share of targets depend on the seed alone", async () => {
    const outcomes = async (fault: Fault): Promise<string> => {
      simulator.faults.clear();
      simulator.faults.add(fault);
      let text = "";
      for (let i = 0; i < 12; i++)
        text += await list().then(
          () => "+",
          () => "-",
        );
      return text;
    };
    const half = await outcomes({ kind: "deny", probability: 0.5, seed: 3 });
    assert.equal(await outcomes({ kind: "deny", probability: 0.5, seed: 3 }), half);
    assert.match(half, /\+.*-|-.*\+/);
    assert.notEqual(await outcomes({ kind: "deny", probability: 0.5, seed: 4 }), half);
    assert.match(await outcomes({ kind: "deny", targets: 0.5, seed: 3 }), /^(\++|-+)$/);
  });

  test("perSecond affects the calls of an account beyond that number per second", async () => {
    simulator.faults.add({ kind: "throttle", action: "lambda:ListFunctions", perSecond: 3 });
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => list()));
    const passed = results.filter(({ status }) => status === "fulfilled").length;
    assert.ok(passed >= 3, `${passed} calls passed`);
    assert.ok(results.some(({ status }) => status === "rejected"));
  });
});
