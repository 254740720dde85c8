/** What the answers of AWS Config mean, in each shape that it gives them: recorders, sources, counts, functions. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { countGap } from "../../src/aws/aggregator/counts.ts";
import { functionsIn } from "../../src/aws/aggregator/functions.ts";
import { recorderGap, recorderNote, recordersBy } from "../../src/aws/aggregator/recorders.ts";
import { settingsGap, statusGap } from "../../src/aws/aggregator/sources.ts";
import type { JsonObject } from "../../src/model/json.ts";

const A = "111122223333";
const B = "444455556666";
const PLACE = { accountId: A, awsRegion: "eu-west-1" };
const LAMBDA = "AWS::Lambda::Function";

/** The keys of an object, at every depth, with a capital. */
function capitalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalized);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
      capitalized(inner),
    ]),
  );
}

const group = (useOnly: string | undefined, more: object = {}) => ({
  recordingGroup: { ...(useOnly && { recordingStrategy: { useOnly } }), ...more },
});
const [ALL, ONLY, EXCEPT] = [
  "ALL_SUPPORTED_RESOURCE_TYPES",
  "INCLUSION_BY_RESOURCE_TYPES",
  "EXCLUSION_BY_RESOURCE_TYPES",
];
const excluding = (...resourceTypes: readonly string[]) => ({ exclusionByResourceTypes: { resourceTypes } });

for (const [what, settings, code] of [
  ["everything", group(ALL), undefined],
  ["everything, by the older setting", group(undefined, { allSupported: true }), undefined],
  ["everything, as text", group(undefined, { allSupported: "true" }), undefined],
  ["these types", group(ONLY, { resourceTypes: ["AWS::S3::Bucket", LAMBDA] }), undefined],
  ["these types, by the older setting", group(undefined, { resourceTypes: [LAMBDA] }), undefined],
  ["other types", group(ONLY, { resourceTypes: ["AWS::S3::Bucket"] }), "TypeNotRecorded"],
  ["other types, whatever the older setting says", group(ONLY, { allSupported: true }), "TypeNotRecorded"],
  ["other types, by the older setting", group(undefined, { allSupported: false }), "TypeNotRecorded"],
  ["all but these types", group(EXCEPT, excluding(LAMBDA)), "TypeNotRecorded"],
  ["all but other types", group(EXCEPT, excluding("AWS::S3::Bucket")), undefined],
  ["all but no types", group(EXCEPT), undefined],
  ["something unknown", {}, "TypeNotRecorded"],
] as const)
  test(`a recorder that is on and records ${what}: ${code ?? "fine"}`, () => {
    for (const on of [true, "true"]) {
      const configuration = { recording: on, ...settings };
      for (const shape of [configuration, capitalized(configuration), JSON.stringify(configuration)]) {
        const found = recorderGap(recordersBy([{ ...PLACE, configuration: shape }]))(A, "eu-west-1");
        assert.equal(found?.code, code, JSON.stringify(shape));
        assert.equal(found?.status, code && "not-recorded");
      }
    }
  });

const recorder = (recording: unknown, settings: object = group(ALL)) => ({
  ...PLACE,
  configuration: { recording, ...settings },
});
const gapOf = (...rows: readonly (JsonObject | undefined)[]) =>
  recorderGap(recordersBy(rows))(A, "eu-west-1")?.code;

test("a recorder that is off, or whose settings cannot be read, records nothing", () => {
  for (const recording of [false, "false", undefined, null])
    assert.equal(gapOf(recorder(recording)), "RecorderOff");
  for (const configuration of [undefined, null, "", "[]", "{", '"text"', 5])
    assert.equal(gapOf({ ...PLACE, configuration }), "RecorderOff", String(configuration));
  assert.equal(gapOf(), "NoRecorder");
  assert.equal(gapOf(undefined), "NoRecorder");
  assert.equal(gapOf({ ...recorder(true), awsRegion: "us-east-1" }), "NoRecorder");
  assert.equal(gapOf({ ...recorder(true), accountId: B }), "NoRecorder");
});

test("of several recorders one that records functions is enough; else what they exclude counts before that one is off", () => {
  const other = group(ONLY, { resourceTypes: ["AWS::S3::Bucket"] });
  assert.equal(gapOf(recorder(false), recorder(true)), undefined);
  assert.equal(gapOf(recorder(true, other), recorder(true)), undefined);
  assert.equal(gapOf(recorder(false), recorder(true, other)), "TypeNotRecorded");
  assert.equal(gapOf(recorder(false), recorder(false)), "RecorderOff");
});

