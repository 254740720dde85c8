import assert from "node:assert/strict";
import { test } from "node:test";
import {
  demoEstate,
  type Estate,
  type EstateFunction,
  estate,
  generateEstate,
} from "../../simulator/index.ts";

function everything(of: Estate): string {
  return JSON.stringify(
    of.accounts.map((account) => [
      account,
      account.regions.map(({ name }) => account.functions(name).slice(0, 1_000_000)),
    ]),
  );
}

function functionsOf(of: Estate): readonly EstateFunction[] {
  return of.accounts.flatMap((account) =>
    account.regions.flatMap(({ name }) => account.functions(name).slice(0, 1000)),
  );
}

test("a seed makes the same estate every time, another seed another", () => {
  const make = (seed: number) =>
    everything(generateEstate({ seed, accounts: 3, regions: 4, functionsPerTarget: 20 }));
  assert.equal(make(1), make(1));
  assert.notEqual(make(1), make(2));
});

test("a generated estate has the size that was asked for, and one big target", () => {
  const made = generateEstate({
    accounts: 3,
    regions: ["eu-west-1", "us-east-1"],
    functionsPerTarget: 5,
    functionsIn: { account: 1, region: "us-east-1", count: 20_000 },
  });
  const sizes = made.accounts.map((account) =>
    account.regions.slice(0, 2).map(({ name }) => account.functions(name).length),
  );
  assert.deepEqual(sizes, [
    [5, 5],
    [5, 20_000],
    [5, 5],
  ]);
});

test("a million functions take next to no memory, and each is found by its name", () => {
  const before = process.memoryUsage().heapUsed;
  const made = generateEstate({ accounts: 1, regions: 1, functionsPerTarget: 1_000_000 });
  const list = made.accounts[0]?.functions("us-east-1");
  const [last] = list?.slice(999_999, 1_000_001) ?? [];
  assert.match(last?.name ?? "", /^[a-z]+-[a-z]+-1000000$/);
  assert.deepEqual(list?.named(last?.name ?? ""), last);
  assert.equal(list?.named("nobody-here-000001"), undefined);
  assert.equal(list?.named("nobody"), undefined);
  assert.ok(process.memoryUsage().heapUsed - before < 20_000_000);
});

test("names in a generated target differ, and do not come in order", () => {
  const list = generateEstate({ accounts: 1, regions: 1, functionsPerTarget: 500 }).accounts[0]?.functions(
    "us-east-1",
  );
  const names = list?.slice(0, 500).map(({ name }) => name) ?? [];
  assert.equal(new Set(names).size, 500);
  assert.notDeepEqual(names, [...names].sort());
});

test("the demo's estate is the same every time", () => {
  assert.equal(everything(demoEstate()), everything(demoEstate()));
});

test("the demo's estate has what the demo wants to show", () => {
  const demo = demoEstate();
  const functions = functionsOf(demo);
  assert.ok(functions.length >= 100 && functions.length <= 160, String(functions.length));
  assert.deepEqual(
    demo.accounts.filter(({ state }) => state !== "ACTIVE").map(({ name }) => name),
    ["retired-labs"],
  );
  const without = demo.accounts.filter(({ roles, id }) => roles.length === 0 && id !== "111122223333");
  assert.deepEqual(
    without.map(({ name }) => name),
    ["partner-sandbox"],
  );
  const optIn = demo.accounts.filter(({ regions }) =>
    regions.some(({ optInStatus }) => optInStatus === "opted-in"),
  );
  assert.deepEqual(
    optIn.map(({ name }) => name),
    ["data-platform"],
  );
  assert.ok(functions.some(({ lastInvoked }) => lastInvoked === undefined));
  assert.ok(functions.some(({ tags }) => Object.keys(tags).length === 0));
  // By status as of 2026-11-21, one runtime each.
  const sample = "nodejs24.x nodejs22.x nodejs20.x nodejs14.x nodejs12.x nodejs26.x custom nodejs30.x".split(
    " ",
  );
  for (const runtime of sample)
    assert.ok(
      functions.some(({ settings }) => settings.Runtime === runtime),
      runtime,
    );
  assert.ok(
    functions.some(({ settings }) => settings.PackageType === "Image" && settings.Runtime === undefined),
  );
});

test("an alias of the demo still runs a version on an old runtime", () => {
  const payout = functionsOf(demoEstate()).find(({ name }) => name === "payout");
  const live = payout?.aliases.find(({ name }) => name === "live");
  const version = payout?.versions.find((candidate) => candidate.version === live?.version);
  assert.deepEqual([payout?.settings.Runtime, version?.settings.Runtime], ["nodejs24.x", "nodejs16.x"]);
});

test("a compact description fills in the rest", () => {
  const [hub, member] = estate({
    accounts: [{ ou: "" }, { name: "Shop Prod", functions: { "cn-north-1": ["a"] } }],
    partition: "aws-cn",
  }).accounts;
  assert.deepEqual([hub?.id, hub?.roles, hub?.regions[0]?.name], ["111111111111", [], "cn-north-1"]);
  assert.deepEqual(
    [member?.id, member?.email, member?.partition],
    ["222222222222", "shop-prod@example.com", "aws-cn"],
  );
  assert.deepEqual(
    member?.roles.map(({ name, trusts }) => [name, trusts]),
    [["LambdaInventoryReadOnly", ["111111111111"]]],
  );
  assert.throws(
    () => estate({ accounts: [{ functions: { "eu-west-1": ["no/slash"] } }] }),
    /cannot be the name/,
  );
});

test("a compact description gives each of a thousand accounts another id of twelve digits", () => {
  const { accounts } = estate({
    accounts: Array.from({ length: 1000 }, (_, i) => ({ name: `member-${i}` })),
  });
  const ids = accounts.map(({ id }) => id);
  assert.equal(new Set(ids).size, 1000);
  assert.ok(ids.every((id) => /^\d{12}$/.test(id)));
});
