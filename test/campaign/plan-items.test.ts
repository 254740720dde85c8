/** Work items and their order: what an item takes from its functions, and its title. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ItemCollector } from "../../src/campaign/items.ts";
import { type Plan, planOf } from "../../src/campaign/plan.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { row, target } from "../support/report/sample.ts";

function plan(rows: readonly FunctionRow[]): Plan {
  const collector = new ItemCollector();
  for (const each of rows) collector.add(each);
  return planOf(collector, { today: "2026-11-29", coverage: [target()] });
}

const B = { accountId: "222233334444" };

test("an item of functions with different dates is due on the first of them, in whatever order they come", () => {
  const runtime = { runtime: "custom", action: "upgrade" } as const;
  const rows = [
    row({ ...runtime, functionName: "a", dueDate: "2027-06-01", dueEvent: "update-block" }),
    row({ ...runtime, functionName: "b", dueDate: "2027-01-01", dueEvent: "deprecation" }),
    row({ ...runtime, functionName: "c", dueDate: null, dueEvent: null }),
  ];
  for (const order of [rows, rows.toReversed(), [...rows.slice(2), ...rows.slice(0, 2)]]) {
    const { items } = plan(order);
    assert.deepEqual(
      items.map(({ functions, dueDate, dueEvent }) => [functions, dueDate, dueEvent]),
      [[3, "2027-01-01", "deprecation"]],
    );
  }
});

test("accounts and functions are in order, and contact and repository are there where all functions agree", () => {
  const known = { contact: "#pay", repository: "github.com/acme/pay" };
  const [item] = plan([
    row({ ...B, functionName: "a", ...known }),
    row({ functionName: "z", ...known }),
    row({ functionName: "b", contact: "#pay", repository: "github.com/acme/other" }),
  ]).items;
  assert.deepEqual(item?.accounts, ["111122223333", "222233334444"]);
  assert.deepEqual(
    item?.functionArns.map((arn) => arn.split(":").slice(4).join(":")),
    ["111122223333:function:b", "111122223333:function:z", "222233334444:function:a"],
  );
  assert.deepEqual([item?.contact, item?.repository], ["#pay", null]);
});

test("more than three remedies are cut, and functions without one have no part in it", () => {
  const rows = ["one", "two", "three", "four", "five"].map((remedy) => row({ functionName: remedy, remedy }));
  const [item] = plan([row({ functionName: "none" }), ...rows]).items;
  assert.equal(item?.remedy, "one; two; three; 2 more");
});

test("of items with the same date, those that are used most come first, and those of which it is not known last", () => {
  const uses = { idle: 0, unknown: undefined, busy: 7, less: 3 };
  const rows = Object.entries(uses).map(([owner, invocations]) =>
    row({ functionName: owner, owner, ...(invocations !== undefined && { invocations }) }),
  );
  for (const order of [rows, rows.toReversed()])
    assert.deepEqual(
      plan(order).items.map(({ owner, invocations }) => [owner, invocations]),
      [
        ["busy", 7],
        ["less", 3],
        ["idle", 0],
        ["unknown", undefined],
      ],
    );
});

test("a waived function without work, and a replica of Lambda@Edge, are in no number", () => {
  const { items, summary } = plan([
    row({ functionName: "fine", action: "none", waivedUntil: "2027-03-31" }),
    row({ functionName: "us-east-1.edge", version: "3", kind: "edge-replica" }),
  ]);
  assert.deepEqual(items, []);
  assert.equal(summary.waived, 0);
});

const retired = { action: "retire", runtime: "python3.6" } as const;
const TITLES: readonly (readonly [title: string, rows: readonly FunctionRow[]])[] = [
  ["Retire 1 unused function that runs on python3.6", [row(retired)]],
  ["Retire 2 unused functions that run on python3.6", [row(retired), row({ ...retired, ...B })]],
  [
    "Redeploy 2 aws-cdk functions that run on nodejs18.x",
    [
      row({ action: "redeploy", managedBy: "aws-cdk" }),
      row({ ...B, action: "redeploy", managedBy: "aws-cdk" }),
    ],
  ],
  ["Redeploy 1 function that runs on nodejs18.x", [row({ action: "redeploy" })]],
  [
    "Update datadog: 1 function that runs on nodejs18.x",
    [row({ action: "update-product", managedBy: "datadog" })],
  ],
  [
    "Update datadog: 1 function",
    [row({ action: "update-product", managedBy: "datadog", runtime: null, packageType: "Image" })],
  ],
  ["Update the product: 1 function that runs on nodejs18.x", [row({ action: "update-product" })]],
  [
    "Check the base image of 1 datadog function",
    [row({ action: "check-image", managedBy: "datadog", runtime: null, packageType: "Image" })],
  ],
];

for (const [title, rows] of TITLES)
  test(`a title: ${title}`, () => {
    assert.deepEqual(
      plan(rows).items.map((item) => item.title),
      [title],
    );
  });
