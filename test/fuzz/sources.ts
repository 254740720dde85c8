/** What other sources than Lambda answer: items of AWS Config, and configurations of images. */
import assert from "node:assert/strict";
import { estate } from "../../simulator/index.ts";
import { countGap } from "../../src/aws/aggregator/counts.ts";
import { functionsIn } from "../../src/aws/aggregator/functions.ts";
import { recorderGap, recorderNote, recordersBy } from "../../src/aws/aggregator/recorders.ts";
import { settingsGap, statusGap } from "../../src/aws/aggregator/sources.ts";
import { imageEvidence } from "../../src/aws/reading/image-evidence.ts";
import { imageReference } from "../../src/aws/reading/image-registry.ts";
import { isObject, type JsonObject } from "../../src/model/json.ts";

const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
const ITEM = {
  accountId: ACCOUNT,
  awsRegion: REGION,
  arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:orders`,
  tags: [{ key: "team", value: "payments" }],
  configuration: {
    runtime: "nodejs18.x",
    packageType: "Zip",
    architectures: ["arm64"],
    codeSize: 12,
    lastModified: "2024-07-24T09:41:13.364+0000",
    layers: [{ arn: "arn:aws:lambda:eu-west-1:111122223333:layer:base:1" }],
    environment: { variables: { TOKEN: "hunter2" } },
  },
};
const RECORDER = {
  accountId: ACCOUNT,
  awsRegion: REGION,
  configuration: {
    Recording: true,
    RecordingMode: {
      RecordingFrequency: "CONTINUOUS",
      RecordingModeOverrides: [{ ResourceTypes: ["AWS::Lambda::Function"], RecordingFrequency: "DAILY" }],
    },
    RecordingGroup: {
      AllSupported: false,
      ResourceTypes: ["AWS::Lambda::Function"],
      ExclusionByResourceTypes: { ResourceTypes: [] },
      RecordingStrategy: { UseOnly: "INCLUSION_BY_RESOURCE_TYPES" },
    },
  },
};
const COUNT = { accountId: ACCOUNT, awsRegion: REGION, "COUNT(*)": 1 };
const SOURCE = {
  SourceId: ACCOUNT,
  SourceType: "ACCOUNT",
  AwsRegion: REGION,
  LastUpdateStatus: "FAILED",
  LastErrorCode: "AccessDenied",
};
const AGGREGATOR = {
  AccountAggregationSources: [{ AccountIds: [ACCOUNT], AwsRegions: [REGION] }],
  OrganizationAggregationSource: { AllAwsRegions: false, AwsRegions: [REGION] },
  AggregatorFilters: { ResourceType: { Type: "INCLUDE", Value: ["AWS::Lambda::Function"] } },
};
const SEEDS = [ITEM, RECORDER, COUNT, SOURCE, AGGREGATOR].map((seed) => JSON.stringify(seed));

/** Whatever an answer of AWS Config holds, each target gets a verdict, and no function a secret. */
export function readConfigAnswer(text: string): void {
  const row = objectIn(text);
  const rows = [row, undefined];
  const known = functionsIn(rows);
  assert.doesNotMatch(JSON.stringify(known.of(ACCOUNT, REGION)), /environment|variables|hunter2/);
  const recorders = recordersBy(rows);
  const gaps = [
    settingsGap(row ?? {}, "org"),
    statusGap(row ? [row] : [], "org", Date.now()),
    recorderGap(recorders),
    countGap(rows),
  ];
  for (const gap of gaps) {
    const { status = "ok", message = "" } = gap(ACCOUNT, REGION, 1) ?? {};
    assert.ok(["ok", "not-recorded", "not-aggregated", "stale", "error"].includes(status), status);
    assert.equal(typeof message, "string");
  }
  assert.ok(["", "RecordedDaily"].includes(recorderNote(recorders)(ACCOUNT, REGION).code));
}

const CONFIGURATION = {
  config: {
    Env: [
      "PATH=/var/lang/bin:/usr/bin",
      "LAMBDA_TASK_ROOT=/var/task",
      "LAMBDA_RUNTIME_DIR=/var/runtime",
      "DOTNET_ROOT=/var/lang/bin",
      "DOTNET_VERSION=8.0.10",
      "PASSWORD=hunter2",
    ],
    Labels: { "org.opencontainers.image.base.name": "public.ecr.aws/lambda/python:3.9.2024.01.01.01-x86_64" },
  },
  history: [{ created_by: "hunter2" }],
};
const IMAGES = [
  JSON.stringify(CONFIGURATION),
  JSON.stringify({ config: { ...CONFIGURATION.config, Labels: null } }),
  `"111122223333.dkr.ecr.eu-west-1.amazonaws.com/apps@sha256:${"0".repeat(64)}"`,
];

/** Whatever a configuration holds, it has a reason, and nothing of it is shown but names and versions. */
export function readImageConfiguration(text: string): void {
  const value = valueIn(text);
  if (typeof value === "string") imageReference(value);
  const { base = "", reason, runtime = "" } = imageEvidence(value, value);
  assert.ok(reason.length < 300, reason);
  assert.ok(base.length < 2_000);
  assert.doesNotMatch(runtime, /[^\w.]/);
  assert.doesNotMatch(reason + base, /hunter2|[\u0000-\u001f]/);
}

export const CONFIG_SEEDS = SEEDS;
export const IMAGE_SEEDS = IMAGES;

/** An organization with an aggregator, of which one account cannot be read, and with images. */
export function organizationWithSources() {
  const functions = {
    "eu-west-1": [
      "api nodejs18.x",
      { name: "image", image: {} },
      {
        name: "labelled",
        image: { labels: { "org.opencontainers.image.base.name": "public.ecr.aws/lambda/python:3.9" } },
      },
    ],
  };
  return estate({
    accounts: [
      { name: "hub", functions },
      { name: "closed", functions, roles: [] },
    ],
    aggregators: [{ name: "org" }],
  });
}

function objectIn(text: string): JsonObject | undefined {
  const value = valueIn(text);
  return isObject(value) ? value : undefined;
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
