/** What the tests of `--with` share: functions with tags, aliases and invocations, and how they are read. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { AccountSpec, EstateSpec, Simulator, SimulatorOptions } from "../../../simulator/index.ts";
import { readExtras } from "../../../src/aws/reading/extras.ts";
import { listFunctions } from "../../../src/aws/reading/functions.ts";
import type { Extra } from "../../../src/model/column.ts";
import type { FunctionExtras, LambdaFunction } from "../../../src/model/function.ts";
import { clientsFor } from "./wire.ts";
import { calm, simulate } from "./world.ts";

export const REGION = "eu-west-1";
export const alias = (name: string, version: string, more: object = {}) => ({ name, version, ...more });

const FUNCTIONS = [
  {
    name: "a",
    versions: [{ version: "1", Runtime: "nodejs12.x" }, { version: "2" }],
    aliases: [alias("prod", "1"), alias("beta", "$LATEST")],
    tags: { team: "payments", "": "empty key" },
    lastInvoked: "2026-11-20",
  },
  { name: "b", tags: {} },
  { name: "c", Runtime: "python3.12", aliases: [alias("live", "$LATEST")], lastInvoked: "2026-01-02" },
];

interface Read {
  readonly simulator: Simulator;
  readonly result: Record<string, FunctionExtras>;
  readonly notes: readonly string[];
  /** The requests that listed the functions, by action. */
  readonly listing: Readonly<Record<string, number>>;
}

export async function read(
  t: TestContext,
  extras: readonly Extra[],
  {
    functions = FUNCTIONS,
    deleted = [],
    versions = "latest",
    ...options
  }: {
    functions?: NonNullable<EstateSpec["accounts"][number]["functions"]>[string];
    deleted?: NonNullable<AccountSpec["deletedFunctions"]>[string];
    versions?: "latest" | "all";
  } & Partial<SimulatorOptions> = {},
): Promise<Read> {
  const simulator = await simulate(
    t,
    {
      accounts: [
        {
          id: "111111111111",
          functions: { [REGION]: functions },
          deletedFunctions: { [REGION]: deleted },
        },
      ],
    },
    { now: () => new Date(), ...options },
  );
  const clients = clientsFor(t, simulator.env(), { maxAttempts: 1 });
  const credentials = async () => simulator.credentialsFor();
  const rows: LambdaFunction[] = [];
  let marker: string | undefined;
  do {
    const page = await listFunctions(await clients.lambdaCalls(), {
      region: REGION,
      credentials,
      marker,
      versions,
    });
    rows.push(...page.functions);
    marker = page.nextMarker;
  } while (marker !== undefined);
  const listing = simulator.requests.byAction;
  simulator.requests.reset();
  const found = await readExtras(clients, { region: REGION, credentials, functions: rows, extras }, calm());
  assert.equal(found.extras.length, rows.length);
  return {
    simulator,
    listing,
    result: Object.fromEntries(
      rows.map((fn, i) => [`${fn.functionName} ${fn.version}`, found.extras[i] ?? {}]),
    ),
    notes: found.notes.map(({ status, code, message }) => `${status} ${code}: ${message}`),
  };
}