test("how often: daily only where every recorder of functions is daily, and an override for functions wins", () => {
  const mode = (recordingFrequency: string, ...overrides: readonly object[]) => ({
    ...group(ALL),
    recordingMode: { recordingFrequency, recordingModeOverrides: overrides },
  });
  const override = (recordingFrequency: string, ...resourceTypes: readonly string[]) => ({
    recordingFrequency,
    resourceTypes,
  });
  const noteOf = (...rows: readonly JsonObject[]) => recorderNote(recordersBy(rows))(A, "eu-west-1").code;
  const [daily, continuous] = [mode("DAILY"), mode("CONTINUOUS")];
  assert.equal(noteOf(recorder(true, daily)), "RecordedDaily");
  assert.equal(noteOf(recorder(true, continuous)), "");
  assert.equal(noteOf(recorder(true, daily), recorder(true, continuous)), "");
  assert.equal(noteOf(recorder(true, daily), recorder(true, daily)), "RecordedDaily");
  assert.equal(noteOf(recorder(true, daily), recorder(false, continuous)), "RecordedDaily");
  assert.equal(noteOf(recorder(false, daily)), "");
  assert.equal(noteOf(), "");
  const S3 = override("CONTINUOUS", "AWS::S3::Bucket");
  assert.equal(noteOf(recorder(true, mode("DAILY", S3))), "RecordedDaily");
  assert.equal(noteOf(recorder(true, mode("DAILY", S3, override("CONTINUOUS", LAMBDA)))), "");
  assert.equal(
    noteOf(recorder(true, mode("CONTINUOUS", override("DAILY", "AWS::S3::Bucket", LAMBDA)))),
    "RecordedDaily",
  );
});

const organization = (more: object) => ({ OrganizationAggregationSource: { RoleArn: "arn", ...more } });
const accounts = (...sources: readonly object[]) => ({ AccountAggregationSources: sources });
const everywhere = { AllAwsRegions: true };

for (const [what, aggregator, code] of [
  ["an organization in all regions", organization(everywhere), undefined],
  ["an organization in this region", organization({ AwsRegions: ["us-east-1", "eu-west-1"] }), undefined],
  ["an organization in another region", organization({ AwsRegions: ["us-east-1"] }), "RegionNotASource"],
  ["an organization in no region", organization({}), "RegionNotASource"],
  ["this account", accounts({ AccountIds: [B, A], ...everywhere }), undefined],
  ["this account in this region", accounts({ AccountIds: [A], AwsRegions: ["eu-west-1"] }), undefined],
  ["this account elsewhere", accounts({ AccountIds: [A], AllAwsRegions: false }), "RegionNotASource"],
  ["another account", accounts({ AccountIds: [B], ...everywhere }), "NotASource"],
  ["nothing", {}, "NotASource"],
  ["null", { OrganizationAggregationSource: null, AccountAggregationSources: null }, "NotASource"],
  [
    "this account twice, the second time in this region",
    accounts({ AccountIds: [A, A], AwsRegions: ["us-east-1"] }, { AccountIds: [A], ...everywhere }),
    undefined,
  ],
  [
    "this account elsewhere, and an organization in this region",
    {
      ...accounts({ AccountIds: [A], AwsRegions: ["us-east-1"] }),
      ...organization({ AwsRegions: ["eu-west-1"] }),
    },
    undefined,
  ],
] as const)
  test(`the sources of an aggregator are ${what}: ${code ?? "covered"}`, () => {
    const found = settingsGap(aggregator, "org")(A, "eu-west-1");
    assert.equal(found?.code, code);
    assert.equal(found?.status, code && "not-aggregated");
    if (code === "NotASource")
      assert.equal(found?.message, `account ${A} is not a source of aggregator org: add it`);
    if (code === "RegionNotASource")
      assert.equal(found?.message, "aggregator org does not collect from eu-west-1: add the region");
  });

