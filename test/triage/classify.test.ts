/** The rules of the data, each on data made for it; recognisers.test.ts is about the data that ships. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { classifier } from "../../src/triage/classify.ts";
import { parseRecognisers, type Recogniser, type RecogniserRule } from "../../src/triage/recognisers.ts";
import { recognisable } from "../support/triage/functions.ts";

type Conditions = Omit<RecogniserRule, "source">;

function recogniser(id: string, rule: Conditions, kind: Recogniser["kind"] = "product") {
  return {
    id,
    name: id,
    kind,
    action: "redeploy",
    remedy: "deploy it",
    rules: [{ ...rule, source: "https://x" }],
  };
}

/** How these recognisers classify a function. */
function by(
  recognisers: readonly ReturnType<typeof recogniser>[],
  fields: Parameters<typeof recognisable>[0],
) {
  const data = parseRecognisers({ asOf: "2026-11-29", recognisers, origins: [] });
  return classifier(data)(recognisable(fields));
}

const APPLICATION = "arn:aws:serverlessrepo:us-east-1:297356227824:applications/Rotation-Single";
const FUNCTION = {
  functionName: "shop-Helper-1",
  handler: "index.helper",
  description: "Helper of the shop",
  tags: {
    tool: "helper 2",
    "aws:cloudformation:logical-id": "HelperFn",
    "serverlessrepo:applicationId": APPLICATION,
  },
};
const name: Conditions = { nameContains: ["Helper"] };
const code: Conditions = { handler: ["index.helper"] };
const tag: Conditions = { tag: { tool: "helper" } };

test("a product goes before a channel with a stronger sign, in either order", () => {
  const [product, channel] = [recogniser("product", name), recogniser("channel", tag, "channel")];
  assert.equal(by([product, channel], FUNCTION).managedBy, "product");
  assert.equal(by([channel, product], FUNCTION).managedBy, "product");
});

for (const [stronger, weaker] of [
  [tag, code],
  [{ logicalIdPrefix: ["Helper"] }, code],
  [{ applicationId: { publisher: "297356227824" } }, code],
  [code, name],
  [{ descriptionPrefix: ["Helper"] }, name],
] satisfies [Conditions, Conditions][]) {
  test(`${Object.keys(stronger)} goes before ${Object.keys(weaker)}, in either order`, () => {
    const [a, b] = [recogniser("a", stronger), recogniser("b", weaker)];
    assert.equal(by([a, b], FUNCTION).managedBy, "a");
    assert.equal(by([b, a], FUNCTION).managedBy, "a");
  });
}

test("with equal signs, the first in the data goes before others", () => {
  assert.equal(by([recogniser("a", name), recogniser("b", name)], FUNCTION).managedBy, "a");
});

test("all conditions of a rule must hold, and the strongest gives the reason", () => {
  const reason = (rule: Conditions) => by([recogniser("a", rule)], FUNCTION).managedByReason;
  assert.equal(reason({ ...name, ...tag }), 'its tag tool begins with "helper"');
  assert.equal(reason({ ...code, namePrefix: ["shop"] }), 'its handler is "index.helper"');
  assert.equal(reason({ ...code, namePrefix: ["bank"] }), undefined);
  assert.equal(reason({ tag: { tool: "helper", absent: "" } }), undefined);
});

test("of equally strong signs of a rule, the handler gives the reason; of tags, all do", () => {
  const reason = (rule: Conditions) => by([recogniser("a", rule)], FUNCTION).managedByReason;
  assert.equal(reason({ descriptionPrefix: ["Helper"], ...code }), 'its handler is "index.helper"');
  const tags = { "serverlessrepo:applicationId": "", tool: "helper" };
  assert.equal(
    reason({ tag: tags }),
    'it has the tag serverlessrepo:applicationId and its tag tool begins with "helper"',
  );
});

