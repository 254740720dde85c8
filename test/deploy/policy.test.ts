import assert from "node:assert/strict";
import { test } from "node:test";
import { hubPolicy, pathAndName, readerPolicy, trustPolicy } from "../../src/deploy/policy.ts";

test("without extra columns four actions are enough", () => {
  assert.deepEqual(readerPolicy([]), {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ReadInventory",
        Effect: "Allow",
        Action: [
          "lambda:ListFunctions",
          "ec2:DescribeRegions",
          "account:ListRegions",
          "lambda:GetRuntimeAlias",
        ],
        Resource: "*",
      },
    ],
  });
});

test("each extra column brings its own actions and nothing else", () => {
  const sids = (...extras: Parameters<typeof readerPolicy>[0]) =>
    readerPolicy(extras)
      .Statement.slice(1)
      .map(({ Sid, Action }) => [Sid, Action]);
  assert.deepEqual(sids("tags"), [["ReadTags", ["tag:GetResources", "lambda:ListTags"]]]);
  assert.deepEqual(sids("lastInvoked"), [["ReadLastInvocation", ["cloudwatch:GetMetricData"]]]);
  assert.deepEqual(
    sids("aliases", "tags").map(([sid]) => sid),
    ["ReadTags", "ReadAliases"],
    "in one order, however they are named",
  );
});

test("no action can change anything", () => {
  const actions = readerPolicy(["tags", "lastInvoked", "aliases"]).Statement.flatMap(({ Action }) => Action);
  for (const action of actions) assert.match(action, /^[a-z0-9]+:(List|Describe|Get)\w+$/);
});

test("the trust policy demands the external id, if there is one", () => {
  const [open] = trustPolicy("111122223333", undefined).Statement;
  assert.deepEqual(open, {
    Sid: "TrustScanner",
    Effect: "Allow",
    Principal: { AWS: "111122223333" },
    Action: "sts:AssumeRole",
  });
  const [closed] = trustPolicy("111122223333", "s3cr3t").Statement;
  assert.deepEqual(closed, { ...open, Condition: { StringEquals: { "sts:ExternalId": "s3cr3t" } } });
});

test("the hub may assume that one role everywhere, path included", () => {
  const [enter] = hubPolicy("audit/Reader", "aws-cn").Statement;
  assert.equal(enter?.Resource, "arn:aws-cn:iam::*:role/audit/Reader");
});

test("a role's path and name come apart as IAM has them", () => {
  assert.deepEqual(pathAndName("Reader"), { path: "/", name: "Reader" });
  assert.deepEqual(pathAndName("/audit/deep/Reader"), { path: "/audit/deep/", name: "Reader" });
});
