import assert from "node:assert/strict";
import { Agent, get } from "node:http";
import { test } from "node:test";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { estate, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf } from "../support/simulator/clients.ts";

const SPEC = { accounts: [{ functions: { "eu-west-1": ["a"], "us-east-1": [] } }, {}] };

test("calls are recorded with who asked what, where and how", async () => {
  const simulator = await startSimulator({ estate: estate(SPEC) });
  const { lambda, sts } = clients(simulator);
  const role = "arn:aws:iam::222222222222:role/LambdaInventoryReadOnly";
  await lambda.send(new ListFunctionsCommand({}));
  await lambda.send(new ListFunctionsCommand({}));
  await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "test" }));
  await failureOf(clients(simulator, { region: "ap-east-1" }).lambda.send(new ListFunctionsCommand({})));

  const { requests } = simulator;
  assert.equal(requests.total, 4);
  assert.deepEqual(requests.byAction, { "lambda:ListFunctions": 3, "sts:AssumeRole": 1 });
  assert.deepEqual(requests.byAccount, { "111111111111": 4 });
  assert.deepEqual(requests.byRegion, { "eu-west-1": 3, "ap-east-1": 1 });
  assert.deepEqual(requests.byTarget, { "111111111111/eu-west-1": 3, "111111111111/ap-east-1": 1 });
  const [first, , assumed, refused] = requests.calls;
  assert.equal(first?.host, new URL(simulator.url).host);
  assert.match(first?.userAgent ?? "", /^aws-sdk-js\//);
  assert.deepEqual([first?.status, assumed?.subject, refused?.status], [200, role, 403]);
  assert.equal(requests.of("lambda:").length, 3);

  requests.reset();
  assert.deepEqual([requests.total, requests.calls.length, requests.byAction], [0, 0, {}]);
  await simulator.close();
});

test("peak in flight and connections", async () => {
  const simulator = await startSimulator({ estate: estate(SPEC), latencyMs: 100 });
  const agent = new Agent({ keepAlive: true, maxSockets: 3 });
  const lambda = new LambdaClient({
    region: "eu-west-1",
    endpoint: simulator.url,
    credentials: simulator.credentialsFor(),
    requestHandler: { httpAgent: agent },
  });
  await Promise.all(Array.from({ length: 9 }, () => lambda.send(new ListFunctionsCommand({}))));
  const { peakInFlight, inFlight, connectionsOpened, connectionsOpen } = simulator.requests;
  assert.deepEqual(
    { peakInFlight, inFlight, connectionsOpened, connectionsOpen },
    {
      peakInFlight: 3,
      inFlight: 0,
      connectionsOpened: 3,
      connectionsOpen: 3,
    },
  );
  agent.destroy();
  await simulator.close();
  assert.equal(simulator.requests.connectionsOpen, 0);
});

test("latency may depend on the call", async () => {
  const latencyMs = ({ region }: { readonly region: string }) => (region === "eu-west-1" ? 200 : 0);
  const simulator = await startSimulator({ estate: estate(SPEC), latencyMs });
  const time = async (region: string): Promise<number> => {
    const { lambda } = clients(simulator, { region });
    const start = performance.now();
    await lambda.send(new ListFunctionsCommand({}));
    return performance.now() - start;
  };
  assert.ok((await time("eu-west-1")) >= 190);
  // On a busy machine one call without latency may take as long.
  while ((await time("us-east-1")) >= 190);
  await simulator.close();
});

test("close ends hanging requests at once", async () => {
  const simulator = await startSimulator({ estate: estate(SPEC), faults: [{ kind: "hang" }] });
  const hanging = failureOf(clients(simulator).lambda.send(new ListFunctionsCommand({})));
  while (simulator.requests.inFlight === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const start = performance.now();
  await simulator.close();
  await hanging;
  // Nothing else would end them.
  assert.ok(performance.now() - start < 20_000);
  assert.equal(simulator.requests.inFlight, 0);
});

test("unsigned requests are recorded with the region of a real host name", async () => {
  const simulator = await startSimulator({ estate: estate(SPEC) });
  const ask = (host: string) =>
    new Promise<void>((resolve) => {
      const path = "/assignment/accounts";
      get({ port: simulator.port, path, headers: { host } }, (response) =>
        response.resume().on("end", resolve),
      );
    });
  await ask("portal.sso.eu-west-1.amazonaws.com");
  await ask("127.0.0.1");
  await simulator.close();
  const seen = simulator.requests.calls.map(({ action, region }) => [action, region]);
  assert.deepEqual(seen, [
    ["sso:ListAccounts", "eu-west-1"],
    ["sso:ListAccounts", ""],
  ]);
});
