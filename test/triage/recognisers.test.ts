import assert from "node:assert/strict";
import { test } from "node:test";
import { isDay } from "../../src/model/day.ts";
import { classifier } from "../../src/triage/classify.ts";
import { builtinRecognisers, parseRecognisers } from "../../src/triage/recognisers.ts";
import { recognisable } from "../support/triage/functions.ts";

const classify = classifier(builtinRecognisers());
const sar = (publisher: string, name: string) => ({
  "serverlessrepo:applicationId": `arn:aws:serverlessrepo:us-east-1:${publisher}:applications/${name}`,
});

const RECOGNISED: readonly (readonly [Parameters<typeof recognisable>[0], string, RegExp])[] = [
  [{ handler: "framework.onEvent" }, "aws-cdk", /^its handler is "framework.onEvent"$/],
  [{ handler: "__entrypoint__.handler" }, "aws-cdk", /^its handler/],
  [
    { description: "AWS CDK resource provider framework - onEvent (Stack/Provider)" },
    "aws-cdk",
    /^its description/,
  ],
  [
    { description: "Lambda function for auto-deleting objects in bucket-1 S3 bucket." },
    "aws-cdk",
    /^its description/,
  ],
  [
    { functionName: "Shop-LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a-1A2b3C4d5E6f" },
    "aws-cdk",
    /^probably: its name contains/,
  ],
  [{ functionName: "Shop-AWS679f53fac002430cb0da5b7982bd2287-x1" }, "aws-cdk", /^probably: /],
  [{ functionName: "S-CustomS3AutoDeleteObjectsCustomResourceProviderHandl-1" }, "aws-cdk", /^probably: /],
  [
    {
      tags: { "aws:cloudformation:logical-id": "CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C" },
    },
    "aws-cdk",
    /^its logical id is /,
  ],
  [{ functionName: "aws-controltower-NotificationForwarder" }, "aws-control-tower", /^probably: /],
  [
    { role: "arn:aws:iam::111111111111:role/aws-controltower-ForwardSnsNotificationRole" },
    "aws-control-tower",
    /^probably: its role is /,
  ],
  [
    { tags: { "aws:cloudformation:stack-name": "StackSet-AWSControlTowerBP-BASELINE-1" } },
    "aws-control-tower",
    /^its tag aws:cloudformation:stack-name begins with /,
  ],
  [{ functionName: "aft-delete-default-vpc" }, "account-factory-terraform", /^probably: its name is /],
  [{ functionName: "AWSAccelerator-LoggingStack-1" }, "landing-zone-accelerator", /^probably: /],
  [{ functionName: "StackSet-config-rule-1" }, "cloudformation-stackset", /^probably: /],
  [{ tags: sar("123456789012", "thumbnails") }, "serverless-application-repository", /^it has the tag /],
  [
    { tags: sar("297356227824", "SecretsManagerRDSMySQLRotationSingleUser") },
    "secretsmanager-rotation",
    /publisher 297356227824$/,
  ],
  [
    { functionName: "shop-prod-custom-resource-existing-s3" },
    "serverless-framework",
    /^probably: its name ends with /,
  ],
  [
    { tags: { "custodian-info": "mode=config-rule:version=0.9.30" } },
    "cloud-custodian",
    /^it has the tag custodian-info$/,
  ],
  [{ functionName: "amplify-login-UpdateRolesWithIDPFunction-1" }, "amplify", /^probably: /],
  [{ functionName: "cwsyn-checkout-1234" }, "cloudwatch-synthetics", /^probably: /],
  [{ tags: { dd_forwarder_version: "4.2.0" } }, "datadog", /^it has the tag dd_forwarder_version$/],
  [
    { description: "Pushes logs, metrics and traces from AWS to Datadog." },
    "datadog",
    /^its description begins/,
  ],
  [{ functionName: "cid-CID-Analytics" }, "cloud-intelligence-dashboards", /^probably: /],
  [{ functionName: "delete-name-tags-eu-1" }, "systems-manager-quick-setup", /^probably: /],
];

for (const [fields, id, reason] of RECOGNISED) {
  test(`recognised as ${id}: ${JSON.stringify(fields).slice(0, 90)}`, () => {
    const { managedBy, managedByReason = "" } = classify(recognisable(fields));
    assert.equal(managedBy, id);
    assert.match(managedByReason, reason);
  });
}

