import assert from "node:assert/strict";
import { test } from "node:test";
import { badCredentials } from "../../src/scan/verdict.ts";

const DEFAULT = ["eu-west-1", "us-east-1"];
const disabled = (...regions: string[]) => regions.map((region) => ({ region, status: "disabled" as const }));

test("credentials are bad when every region refused, one that needs no opt-in among them", () => {
  const cases: [Parameters<typeof badCredentials>[0], boolean][] = [
    [disabled("eu-west-1"), true],
    [disabled("af-south-1", "eu-west-1"), true],
    [disabled("af-south-1", "me-south-1"), false],
    [[...disabled("af-south-1", "eu-west-1"), { region: "us-east-1", status: "ok" }], false],
    [[...disabled("eu-west-1"), { region: "us-east-1", status: "unreachable" }], false],
    [[], false],
  ];
  for (const [statuses, bad] of cases) {
    assert.equal(badCredentials(statuses, DEFAULT), bad, JSON.stringify(statuses));
  }
});
