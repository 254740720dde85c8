/** What the tests of profiles share: three accounts with roles, and lines of config files for them. */
import type { Simulator } from "../../../simulator/index.ts";
import { keysSection } from "./world.ts";

export const HUB = "111111111111";
export const ONE = "222222222222";
export const TWO = "333333333333";
const REGIONS = ["us-east-1", "eu-west-1"];

export const SPEC = {
  accounts: [
    { name: "hub", regions: REGIONS, roles: [{ name: "Machine" }], permissionSets: ["ReadOnly"] },
    {
      name: "one",
      regions: REGIONS,
      roles: [
        { name: "Reader" },
        { name: "Guarded", externalId: "sesame" },
        { name: "Pod", webIdentitySubjects: ["*"] },
      ],
      permissionSets: ["ReadOnly"],
    },
    {
      name: "two",
      regions: REGIONS,
      roles: [{ name: "Inner", trusts: [`arn:aws:iam::${ONE}:role/Reader`] }],
    },
  ],
};

export const role = (accountId: string, name: string) => `role_arn = arn:aws:iam::${accountId}:role/${name}`;

export const SSO =
  "[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = https://corp.awsapps.com/start\n";

/** The lines of a section with the keys of an account. */
export function keysOf(simulator: Simulator, accountId: string): string {
  return keysSection(simulator, "x", accountId).replace("[x]\n", "");
}

/** Profile `a` has the keys of one account; the lines below the header, those of another. */
export function twoProfiles(simulator: Simulator, header: string): string {
  return `[profile a]\n${keysOf(simulator, ONE)}${header}\n${keysOf(simulator, TWO)}`;
}