test("every recogniser has an example here", () => {
  const examples = new Set(RECOGNISED.map(([, id]) => id));
  const missing = builtinRecognisers().recognisers.filter(({ id }) => !examples.has(id));
  assert.deepEqual(
    missing.map(({ id }) => id),
    [],
  );
});

const OWN: readonly Parameters<typeof recognisable>[0][] = [
  {},
  { functionName: "aft-checkout" },
  { functionName: "amplify-backend" },
  { functionName: "my-StackSet-tool" },
  { handler: "index.framework.onEvent" },
  { functionName: "LogRetentionaae0aa3c5b4d" },
  { tags: { team: "payments", STAGE: "prod" } },
];

for (const fields of OWN) {
  test(`the team's own code: ${JSON.stringify(fields)}`, () => {
    const classification = classify(recognisable(fields));
    assert.equal(classification.managedBy, null);
    assert.ok(!("managedByReason" in classification));
  });
}

test("a product goes before the channel that delivered it, and a tag before a name", () => {
  const datadog = { ...sar("464622532012", "Datadog-Log-Forwarder"), dd_forwarder_version: "3.1.0" };
  assert.equal(classify(recognisable({ tags: datadog })).managedBy, "datadog");
  const helper = {
    handler: "framework.onEvent",
    tags: { "aws:cloudformation:stack-name": "StackSet-baseline-1" },
  };
  assert.equal(classify(recognisable(helper)).managedBy, "aws-cdk");
  const named = { functionName: "AWSAccelerator-rotate", tags: { "custodian-info": "mode=periodic" } };
  assert.equal(classify(recognisable(named)).managedBy, "cloud-custodian");
});

const STACK = { "aws:cloudformation:stack-name": "shop", "aws:cloudformation:logical-id": "Api" };
const ORIGINS: readonly (readonly [Record<string, string> | null, string | undefined])[] = [
  [null, undefined],
  [{}, undefined],
  [{ team: "payments" }, undefined],
  [STACK, "cloudformation"],
  [{ ...STACK, "lambda:createdBy": "SAM" }, "sam"],
  [{ "lambda:createdBy": "SAM" }, "sam"],
  [{ ...STACK, STAGE: "prod" }, "serverless-framework"],
  [{ STAGE: "prod" }, undefined],
  [{ "sst:app": "shop", "sst:stage": "prod" }, "sst"],
  [{ "aws-chalice": "version=1.31:stage=prod:app=shop" }, "chalice"],
  [{ ZappaProject: "shop" }, "zappa"],
  [{ "lambda-console:blueprint": "hello-world" }, "console"],
  [{ ...STACK, "aws-cdk:auto-delete-objects": "true" }, "cdk"],
];

for (const [tags, origin] of ORIGINS) {
  test(`origin ${origin ?? "unknown"}: ${JSON.stringify(tags)}`, () => {
    const classification = classify(recognisable({ tags }));
    assert.equal(classification.origin, origin);
    assert.equal(classification.stack, tags?.["aws:cloudformation:stack-name"]);
    assert.equal(classification.logicalId, tags?.["aws:cloudformation:logical-id"]);
  });
}

test("the data is dated, has a source for each row, and no id twice", () => {
  const { asOf, recognisers, origins } = builtinRecognisers();
  assert.ok(isDay(asOf));
  const ids = [...recognisers.map(({ id }) => id), ...origins.map(({ id }) => `origin ${id}`)];
  assert.equal(new Set(ids).size, ids.length);
  for (const { source } of [...recognisers.flatMap(({ rules }) => rules), ...origins])
    assert.match(source, /^https:/);
});

for (const [what, data] of [
  ["a rule without a condition", { rules: [{ source: "x" }] }],
  ["a tag without a key", { rules: [{ tag: {}, source: "x" }] }],
  ["an unknown condition", { rules: [{ nameLike: ["x"], source: "x" }] }],
  ["a row without a source", { rules: [{ handler: ["x"] }] }],
  ["an unknown action", { action: "delete" }],
  ["an empty remedy", { remedy: " " }],
  ["an id with spaces", { id: "my tool" }],
] as const) {
  test(`the schema refuses ${what}`, () => {
    const [first] = builtinRecognisers().recognisers;
    const bad = { ...builtinRecognisers(), recognisers: [{ ...first, ...data }] };
    assert.throws(() => parseRecognisers(bad));
  });
}
