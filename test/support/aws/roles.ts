/** What the tests of roles share: a hub, and two accounts whose roles lead on. */
import type { TestContext } from "node:test";
import type { Simulator, SimulatorOptions } from "../../../simulator/index.ts";
import type { Aws } from "../../../src/aws/aws.ts";
import { connect, home, simulate } from "./world.ts";

export const HUB = "111111111111";
export const ONE = "222222222222";
export const TWO = "333333333333";

const REGIONS = ["us-east-1", "eu-central-1", "eu-west-1", "ap-southeast-2"];

export const SPEC = {
  accounts: [
    { name: "hub", regions: [...REGIONS, "af-south-1"] },
    {
      name: "one",
      regions: REGIONS,
      roles: [
        { name: "Reader" },
        { name: "ops/readers/Inventory" },
        { name: "Guarded", externalId: "open-sesame" },
        { name: "Gate", externalId: "first" },
        { name: "Locked", mfa: true },
      ],
      functions: { "eu-west-1": ["a", "b"] },
    },
    {
      name: "two",
      regions: REGIONS,
      roles: [{ name: "Inner", trusts: [`arn:aws:iam::${ONE}:role/Gate`], externalId: "second" }],
      functions: { "eu-west-1": ["c"] },
    },
  ],
};

export async function start(
  t: TestContext,
  options: Omit<SimulatorOptions, "estate"> = {},
): Promise<[Simulator, Aws]> {
  const simulator = await simulate(t, SPEC, options);
  return [simulator, connect(t, { ...home().env, ...simulator.env(HUB), AWS_REGION: "eu-central-1" })];
}
