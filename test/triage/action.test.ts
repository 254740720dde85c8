import assert from "node:assert/strict";
import { test } from "node:test";
import { RUNTIME_STATUSES } from "../../src/model/runtime.ts";
import { ACTIONS } from "../../src/model/triage.ts";
import { adviceFor } from "../../src/triage/action.ts";
import { builtinRecognisers } from "../../src/triage/recognisers.ts";
import { assessed } from "../support/triage/functions.ts";

const { recognisers } = builtinRecognisers();
const LEAVE = ["expiring", "deprecated", "create-blocked", "update-blocked"] as const;
const FIXED = {
  supported: "none",
  container: "check-image",
  preview: "investigate",
  custom: "investigate",
  unknown: "investigate",
} as const;

test("every status × recogniser has an action, and a remedy exactly where there is something to do", () => {
  for (const runtimeStatus of RUNTIME_STATUSES) {
    for (const recogniser of [undefined, ...recognisers]) {
      const { action, remedy } = adviceFor(assessed({ runtimeStatus }), recogniser);
      const fixed = (FIXED as Record<string, string>)[runtimeStatus];
      assert.equal(action, fixed ?? recogniser?.action ?? "upgrade", `${runtimeStatus} ${recogniser?.id}`);
      assert.ok(ACTIONS.includes(action));
      assert.equal(remedy === undefined, action === "none");
      assert.doesNotMatch(remedy ?? "a remedy", /\.$|^$/);
    }
  }
});

for (const runtimeStatus of LEAVE) {
  test(`${runtimeStatus} and never invoked: retire the team's own code, redeploy what others own`, () => {
    const idle = assessed({ runtimeStatus, lastInvoked: "never" });
    assert.equal(adviceFor(idle, undefined).action, "retire");
    const [cdk] = recognisers;
    assert.deepEqual(adviceFor(idle, cdk), {
      action: "redeploy",
      remedy: "deploy the stack again with aws-cdk-lib 2.x or newer",
    });
    for (const lastInvoked of [null, "2026-11-21", "unknown"])
      assert.equal(adviceFor(assessed({ runtimeStatus, lastInvoked }), undefined).action, "upgrade");
  });
}

test("remedies are sentences that a person can act on", () => {
  assert.equal(adviceFor(assessed(), undefined).remedy, "upgrade from nodejs18.x to nodejs24.x");
  assert.equal(
    adviceFor(assessed({ runtime: "go1.x", successor: null }), undefined).remedy,
    "upgrade from go1.x to a supported runtime",
  );
  assert.equal(
    adviceFor(assessed({ runtimeStatus: "custom", runtime: "custom" }), undefined).remedy,
    "ask the owner; the runtime's publisher sets its dates",
  );
  const runtimeArn = "arn:aws:lambda:eu-west-1:222222222222:runtime/cobol";
  const custom = { runtime: "custom", runtimeArn, successor: null };
  assert.equal(
    adviceFor(assessed({ ...custom, runtimeStatus: "custom" }), undefined).remedy,
    "ask account 222222222222, which publishes the runtime cobol and sets its dates",
  );
  assert.equal(
    adviceFor(assessed(custom), undefined).remedy,
    "upgrade from cobol (published by account 222222222222) to a supported runtime",
  );
  assert.match(
    adviceFor(assessed({ runtimeStatus: "unknown", runtime: null }), undefined).remedy ?? "",
    /^find out/,
  );
});

const previews = new Map([["python3.15", "2026-11-01"]]);
const REMEDIES: readonly (readonly [string, Parameters<typeof assessed>[0], string])[] = [
  [
    "a preview",
    { runtimeStatus: "preview", runtime: "ruby3.5" },
    "do not use ruby3.5 in production until it is generally available",
  ],
  [
    "a preview past its announced availability",
    { runtimeStatus: "preview", runtime: "python3.15" },
    "check whether python3.15 is supported by now: AWS announced its general availability by 2026-11-01, and the catalogue is older",
  ],
  [
    "a customer's preview of the same name",
    {
      runtimeStatus: "preview",
      runtime: "python3.15",
      runtimeArn: "arn:aws:lambda:eu-west-1:222222222222:runtime/snake",
    },
    "do not use snake (published by account 222222222222) in production until it is generally available",
  ],
  [
    "a preview without a name",
    { runtimeStatus: "preview", runtime: null },
    "do not use its runtime in production until it is generally available",
  ],
  [
    "an unknown runtime without a name",
    { runtimeStatus: "unknown", runtime: null },
    "find out which runtime it uses",
  ],
  [
    "an unknown runtime",
    { runtimeStatus: "unknown", runtime: "go9.x" },
    "find out what go9.x is; update lambda-inventory or its catalogue if it is a new runtime",
  ],
  [
    "a function that nobody invokes",
    { lastInvoked: "never" },
    "delete it if nobody needs it; CloudWatch has no invocations in the last 15 months",
  ],
];
for (const [what, fields, remedy] of REMEDIES) {
  test(`remedy for ${what}`, () =>
    assert.equal(adviceFor(assessed(fields), undefined, previews).remedy, remedy));
}
