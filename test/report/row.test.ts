import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReadFunction } from "../../src/model/function.ts";
import type { Patterns } from "../../src/model/patterns.ts";
import type { Assessment } from "../../src/model/runtime.ts";
import { COLUMN_KEYS } from "../../src/report/columns.ts";
import { rowFilter } from "../../src/report/filter.ts";
import { toRow } from "../../src/report/row.ts";
import { row } from "../support/report/sample.ts";

const TARGET = { accountId: "111122223333", accountName: "payments", region: "eu-west-1" };
const FUNCTION: ReadFunction = {
  functionName: "orders",
  version: "$LATEST",
  runtime: "nodejs18.x",
  packageType: "Zip",
  architectures: ["arm64"],
  memorySize: 128,
  timeout: 3,
  codeSize: 1024,
  lastModified: "2024-07-24T09:41:13.364Z",
  description: "takes orders",
  handler: "index.handler",
  role: "arn:aws:iam::111122223333:role/orders",
  layers: [],
  functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:orders",
};

function assess(runtime: string | undefined, packageType: string): Assessment {
  const none = {
    deprecationDate: null,
    blockCreateDate: null,
    blockUpdateDate: null,
    daysLeft: null,
    successor: null,
  };
  if (packageType === "Image") return { runtimeStatus: "container", ...none };
  if (runtime === undefined) return { runtimeStatus: "unknown", ...none };
  return {
    runtimeStatus: "deprecated",
    deprecationDate: "2025-09-01",
    blockCreateDate: "2027-02-03",
    blockUpdateDate: "2027-03-03",
    daysLeft: -446,
    successor: "nodejs24.x",
  };
}

test("a row has what was read and its assessment, with the keys in order", () => {
  const found = { invocations: 0, imageUri: "i", imageBase: "b", imageBaseReason: "r" };
  const made = toRow(TARGET, { ...FUNCTION, ...found, source: "lambda" }, assess);
  const { owner, ownerSource, managedBy, action, dueDate, dueEvent, ...assessed } = row();
  assert.deepEqual(made, { ...assessed, ...found, source: "lambda" });
  const keys = COLUMN_KEYS.slice(0, COLUMN_KEYS.indexOf("owner"));
  assert.deepEqual(Object.keys(made), keys);
});

test("a row has null where AWS returned nothing", () => {
  const image = toRow(
    TARGET,
    { ...FUNCTION, runtime: undefined, packageType: "Image", codeSize: undefined },
    assess,
  );
  assert.equal(image.runtime, null);
  assert.equal(image.runtimeStatus, "container");
  assert.equal(image.codeSize, null);
});

test("a row sorts tags and aliases, and assesses each alias", () => {
  const rich = toRow(
    TARGET,
    {
      ...FUNCTION,
      tags: { b: "2", a: "1" },
      lastInvoked: "never",
      aliases: [
        { name: "live", functionVersion: "3", runtime: "nodejs18.x" },
        { name: "beta", functionVersion: "4", runtime: undefined },
      ],
    },
    assess,
  );
  assert.deepEqual(Object.entries(rich.tags ?? {}), [
    ["a", "1"],
    ["b", "2"],
  ]);
  assert.equal(rich.lastInvoked, "never");
  assert.deepEqual(rich.aliases, [
    { name: "beta", functionVersion: "4", runtime: null, runtimeStatus: "unknown" },
    { name: "live", functionVersion: "3", runtime: "nodejs18.x", runtimeStatus: "deprecated" },
  ]);
});

test("an alias of an image is a container", () => {
  const aliases = [{ name: "live", functionVersion: "1", runtime: undefined }];
  const image = toRow(TARGET, { ...FUNCTION, runtime: undefined, packageType: "Image", aliases }, assess);
  assert.equal(image.aliases?.[0]?.runtimeStatus, "container");
});

const starting = (prefix: string): Patterns => ({
  source: [`${prefix}*`],
  literal: false,
  matches: (name) => name.startsWith(prefix),
});

const image = row({ functionName: "img", runtime: null, runtimeStatus: "container" });
const python = row({ functionName: "py", runtime: "python3.9", runtimeStatus: "create-blocked" });
const all = [row(), image, python];
const kept = (filter: Parameters<typeof rowFilter>[0]) =>
  all.filter(rowFilter(filter)).map((one) => one.functionName);

test("without filters, everything is kept", () => assert.deepEqual(kept({}), ["orders", "img", "py"]));
test("a filter keeps a runtime, never an image", () => {
  assert.deepEqual(kept({ runtimes: starting("python") }), ["py"]);
  assert.deepEqual(kept({ runtimes: starting("") }), ["orders", "py"]);
});
test("a filter keeps statuses", () =>
  assert.deepEqual(kept({ statuses: ["container", "create-blocked"] }), ["img", "py"]));
test("a filter keeps names", () => assert.deepEqual(kept({ names: starting("o") }), ["orders"]));
test("several filters keep what matches all of them", () => {
  assert.deepEqual(kept({ statuses: ["create-blocked"], runtimes: starting("node") }), []);
});
