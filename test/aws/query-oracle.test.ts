/** Our way to STS and EC2 and the SDK's own clients meet the same faults: results, failures and numbers of requests agree. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Fault } from "../../simulator/faults/fault.ts";
import { toFailure } from "../../src/aws/failures/failures.ts";
import type { Clients } from "../../src/aws/transport/clients.ts";
import type { QueryCalls } from "../../src/aws/transport/query-calls.ts";
import { clientsFor, KEYS, serve } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

/** The same calls by the SDK's own clients. */
function bySdk(clients: Clients): QueryCalls {
  return {
    async assumeRole({ region, credentials, parameters = {} }) {
      const client = new STSClient({ ...(await clients.clientConfig("STS")), region, credentials });
      const { RoleArn = "", RoleSessionName = "" } = parameters as Record<string, string>;
      return client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName }));
    },
    async describeRegions({ region, credentials }) {
      const client = new EC2Client({ ...(await clients.clientConfig("EC2")), region, credentials });
      return client.send(new DescribeRegionsCommand({}));
    },
  };
}

/** The members that are used, or the failure; without what differs from call to call. */
async function seen(response: Promise<unknown>): Promise<string> {
  const used = await response.then(
    (output) => {
      const { Credentials, AssumedRoleUser, Regions } = output as Record<string, Record<string, unknown>>;
      const names = Array.isArray(Regions)
        ? Regions.map(({ RegionName, OptInStatus }) => ({ RegionName, OptInStatus }))
        : undefined;
      const { Expiration, ...keys } = Credentials ?? {};
      const time = Expiration instanceof Date ? Expiration.toISOString().slice(0, 13) : Expiration;
      return { Arn: AssumedRoleUser?.Arn, time, keys: Object.keys(keys).sort(), names };
    },
    (error: unknown) => {
      const { status, code, message, unrecognized } = toFailure(error, "regions");
      return { status, code, message, unrecognized };
    },
  );
  return JSON.stringify(used).replace(/127\.0\.0\.1:\d+/g, "HOST");
}

const PARAMETERS = {
  RoleArn: "arn:aws:iam::222222222222:role/LambdaInventoryReadOnly",
  RoleSessionName: "lambda-inventory",
};

async function outcome(t: TestContext, faults: readonly Fault[], way: (clients: Clients) => QueryCalls) {
  const spec = { accounts: [{ id: "111111111111" }, { id: "222222222222" }] };
  const simulator = await simulate(t, spec, { faults, verifySignatures: true });
  const calls = way(clientsFor(t, simulator.env("111111111111"), { maxAttempts: 3 }));
  const call = { region: "eu-west-1", credentials: async () => simulator.credentialsFor("111111111111") };
  return {
    assumed: await seen(calls.assumeRole({ ...call, parameters: PARAMETERS })),
    regions: await seen(calls.describeRegions(call)),
    requests: simulator.requests.byAction,
  };
}

const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  none: [],
  "throttled twice": [{ kind: "throttle", times: 2, retryAfterSeconds: 0 }],
  "throttled for good": [{ kind: "throttle" }],
  "server errors": [{ kind: "server-error", status: 503 }],
  denied: [{ kind: "deny" }],
  "denied by the organization": [{ kind: "scp-deny" }],
  "a region that is not enabled": [{ kind: "disabled-region" }],
  expired: [{ kind: "expired" }],
  "a page of HTML": [{ kind: "html" }],
  reset: [{ kind: "reset", times: 1 }],
  "reset for good": [{ kind: "reset" }],
  truncated: [{ kind: "truncate" }],
};
for (const [name, faults] of Object.entries(FAULTS)) {
  test(`the SDK's own clients agree: ${name}`, async (t) => {
    const ours = await outcome(t, faults, (clients) => clients);
    assert.deepEqual(ours, await outcome(t, faults, bySdk));
    if (name === "none") assert.match(ours.assumed + ours.regions, /222222222222.*"RegionName":"us-east-1"/);
  });
}

const KEYS_XML =
  "<AccessKeyId>A</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>";
const BODIES: readonly string[] = [
  "",
  "<Response/>",
  "not XML",
  `<AssumeRoleResponse><AssumeRoleResult><Credentials>${KEYS_XML}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  `<AssumeRoleResponse><AssumeRoleResult><Credentials>${KEYS_XML}<Expiration>soon</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  "<DescribeRegionsResponse><regionInfo/></DescribeRegionsResponse>",
  "<DescribeRegionsResponse><regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo></DescribeRegionsResponse>",
  '<?xml version="1.0"?><!-- - --><DescribeRegionsResponse xmlns="x"><regionInfo><item><regionName>a&#45;b</regionName><optInStatus>opted-in</optInStatus></item></regionInfo></DescribeRegionsResponse>',
  "<DescribeRegionsResponse><regionInfo><item>eu-west-1</item><item/></regionInfo></DescribeRegionsResponse>",
  "<a>".repeat(20_000),
];
for (const body of BODIES) {
  test(`the SDK's own clients agree about ${body.slice(0, 100) || "an empty body"}`, async (t) => {
    const server = await serve(t, (_request, response) => response.end(body));
    const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
    const call = { region: "eu-west-1", credentials: KEYS, parameters: PARAMETERS };
    for (const action of ["assumeRole", "describeRegions"] as const) {
      assert.equal(await seen(clients[action](call)), await seen(bySdk(clients)[action](call)));
    }
  });
}
