import assert from "node:assert/strict";
import { test } from "node:test";
import { deadlineLines } from "../../src/cli/summary/deadlines.ts";
import { runtimeFindings } from "../../src/report/deadlines.ts";
import { dueGroups } from "../../src/report/due-groups.ts";
import { row } from "../support/report/sample.ts";

const ROWS = [
  row({ functionName: "a", owner: "payments" }),
  row({ functionName: "a", version: "1", owner: "payments" }),
  row({ functionName: "b", owner: "payments", accountId: "222233334444" }),
  row({ functionName: "c", runtime: "python3.8" }),
  row({ functionName: "d", action: "none", dueDate: "2026-12-24" }),
  row({ functionName: "e", action: "check-image", runtime: null, dueDate: null, dueEvent: null }),
  row({ functionName: "f", dueDate: "2026-12-31", dueEvent: "deprecation", owner: "shop" }),
  row({ functionName: "g", runtime: "nodejs4.3", dueDate: "2020-04-30", dueEvent: "update-block" }),
  row({ functionName: "h", runtime: "ruby2.5", dueDate: "2022-03-31", dueEvent: "update-block" }),
];

test("coming deadlines by date: functions with an action are counted once, with runtimes, accounts and owners", () => {
  const create = { date: "2027-02-03", event: "create-block" };
  assert.deepEqual(dueGroups(ROWS).slice(2), [
    {
      ...{ date: "2026-12-31", event: "deprecation", functions: 1, accounts: 1 },
      ...{ runtimes: ["nodejs18.x"], owners: ["shop"] },
    },
    {
      ...{ ...create, functions: 3, accounts: 2 },
      ...{ runtimes: ["nodejs18.x", "python3.8"], owners: ["payments", "no owner"] },
    },
  ]);
});

test("a customer-managed runtime has its own name, since nobody knows what is deprecated when custom is", () => {
  const arn = (name: string) => `arn:aws:lambda:eu-west-1:222233334444:runtime/${name}`;
  const custom = { runtime: "custom", runtimeStatus: "expiring", deprecationDate: "2026-12-24" } as const;
  const rows = [
    row({ ...custom, functionName: "a", runtimeArn: arn("cobol") }),
    row({ ...custom, functionName: "b", runtimeArn: arn("perl"), deprecationDate: "2026-12-01" }),
    row({ ...custom, functionName: "c", runtimeArn: "not an ARN" }),
  ];
  const names = ["cobol (customer-managed)", "perl (customer-managed)", "custom (customer-managed)"];
  assert.deepEqual(
    dueGroups(rows)
      .flatMap(({ runtimes }) => runtimes)
      .toSorted(),
    names.toSorted(),
  );
  assert.deepEqual(
    runtimeFindings(rows, "2026-11-21").map(({ runtime, functions }) => [runtime, functions]),
    [
      ["perl (customer-managed)", 1],
      ["cobol (customer-managed)", 1],
      ["custom (customer-managed)", 1],
    ],
  );
});

test("the summary's deadlines: a row for each coming date, the overdue ones in one line", () => {
  const terminal = { stderrColor: false, stderrWidth: undefined };
  assert.deepEqual(deadlineLines(dueGroups(ROWS), "2026-11-21", terminal), [
    "  due         when        what happens      runtimes               functions  accounts  owners",
    "  2026-12-31  in 40 days  deprecated        nodejs18.x                     1         1  shop",
    "  2027-02-03  in 74 days  creation blocked  nodejs18.x, python3.8          3         2  payments, no owner",
    "  overdue: 2 functions on nodejs4.3, ruby2.5, all dates passed by 2022-03-31 (no owner)",
  ]);
  assert.deepEqual(deadlineLines([], "2026-11-21", terminal), []);
});

test("no line of the deadlines is wider than the terminal", () => {
  for (const stderrWidth of [60, 80, 100]) {
    for (const line of deadlineLines(dueGroups(ROWS), "2026-11-21", { stderrColor: false, stderrWidth })) {
      assert.ok(line.length <= stderrWidth, line);
    }
  }
});
