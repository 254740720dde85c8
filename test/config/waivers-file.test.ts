/** Waivers files: what they say, and every mistake with line, column, path and remedy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSource } from "../../src/config/source.ts";
import { waiversOf } from "../../src/config/waivers-file.ts";
import { UserError } from "../../src/model/failure.ts";
import { matches } from "../../src/triage/match.ts";
import { subject } from "../support/triage/functions.ts";

const read = (text: string) => waiversOf(parseSource("waivers.yaml", text, "waivers"));

test("an entry of the contract; the date may stand without quotes", () => {
  const entry = `  - match: {account: shop-prod, runtime: nodejs18, managedBy: none}
    reason: the robot is replaced in March
    approvedBy: platform-lead
`;
  const waivers = read(`waivers:\n${entry}    until: "2027-03-31"\n${entry}    until: 2027-03-31\n`);
  assert.deepEqual(
    waivers.map(({ match: _, ...rest }) => rest),
    [2, 6].map((line) => ({
      until: "2027-03-31",
      reason: "the robot is replaced in March",
      approvedBy: "platform-lead",
      place: `waivers.yaml:${line}:5`,
    })),
  );
  const [first] = waivers;
  assert.ok(first);
  assert.equal(matches(first.match, subject({ runtime: "nodejs18.x" })), true);
  assert.equal(matches(first.match, subject({ runtime: "nodejs16.x" })), false);
  assert.equal(matches(first.match, subject({ managedBy: "aws-cdk" })), false);
});

test("all mistakes are listed in one run", () => {
  const text = `waivers:
  - match: {account: a}
    reason: r
  - until: "2027-03-31"
  - match: {}
    until: "2027-02-30"
  - match: {name: x}
    until: 2027
  - match: {name: x}
    until: next year
    reson: r
`;
  assert.throws(
    () => read(text),
    (error) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual(
        error.message.split("\n").filter((_, index) => index % 2 === 1),
        [
          "  waivers.yaml:2:5: waivers[0]: has no until",
          "  waivers.yaml:4:5: waivers[1]: has no match",
          "  waivers.yaml:5:12: waivers[2].match: is empty",
          '  waivers.yaml:6:12: waivers[2].until: "2027-02-30" is not a day of the calendar',
          '  waivers.yaml:8:12: waivers[3].until: "2027" is not a date',
          '  waivers.yaml:10:12: waivers[4].until: "next year" is not a date',
          "  waivers.yaml:11:5: waivers[4].reson: unknown key",
        ],
      );
      assert.match(error.message, /Add the last day on which it applies: until: "2027-03-31"\./);
      return true;
    },
  );
});