const REASONS: readonly (readonly [Conditions, string])[] = [
  [{ functionName: ["shop-Helper-1"] }, 'probably: its name is "shop-Helper-1"'],
  [{ namePrefix: ["shop-"] }, 'probably: its name begins with "shop-"'],
  [{ nameContains: ["-Help"] }, 'probably: its name contains "-Help"'],
  [{ nameSuffix: ["-1"] }, 'probably: its name ends with "-1"'],
  [{ roleName: ["checkout"] }, 'probably: its role is "checkout"'],
  [{ descriptionPrefix: ["Helper of"] }, 'its description begins with "Helper of"'],
  [{ logicalIdPrefix: ["Helper"] }, 'its logical id is "HelperFn"'],
  [{ tag: { tool: "" } }, "it has the tag tool"],
  [
    { applicationId: { publisher: "297356227824", namePrefix: "Rot", nameContains: "Single" } },
    'its application is "Rotation-Single" of publisher 297356227824',
  ],
];
for (const [rule, reason] of REASONS) {
  test(`reason: ${reason}`, () =>
    assert.equal(by([recogniser("a", rule)], FUNCTION).managedByReason, reason));
}

/** With every character that means something in a pattern. */
const WORD = String.raw`a.*+?([{|^$\d}])`;
const IN_TEXTS: readonly (readonly [Conditions, Parameters<typeof recognisable>[0]])[] = [
  [{ handler: [WORD] }, { handler: WORD }],
  [{ functionName: [WORD] }, { functionName: WORD }],
  [{ namePrefix: [WORD] }, { functionName: `${WORD}-1` }],
  [{ nameContains: [WORD] }, { functionName: `x${WORD}x` }],
  [{ nameSuffix: [WORD] }, { functionName: `x${WORD}` }],
  [{ logicalIdPrefix: [WORD] }, { functionName: `shop-${WORD}Fn-1` }],
  [{ roleName: [WORD] }, { role: `arn:aws:iam::111111111111:role/tools/${WORD}` }],
  [{ descriptionPrefix: [WORD] }, { description: `${WORD}\nof the shop` }],
  [
    { handler: ["index.handler"], nameSuffix: ["absent", WORD] },
    { handler: "index.handler", functionName: `x${WORD}` },
  ],
];
for (const [rule, fields] of IN_TEXTS) {
  test(`${Object.keys(rule).join(" and ")}: found in a function without tags, beside other recognisers`, () => {
    const all = IN_TEXTS.map(([each], i) =>
      each === rule ? recogniser("a", each) : recogniser(`other-${i}`, each, "channel"),
    );
    assert.equal(by(all, fields).managedBy, "a");
    assert.equal(by(all, {}).managedBy, null);
  });
}

test("a logical id that is not in the tags is found in the name", () => {
  const rule = recogniser("a", { logicalIdPrefix: ["Helper"] });
  assert.equal(
    by([rule], { ...FUNCTION, tags: null }).managedByReason,
    'probably: its name contains "-Helper"',
  );
});

test("a role whose name only ends like the one of a tool is another", () => {
  assert.equal(by([recogniser("a", { roleName: ["checkout"] })], FUNCTION).managedBy, "a");
  assert.equal(by([recogniser("a", { roleName: ["eckout"] })], FUNCTION).managedBy, null);
});

test("an application of another publisher or name is not recognised", () => {
  const of = (applicationId: Conditions["applicationId"], value = APPLICATION) =>
    by([recogniser("a", { applicationId })], { tags: { "serverlessrepo:applicationId": value } }).managedBy;
  const publisher = "297356227824";
  assert.equal(of({ publisher }), "a");
  assert.equal(of({ publisher: "111111111111" }), null);
  assert.equal(of({ publisher, namePrefix: "Single" }), null);
  assert.equal(of({ publisher, nameContains: "Multi" }), null);
  assert.equal(of({ publisher }, `x${APPLICATION}`), null);
  assert.equal(of({ publisher }, publisher), null);
});

test("a stack with a function of the CDK is a stack of the CDK; without a stack nothing is known", () => {
  const cdk = [recogniser("aws-cdk", code)];
  const stack = { "aws:cloudformation:stack-name": "shop" };
  assert.equal(by(cdk, { ...FUNCTION, tags: stack }).origin, "cdk");
  assert.equal(by(cdk, { ...FUNCTION, tags: {} }).origin, undefined);
  assert.equal(by([], { tags: { "aws-cdk:path": "x" } }).origin, undefined);
  assert.equal(by([], { tags: { ...stack, "aws-cdk:path": "x" } }).origin, "cdk");
  assert.equal(by([recogniser("other", code)], { ...FUNCTION, tags: stack }).origin, undefined);
});