test("an aggregator with resource types collects functions where they are among them", () => {
  const filtered = (ResourceType: object | null) =>
    settingsGap({ ...organization(everywhere), AggregatorFilters: { ResourceType } }, "org")(A, "eu-west-1");
  assert.deepEqual(filtered({ Type: "INCLUDE", Value: ["AWS::S3::Bucket"] }), {
    status: "not-aggregated",
    code: "TypeFiltered",
    message: `the filters of aggregator org exclude ${LAMBDA}: add it to its resource types`,
  });
  assert.equal(filtered({ Type: "INCLUDE", Value: ["AWS::S3::Bucket", LAMBDA] }), undefined);
  assert.equal(filtered({ Type: "INCLUDE" }), undefined);
  assert.equal(filtered(null), undefined);
});

const NOW = Date.parse("2026-11-29T12:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000);
const row = (values: object = {}) => ({
  ...{ SourceId: A, SourceType: "ACCOUNT", AwsRegion: "eu-west-1" },
  ...{ LastUpdateStatus: "SUCCEEDED", LastUpdateTime: hoursAgo(1) },
  ...values,
});
const statusOf = (...rows: readonly JsonObject[]) => {
  const found = statusGap(rows, "org", NOW)(A, "eu-west-1");
  return found && `${found.status} ${found.code}: ${found.message}`;
};

test("the last update of a source: 48 hours are fresh, and errors are passed on", () => {
  assert.equal(statusOf(row()), undefined);
  assert.equal(statusOf(row({ LastUpdateTime: hoursAgo(48) })), undefined);
  assert.equal(
    statusOf(row({ LastUpdateTime: hoursAgo(48.5) })),
    "stale SourceStale: AWS Config's data is of 2026-11-27T11:30Z; data older than 48 hours is stale",
  );
  for (const LastUpdateTime of [undefined, "2026-11-29T11:00:00Z", new Date(Number.NaN)])
    assert.equal(
      statusOf(row({ LastUpdateTime })),
      "stale SourceStale: AWS Config's data is of an unknown time; data older than 48 hours is stale",
    );
  assert.equal(
    statusOf(row({ LastUpdateStatus: "OUTDATED" })),
    "stale SourceOutdated: AWS Config's data is outdated, of 2026-11-29T11:00Z",
  );
  assert.equal(
    statusOf(row({ LastUpdateStatus: "OUTDATED", LastErrorMessage: "no role" })),
    "stale SourceOutdated: AWS Config's data is outdated, of 2026-11-29T11:00Z (no role)",
  );
  assert.equal(
    statusOf(row({ LastUpdateStatus: "FAILED", LastErrorCode: "Denied", LastErrorMessage: "no role" })),
    "error SourceFailed: AWS Config could not collect the data (Denied: no role)",
  );
  assert.equal(
    statusOf(row({ LastUpdateStatus: "FAILED" })),
    "error SourceFailed: AWS Config could not collect the data",
  );
});

test("a row of the organization stands for its accounts only where none of them has a row", () => {
  const whole = row({ SourceId: "Organization", SourceType: "ORGANIZATION", AwsRegion: "us-east-1" });
  assert.equal(statusOf(whole), undefined);
  assert.match(statusOf({ ...whole, LastUpdateStatus: "FAILED" }) ?? "", /SourceFailed/);
  const none =
    /^not-aggregated NoSourceStatus: aggregator org has received no data from 111122223333 in eu-west-1: check that/;
  assert.match(statusOf(whole, row({ SourceId: B })) ?? "", none);
  assert.match(statusOf(whole, row({ AwsRegion: "us-east-1" })) ?? "", none);
  assert.match(statusOf() ?? "", none);
  assert.equal(statusOf({ ...whole, LastUpdateStatus: "FAILED" }, row()), undefined);
});

test("counts: under any spelling of their column; more functions than counted are not a gap", () => {
  for (const name of ["COUNT(*)", "count(*)", "Count (*)"]) {
    const missing = countGap([{ ...PLACE, [name]: 3 }]);
    assert.deepEqual(missing(A, "eu-west-1", 2), {
      status: "error",
      code: "FunctionsMissing",
      message: "AWS Config returned 2 of 3 functions here: scan again",
    });
    assert.equal(missing(A, "eu-west-1", 3), undefined);
    assert.equal(missing(A, "eu-west-1", 4), undefined);
    assert.equal(missing(A, "us-east-1", 0), undefined);
    assert.equal(missing(B, "eu-west-1", 0), undefined);
  }
  for (const rows of [
    [],
    [undefined],
    [PLACE],
    [{ ...PLACE, "COUNT(*)": "3" }],
    [{ ...PLACE, accounts: 3, recount: 3 }],
  ])
    assert.equal(countGap(rows)(A, "eu-west-1", 0), undefined);
});

const arnOf = (name: string, account = A) => `arn:aws:lambda:eu-west-1:${account}:function:${name}`;
const fn = (name: string, configuration: unknown = {}, more: object = {}) => ({
  ...PLACE,
  arn: arnOf(name),
  configuration,
  ...more,
});

test("a function has what AWS Config knows of it, and nothing else", () => {
  const settings = {
    ...{ runtime: "nodejs18.x", packageType: "Zip", architectures: ["arm64"], memorySize: 128, timeout: 3 },
    ...{
      codeSize: 10,
      lastModified: "2024-07-24T09:41:13.364+0000",
      description: "d",
      handler: "h",
      role: "r",
    },
    layers: [{ arn: "layer:1", codeSize: 1 }, {}, null, { arn: "layer:2" }],
    environment: { variables: { TOKEN: "secret" } },
  };
  const tags = [{ key: "Owner", value: "web", tag: "Owner=web" }];
  const [found, ...others] = functionsIn([fn("orders", settings, { tags })]).of(A, "eu-west-1");
  assert.deepEqual(others, []);
  assert.deepEqual(found, {
    ...{ functionName: "orders", version: "$LATEST", runtime: "nodejs18.x", packageType: "Zip" },
    ...{ architectures: ["arm64"], memorySize: 128, timeout: 3, codeSize: 10 },
    ...{ lastModified: "2024-07-24T09:41:13.364Z", description: "d", handler: "h", role: "r" },
    ...{ layers: ["layer:1", "layer:2"], functionArn: arnOf("orders"), source: "config" },
    tags: { Owner: "web" },
  });
});

test("a package is a zip where a runtime is known, and tags are unknown where their list is not one of tags", () => {
  const one = (configuration: unknown, more: object = {}) =>
    functionsIn([fn("f", configuration, more)]).of(A, "eu-west-1")[0];
  assert.deepEqual([one({})?.packageType, one({})?.runtime], ["", undefined]);
  assert.equal(one({ runtime: "java8" })?.packageType, "Zip");
  assert.equal(one({ packageType: "Image" })?.packageType, "Image");
  assert.equal(one("{")?.packageType, "");
  assert.deepEqual(one({}, { tags: [] })?.tags, {});
  for (const tags of [undefined, null, {}, "Owner=web", ["Owner=web"], [null]])
    assert.ok(!("tags" in (one({}, { tags }) ?? { tags })), JSON.stringify(tags));
});

test("what a row leaves out is taken from the rest of it", () => {
  const { accountId, awsRegion, ...rest } = fn("orders");
  assert.equal(functionsIn([rest]).of(A, "eu-west-1")[0]?.functionName, "orders");
  for (const more of [{ resourceName: "orders" }, { configuration: { functionName: "orders" } }]) {
    const [found] = functionsIn([fn("", {}, { arn: undefined, ...more })]).of(A, "eu-west-1");
    assert.deepEqual([found?.functionName, found?.functionArn], ["orders", arnOf("orders")]);
  }
});

test("rows that do not say whose function it is, or contradict themselves, are counted", () => {
  const bad = [
    undefined,
    {},
    fn("f", {}, { arn: undefined }),
    fn("f", {}, { arn: `x${arnOf("f")}` }),
    fn("f", {}, { arn: `${arnOf("f")}:1` }),
    fn("f", {}, { arn: arnOf("f").replace("function", "layer") }),
    fn("f", {}, { arn: arnOf("f".repeat(151)) }),
    fn("f", {}, { accountId: B }),
    fn("f", {}, { awsRegion: "us-east-1" }),
  ];
  const known = functionsIn([...bad, fn("f"), fn("g"), fn("f", { runtime: "java8" })]);
  assert.equal(known.unreadable, bad.length);
  assert.deepEqual(
    known.of(A, "eu-west-1").map(({ functionName, runtime }) => [functionName, runtime]),
    [
      ["f", "java8"],
      ["g", undefined],
    ],
  );
  assert.deepEqual([known.of(B, "eu-west-1"), known.of(A, "us-east-1")], [[], []]);
  assert.deepEqual([known.regionsOf(A), known.regionsOf(B)], [["eu-west-1"], []]);
});
