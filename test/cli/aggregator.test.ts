/** `--aggregator`: what AWS Config knew of targets that could not be read, and how it differs from Lambda. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fault } from "../../simulator/index.ts";
import { CLOSED, HUB, SHOP, scanned, sources } from "../support/cli/aggregator.ts";

const DENIED: Fault = { kind: "deny", account: SHOP, region: "eu-west-1", action: "lambda:ListFunctions" };
const OPINION = ["--aggregator", "org"];

test("an account whose role is refused lists what AWS Config knew, and stays unread", async () => {
  const { code, report, stderr } = await scanned({}, ...OPINION);
  assert.equal(code, 3);
  assert.deepEqual(sources(report), [
    "1/us-east-1/own lambda",
    "2/eu-west-1/api lambda",
    "2/eu-west-1/batch lambda",
    "2/eu-west-1/image lambda",
    "2/us-east-1/cleanup lambda",
    "3/eu-west-1/api config",
    "3/eu-west-1/batch config",
    "3/eu-west-1/image config",
    "3/us-east-1/cleanup config",
  ]);
  const row = report?.coverage.find(({ accountId }) => accountId === CLOSED);
  assert.deepEqual([row?.region, row?.status, row?.functions], ["", "denied", 0]);
  assert.match(row?.message ?? "", /; AWS Config knew 4 functions here$/);
  assert.equal(report?.summary.notRead, 1);
  assert.deepEqual(report?.summary.aggregator, { onlyConfig: 4, onlyLambda: 0, otherRuntime: 0 });
  assert.match(
    stderr,
    /^aggregator 4 functions only in AWS Config, 0 only in Lambda, 0 with another runtime$/m,
  );
  const found = report?.functions.find(
    ({ accountId, functionName }) => accountId === CLOSED && functionName === "api",
  );
  assert.deepEqual(
    [found?.runtimeStatus, found?.version, found?.packageType],
    ["deprecated", "$LATEST", "Zip"],
  );
  const image = report?.functions.find((row) => row.accountId === CLOSED && row.functionName === "image");
  assert.deepEqual([image?.runtime, image?.runtimeStatus], [null, "container"]);
});

test("a region that is refused lists it too, in the order of the report", async () => {
  const { report } = await scanned({ faults: [DENIED] }, ...OPINION, "--account", "shop");
  assert.deepEqual(sources(report), [
    "2/eu-west-1/api config",
    "2/eu-west-1/batch config",
    "2/eu-west-1/image config",
    "2/us-east-1/cleanup lambda",
  ]);
  const row = report?.coverage.find(({ region }) => region === "eu-west-1");
  assert.deepEqual([row?.status, row?.functions], ["denied", 0]);
});

test("a region of which only the first page was read lists each function once", async () => {
  const faults: Fault[] = [{ ...DENIED, after: 1 }];
  const { report } = await scanned({ faults, pageSize: 1 }, ...OPINION, "--account", "shop");
  assert.deepEqual(sources(report), [
    "2/eu-west-1/api lambda",
    "2/eu-west-1/batch config",
    "2/eu-west-1/image config",
    "2/us-east-1/cleanup lambda",
  ]);
});

test("where the regions are unknown, those that only AWS Config knew appear at their place", async () => {
  const faults: readonly Fault[] = [
    { kind: "deny", account: SHOP, action: "ec2:DescribeRegions" },
    // Nor does the management account list them.
    { kind: "deny", action: "account:ListRegions" },
  ];
  const more = { "af-south-1": ["cape java8"], "eu-south-1": ["milan java8"] };
  const { report } = await scanned({ faults, more }, ...OPINION, "--account", "shop");
  assert.deepEqual(sources(report), [
    "2/af-south-1/cape config",
    "2/eu-south-1/milan config",
    "2/eu-west-1/api lambda",
    "2/eu-west-1/batch lambda",
    "2/eu-west-1/image lambda",
    "2/us-east-1/cleanup lambda",
  ]);
  const [row] = report?.coverage ?? [];
  assert.deepEqual([row?.region, row?.status], ["", "denied"]);
  assert.match(row?.message ?? "", /; AWS Config knew 2 functions here$/);
});

test("differences in targets that were read are counted, and nothing else changes", async () => {
  const knows = { [`${SHOP}/eu-west-1`]: ["api nodejs22.x", "batch python3.14", "gone nodejs20.x"] };
  const { report } = await scanned({ aggregator: { knows } }, ...OPINION, "--account", "shop");
  assert.deepEqual(report?.summary.aggregator, { onlyConfig: 1, onlyLambda: 1, otherRuntime: 1 });
  assert.ok(!sources(report).some((line) => line.includes("gone")));
  assert.equal(report?.functions.find(({ functionName }) => functionName === "api")?.runtime, "nodejs18.x");
  assert.ok(report?.coverage.every(({ status, message }) => status === "ok" && message === ""));
});

test("only the regions that were asked for are completed", async () => {
  const { report } = await scanned({}, ...OPINION, "-r", "eu-west-1", "--account", "closed");
  assert.deepEqual(sources(report), [
    "3/eu-west-1/api config",
    "3/eu-west-1/batch config",
    "3/eu-west-1/image config",
  ]);
});

test("filters, tags and owners apply to what AWS Config knew", async () => {
  const { report } = await scanned({}, ...OPINION, "--account", "closed", "--tag", "team=shop");
  assert.deepEqual(sources(report), ["3/eu-west-1/api config"]);
  assert.deepEqual([report?.functions[0]?.tags, report?.functions[0]?.owner], [{ team: "shop" }, "shop"]);
});

test("pages, throttling and empty pages change nothing", async () => {
  const faults: Fault[] = [
    { kind: "throttle", action: "config:*", times: 2 },
    { kind: "empty-pages", action: "config:SelectAggregateResourceConfig" },
  ];
  const plain = await scanned({}, ...OPINION);
  const hard = await scanned({ faults, pageSize: 1 }, ...OPINION);
  assert.deepEqual(hard.report?.functions, plain.report?.functions);
  assert.deepEqual(hard.report?.summary, plain.report?.summary);
});

for (const [what, faults, why] of [
  [
    "denied",
    [{ kind: "deny", action: "config:*" }],
    /no IAM policy allows config:DescribeConfigurationAggregators/,
  ],
  [
    "denied later",
    [{ kind: "deny", action: "config:Select*" }],
    /no IAM policy allows config:SelectAggregateResourceConfig/,
  ],
  ["throttled for good", [{ kind: "throttle", action: "config:Select*" }], /Rate exceeded/],
  ["cut off", [{ kind: "cut-json", action: "config:Select*" }], /not a valid AWS response/],
  ["replaced by a proxy", [{ kind: "html", action: "config:Select*" }], /not a valid AWS response/],
  ["in circles", [{ kind: "repeat-marker", action: "config:Select*" }], /pagination loop/],
] as const) {
  test(`AWS Config ${what}: a warning, and the scan as without it`, async () => {
    const options = ["--max-attempts", "1"];
    const { code, report, stderr } = await scanned({ faults, pageSize: 1 }, ...OPINION, ...options);
    assert.equal(code, 3);
    assert.match(stderr, /warning: could not query aggregator org of AWS Config: /);
    assert.match(stderr, why);
    assert.equal(report?.functions.length, 5);
    assert.equal(report?.summary.aggregator, undefined);
    const row = report?.coverage.find(({ accountId }) => accountId === CLOSED);
    assert.doesNotMatch(row?.message ?? "", /AWS Config/);
  });
}

test("results that are not JSON are counted and left out", async () => {
  const gaps = [{ gap: "malformed" as const, account: CLOSED }];
  const { stderr, report } = await scanned({ aggregator: { gaps } }, ...OPINION);
  assert.match(stderr, /warning: ignored 4 results of AWS Config without the name of a function/);
  assert.deepEqual(report?.summary.aggregator, { onlyConfig: 0, onlyLambda: 0, otherRuntime: 0 });
});

test("a result without its configuration is a function on an unknown runtime", async () => {
  const gaps = [{ gap: "truncated" as const, account: CLOSED }];
  const { report } = await scanned({ aggregator: { gaps } }, ...OPINION, "--account", "closed");
  assert.deepEqual(
    new Set(report?.functions.map(({ runtimeStatus }) => runtimeStatus)),
    new Set(["unknown"]),
  );
});

for (const [what, world, place] of [
  ["unknown", {}, `account ${HUB}, us-east-1`],
  ["in another region", { env: { AWS_REGION: "eu-west-1" } }, `account ${HUB}, eu-west-1`],
  ["in another account", { accountId: SHOP }, `account ${SHOP}, `],
] as const) {
  test(`an aggregator that is ${what} is an error that says where it should be`, async () => {
    const name = what === "unknown" ? "orgs" : "org";
    const { code, stdout, stderr, simulator } = await scanned(world, "--aggregator", name);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.ok(stderr.includes(`--aggregator: there is no aggregator "${name}" in ${place}`), stderr);
    assert.match(stderr, /set AWS_REGION, or use credentials of its account/);
    assert.equal(/Aggregators there: "org"/.test(stderr), what === "unknown");
    assert.equal(simulator.requests.count("lambda:ListFunctions"), 0);
  });
}

test("a name that cannot be one is refused before any call", async () => {
  const { code, stderr, simulator } = await scanned({}, "--aggregator", "arn:aws:config:x");
  assert.equal(code, 2);
  assert.match(stderr, /--aggregator: "arn:aws:config:x" is not the name of an aggregator/);
  assert.equal(simulator.requests.total, 0);
});

test("without the option AWS Config is not queried, and no row has a source", async () => {
  const { report, simulator } = await scanned({});
  assert.equal(simulator.requests.of("config:").length, 0);
  assert.ok(report?.functions.every((row) => !("source" in row)));
});
