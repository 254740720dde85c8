import assert from "node:assert/strict";
import { test } from "node:test";
import { describeRegions } from "../../src/aws/reading/regions.ts";
import { clientsFor, failureOf, KEYS, serve } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

const ID = "111111111111";

test("the enabled regions of the calling account", async (t) => {
  const accounts = [
    { id: ID, regions: ["eu-west-1", "af-south-1"] },
    { id: "222222222222", regions: ["eu-west-1"] },
  ];
  const simulator = await simulate(t, { accounts });
  const clients = clientsFor(t, simulator.env());
  const regionsOf = (id: string) =>
    describeRegions(clients, "eu-west-1", async () => simulator.credentialsFor(id));
  const [one = [], two = []] = await Promise.all([regionsOf(ID), regionsOf("222222222222")]);
  const names = one.map(({ name }) => name);
  assert.equal(names.includes("af-south-1"), true);
  assert.equal(
    two.some(({ name }) => name === "af-south-1"),
    false,
  );
  assert.deepEqual(names, [...names].sort());
  assert.deepEqual(
    new Set(simulator.requests.calls.map(({ action }) => action)),
    new Set(["ec2:DescribeRegions"]),
  );
  assert.equal(simulator.requests.calls[0]?.region, "eu-west-1");
});

const xml = (rows: string) =>
  `<?xml version="1.0"?><DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><regionInfo>${rows}</regionInfo></DescribeRegionsResponse>`;
const item = (name: string, status?: string) =>
  `<item><regionName>${name}</regionName><regionEndpoint>e</regionEndpoint>${status ? `<optInStatus>${status}</optInStatus>` : ""}</item>`;

test("a region that an emulator lists as not opted in is tried, and not taken for enabled", async (t) => {
  const rows = [
    item("us-east-1"),
    item("me-south-1", "not-opted-in"),
    item("af-south-1", "opted-in"),
    item("eu-west-1", "opt-in-not-required"),
  ];
  const server = await serve(t, (_request, response) => response.end(xml(rows.join(""))));
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  assert.deepEqual(await describeRegions(clients, "eu-west-1", KEYS), [
    { name: "af-south-1", enabled: true },
    { name: "eu-west-1", enabled: true },
    { name: "me-south-1", enabled: false },
    { name: "us-east-1", enabled: true },
  ]);
});

for (const body of [xml(""), "<html><body>Log in</body></html>", ""]) {
  test(`a response without regions is invalid: ${body.slice(0, 30) || "nothing"}`, async (t) => {
    const server = await serve(t, (_request, response) => response.end(body));
    const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
    assert.match(
      await failureOf(describeRegions(clients, "eu-west-1", KEYS)),
      /^error regions InvalidResponse: /,
    );
  });
}

test("a truncated response", async (t) => {
  const whole = xml(item("us-east-1") + item("eu-west-1"));
  const server = await serve(t, (_request, response) => response.end(whole.slice(0, -60)));
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
  assert.match(
    await failureOf(describeRegions(clients, "eu-west-1", KEYS)),
    /^error regions InvalidResponse: /,
  );
});
