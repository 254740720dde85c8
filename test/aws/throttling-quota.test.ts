/** Whose quota a throttled call counts against, for `--concurrency auto`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { GetResourcesCommand } from "@aws-sdk/client-resource-groups-tagging-api";
import type { Observe } from "../../src/model/observation.ts";
import { clientsFor, firstPage } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

const ACCOUNT = "111111111111";
const SPEC = { accounts: [{ id: ACCOUNT, functions: { "us-east-1": ["a"] } }] };

type Setup = ReturnType<typeof clientsFor>;
type Calls = (clients: Setup, credentials: Parameters<Setup["organizations"]>[1]) => Promise<unknown>;

const CALLS: Readonly<Record<string, readonly ["own" | "common", Calls]>> = {
  "lambda:ListFunctions": [
    "own",
    (clients, credentials) => firstPage(clients, { region: "us-east-1", credentials }),
  ],
  "ec2:DescribeRegions": [
    "own",
    (clients, credentials) => clients.describeRegions({ region: "us-east-1", credentials }),
  ],
  "tag:GetResources": [
    "own",
    async (clients, credentials) =>
      (await clients.tagging("us-east-1", credentials)).send(new GetResourcesCommand({})),
  ],
  "sts:AssumeRole": [
    "common",
    (clients, credentials) => {
      const parameters = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/none`, RoleSessionName: "none" };
      return clients.assumeRole({ region: "us-east-1", credentials, parameters });
    },
  ],
  "organizations:ListAccounts": [
    "common",
    async (clients, credentials) =>
      (await clients.organizations("us-east-1", credentials)).send(new ListAccountsCommand({})),
  ],
};

for (const [action, [quota, call]] of Object.entries(CALLS)) {
  test(`${action} counts against ${quota === "own" ? "the account's own quota" : "a common quota"}`, async (t) => {
    const throttle = { kind: "throttle", action, times: 1 } as const;
    const simulator = await simulate(t, SPEC, { faults: [throttle] });
    const seen: string[] = [];
    const observe: Observe = (what) => {
      if (what.kind === "response" || what.kind === "throttled") seen.push(`${what.kind} ${what.quota}`);
    };
    const clients = clientsFor(t, simulator.env(), { observe });
    // The organization or the role may not exist; that is another response.
    await call(clients, async () => simulator.credentialsFor()).catch(() => {});
    assert.deepEqual(seen, [`response ${quota}`, `throttled ${quota}`, `response ${quota}`]);
  });
}
