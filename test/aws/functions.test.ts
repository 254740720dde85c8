import assert from "node:assert/strict";
import { test } from "node:test";
import { listFunctions, toFunction, toPage } from "../../src/aws/reading/functions.ts";
import { clientsFor } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

const ROW = {
  FunctionName: "payments",
  FunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:payments",
  Runtime: "nodejs20.x",
  Role: "arn:aws:iam::111122223333:role/payments",
  Handler: "index.handler",
  CodeSize: 1234,
  Description: "pays\tthings",
  Timeout: 30,
  MemorySize: 512,
  LastModified: "2024-07-24T09:41:13.364+0000",
  Version: "$LATEST",
  Environment: { Variables: { PASSWORD: "hunter2" } },
  KMSKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/x",
  Layers: [{ Arn: "arn:aws:lambda:eu-west-1:111122223333:layer:common:12", CodeSize: 5 }],
  PackageType: "Zip",
  Architectures: ["arm64"],
  SomethingNew: { of: 2027 },
};

test("a function without its environment variables", () => {
  const fn = toFunction(ROW);
  assert.deepEqual(fn, {
    functionName: "payments",
    version: "$LATEST",
    runtime: "nodejs20.x",
    packageType: "Zip",
    architectures: ["arm64"],
    memorySize: 512,
    timeout: 30,
    codeSize: 1234,
    lastModified: "2024-07-24T09:41:13.364Z",
    description: "pays\tthings",
    handler: "index.handler",
    role: "arn:aws:iam::111122223333:role/payments",
    layers: ["arn:aws:lambda:eu-west-1:111122223333:layer:common:12"],
    functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:payments",
  });
  assert.ok(!JSON.stringify(fn).includes("hunter2"));
});

test("a container image without a runtime", () => {
  const { Runtime: _r, Handler: _h, ...image } = { ...ROW, PackageType: "Image" };
  assert.deepEqual(
    {
      runtime: toFunction(image).runtime,
      handler: toFunction(image).handler,
      packageType: toFunction(image).packageType,
    },
    { runtime: undefined, handler: "", packageType: "Image" },
  );
});

test("missing fields and fields of other types", () => {
  assert.deepEqual(toFunction({}), {
    functionName: "",
    version: "$LATEST",
    runtime: undefined,
    packageType: "Zip",
    architectures: [],
    memorySize: undefined,
    timeout: undefined,
    codeSize: undefined,
    lastModified: "",
    description: "",
    handler: "",
    role: "",
    layers: [],
    functionArn: "",
  });
  const odd = toFunction({
    FunctionArn: "arn:aws:lambda:eu-west-1:111122223333:function:named-by-arn:7",
    Runtime: null,
    MemorySize: "512",
    CodeSize: Number.NaN,
    Layers: [null, "arn:plain", { Arn: 7 }],
    Architectures: ["arm64", 7, null],
    Description: 5,
  });
  assert.equal(odd.functionName, "named-by-arn");
  assert.equal(odd.memorySize, undefined);
  assert.equal(odd.codeSize, undefined);
  assert.deepEqual(odd.layers, ["arn:plain"]);
  assert.deepEqual(odd.architectures, ["arm64"]);
  assert.equal(odd.description, "");
});

const TIMES: readonly (readonly [string, string])[] = [
  ["2024-07-24T09:41:13.364+0000", "2024-07-24T09:41:13.364Z"],
  ["2024-07-24T09:41:13.364+0200", "2024-07-24T07:41:13.364Z"],
  ["2024-01-01T00:30:00.000+0100", "2023-12-31T23:30:00.000Z"],
  ["2024-07-24T09:41:13.364-0730", "2024-07-24T17:11:13.364Z"],
  ["2024-07-24T09:41:13Z", "2024-07-24T09:41:13.000Z"],
  ["2024-07-24T09:41:13.364+00:00", "2024-07-24T09:41:13.364Z"],
  ["yesterday", ""],
  ["", ""],
];
for (const [given, expected] of TIMES) {
  test(`LastModified ${given || "empty"} is ${expected || "empty"}`, () => {
    assert.equal(toFunction({ LastModified: given }).lastModified, expected);
  });
}

const NO_LISTS: readonly unknown[] = [
  null,
  [],
  "x",
  {},
  { Functions: null },
  { Functions: {} },
  { Functions: [null] },
  { Functions: ["f"] },
  { Functions: [], NextMarker: 7 },
  { Functions: [], NextMarker: {} },
];
for (const answer of NO_LISTS) {
  test(`${JSON.stringify(answer)} is not a page of functions`, () => {
    assert.throws(() => toPage(answer), { name: "InvalidResponse" });
  });
}

test("a page without a marker is the last; an empty page may not be", () => {
  assert.deepEqual(toPage({ Functions: [] }), { functions: [], nextMarker: undefined });
  assert.deepEqual(toPage({ Functions: [], NextMarker: "" }), { functions: [], nextMarker: undefined });
  assert.deepEqual(toPage({ Functions: [], NextMarker: "m" }), { functions: [], nextMarker: "m" });
});

test("all pages, of the latest or of all versions", async (t) => {
  const functions = [
    { name: "a", versions: [{ version: "1" }, { version: "2", Runtime: "nodejs16.x" }] },
    "b",
    "c",
  ];
  const simulator = await simulate(
    t,
    { accounts: [{ id: "111111111111", functions: { "eu-west-1": functions } }] },
    { pageSize: 2 },
  );
  const calls = await clientsFor(t, simulator.env()).lambdaCalls();
  const credentials = async () => simulator.credentialsFor();
  const read = async (versions: "latest" | "all") => {
    const pages: string[][] = [];
    let marker: string | undefined;
    do {
      const page = await listFunctions(calls, { region: "eu-west-1", credentials, marker, versions });
      pages.push(page.functions.map((fn) => `${fn.functionName} ${fn.version} ${fn.runtime}`));
      marker = page.nextMarker;
    } while (marker !== undefined);
    return pages;
  };
  assert.deepEqual(await read("latest"), [
    ["a $LATEST nodejs22.x", "b $LATEST nodejs22.x"],
    ["c $LATEST nodejs22.x"],
  ]);
  assert.deepEqual(await read("all"), [
    ["a $LATEST nodejs22.x", "a 1 nodejs22.x"],
    ["a 2 nodejs16.x", "b $LATEST nodejs22.x"],
    ["c $LATEST nodejs22.x"],
  ]);
});

test("a function without a name makes the response invalid: it is neither listed nor dropped", () => {
  for (const nameless of [{}, { FunctionName: 5 }, { FunctionName: "" }, { FunctionArn: "arn:aws:lambda" }]) {
    assert.throws(
      () => toPage({ Functions: [{ FunctionName: "a" }, nameless] }),
      /a function without a name/,
    );
  }
});
