/** Our way to Lambda and the SDK's own client meet the same faults: results, failures and numbers of requests agree. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Fault } from "../../simulator/faults/fault.ts";
import { readExtras } from "../../src/aws/reading/extras.ts";
import { listFunctions } from "../../src/aws/reading/functions.ts";
import type { Clients } from "../../src/aws/transport/clients.ts";
import type { LambdaFunction } from "../../src/model/function.ts";
import { alias } from "../support/aws/extras.ts";
import { sdkCalls } from "../support/aws/sdk-calls.ts";
import { clientsFor, failureOf } from "../support/aws/wire.ts";
import { calm, simulate } from "../support/aws/world.ts";

const REGION = "eu-west-1";
const FUNCTIONS = [
  {
    name: "a",
    description: "takes\tmoney",
    tags: { team: "payments", "": "empty" },
    versions: [{ version: "1", Runtime: "nodejs12.x" }],
    aliases: [alias("prod", "1"), alias("beta", "$LATEST")],
  },
  { name: "b", Runtime: "python3.12", tags: {} },
  { name: "c", PackageType: "Image" as const },
];

/** Everything that is read in one region, in the words of the ledger. */
async function outcome(t: TestContext, faults: readonly Fault[], bySdk: boolean) {
  const simulator = await simulate(
    t,
    { accounts: [{ id: "111111111111", functions: { [REGION]: FUNCTIONS } }] },
    { faults, pageSize: 2, now: () => new Date("2026-11-21T12:00:00Z"), verifySignatures: true },
  );
  const clients = clientsFor(t, simulator.env(), { maxAttempts: 3 });
  const calls = bySdk ? await sdkCalls(clients) : await clients.lambdaCalls();
  const chosen: Clients = { ...clients, lambdaCalls: async () => calls };
  const credentials = async () => simulator.credentialsFor();
  const rows: LambdaFunction[] = [];
  let failure = "";
  let marker: string | undefined;
  do {
    const query = { region: REGION, credentials, marker, versions: "all" as const };
    const page = await listFunctions(calls, query).catch(async (error: unknown) => {
      failure = await failureOf(Promise.reject(error));
      return { functions: [], nextMarker: undefined };
    });
    rows.push(...page.functions);
    marker = rows.length > 20 ? undefined : page.nextMarker;
  } while (marker !== undefined);
  const query = { region: REGION, credentials, functions: rows, extras: ["tags", "aliases"] as const };
  const extras = await readExtras(chosen, query, calm());
  return { rows, failure, extras, requests: simulator.requests.byAction };
}

const FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  none: [],
  "throttled twice": [{ kind: "throttle", times: 2, retryAfterSeconds: 0 }],
  "throttled for good": [{ kind: "throttle", action: "lambda:List*" }],
  "a server error, then none": [{ kind: "server-error", times: 1 }],
  "server errors": [{ kind: "server-error", status: 503 }],
  denied: [{ kind: "deny", action: "lambda:ListFunctions" }],
  "tags and aliases denied": [
    { kind: "deny", action: "lambda:ListTags" },
    { kind: "scp-deny", action: "lambda:ListAliases" },
  ],
  "a region that is not enabled": [{ kind: "disabled-region" }],
  expired: [{ kind: "expired" }],
  reset: [{ kind: "reset", times: 1 }],
  "reset for good": [{ kind: "reset", action: "lambda:ListFunctions" }],
  truncated: [{ kind: "truncate", times: 1 }],
  "empty pages": [{ kind: "empty-pages" }],
};
for (const [name, faults] of Object.entries(FAULTS)) {
  test(`the SDK's own client agrees: ${name}`, async (t) => {
    const [ours, theirs] = [await outcome(t, faults, false), await outcome(t, faults, true)];
    const comparable = (found: typeof ours) =>
      JSON.parse(
        JSON.stringify(found)
          .replace(/"user\/[\w.@-]+/g, "")
          .replace(/127\.0\.0\.1:\d+/g, "HOST"),
      );
    assert.deepEqual(comparable(ours), comparable(theirs));
    if (name === "none") assert.ok(ours.rows.length > 2 && ours.failure === "");
  });
}
