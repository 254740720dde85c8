/** What the tests of the default credential chain share: two accounts, and roles for pods, tasks and machines. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { simulate } from "./world.ts";

export const HUB = "111111111111";
export const ONE = "222222222222";
export const SUBJECT = "system:serviceaccount:ops:inventory";
export const role = (name: string) => `arn:aws:iam::${HUB}:role/${name}`;

export const SPEC = {
  accounts: [
    {
      name: "hub",
      regions: ["us-east-1", "eu-west-1"],
      roles: [
        { name: "Pod", webIdentitySubjects: ["system:serviceaccount:ops:*"] },
        { name: "Task" },
        { name: "Machine" },
      ],
    },
    { name: "one", regions: ["us-east-1", "eu-west-1"], roles: [{ name: "Reader" }] },
  ],
};

export const start = (t: TestContext) => simulate(t, SPEC);
export type Started = Awaited<ReturnType<typeof start>>;

export function tokenFile(path: string, token: string): string {
  const file = join(path, "token");
  writeFileSync(file, token);
  return file;
}
