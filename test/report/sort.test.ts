import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FunctionRow } from "../../src/model/report.ts";
import { COLUMN_KEYS, column } from "../../src/report/columns.ts";
import { defaultOrder } from "../../src/report/default-order.ts";
import { type SortKey, sortRows } from "../../src/report/sort.ts";
import { anyRow, anyRows } from "../support/report/arbitrary.ts";
import { row } from "../support/report/sample.ts";

const up = (key: SortKey["key"]): SortKey => ({ key, descending: false });
const down = (key: SortKey["key"]): SortKey => ({ key, descending: true });

function named(values: Readonly<Record<string, Partial<FunctionRow>>>): FunctionRow[] {
  return Object.entries(values).map(([functionName, value]) => row({ functionName, ...value }));
}

const ORDERS: readonly {
  readonly about: string;
  readonly rows: Readonly<Record<string, Partial<FunctionRow>>>;
  readonly keys: readonly SortKey[];
  readonly order: readonly string[];
}[] = [
  { about: "no keys: by name", rows: { b: {}, a: {}, B: {} }, keys: [], order: ["B", "a", "b"] },
  {
    about: "numbers by value, negative first, none last",
    rows: { a: { daysLeft: 10 }, b: { daysLeft: null }, c: { daysLeft: -3 }, d: { daysLeft: 9 } },
    keys: [up("daysLeft")],
    order: ["c", "d", "a", "b"],
  },
  {
    about: "descending, none still last",
    rows: { a: { daysLeft: 10 }, b: { daysLeft: null }, c: { daysLeft: -3 }, d: { daysLeft: 9 } },
    keys: [down("daysLeft")],
    order: ["a", "d", "c", "b"],
  },
  {
    about: "text by code point, empty last",
    rows: {
      a: { description: "é" },
      b: { description: "" },
      c: { description: "z" },
      d: { description: "Z" },
    },
    keys: [up("description")],
    order: ["d", "c", "a", "b"],
  },
  {
    about: "text beyond the basic plane after all of it",
    rows: { a: { description: "😀" }, b: { description: "\uffee" } },
    keys: [up("description")],
    order: ["b", "a"],
  },
  {
    about: "a second key decides among equals, then the name",
    rows: {
      d: { timeout: 1 },
      c: { timeout: 2 },
      b: { timeout: 1, runtime: "python3.9" },
      a: { timeout: 1 },
    },
    keys: [down("runtime"), up("timeout")],
    order: ["b", "a", "d", "c"],
  },
];

for (const { about, rows, keys, order } of ORDERS) {
  test(`sorted: ${about}`, () =>
    assert.deepEqual(
      sortRows(named(rows), keys).map(({ functionName }) => functionName),
      order,
    ));
}

test("the default order is account, region, function, version", () => {
  const rows = [
    row({ accountId: "222222222222" }),
    row({ region: "us-east-1" }),
    row({ functionName: "z" }),
    row({ version: "10" }),
    row({ version: "2" }),
    row(),
  ];
  assert.deepEqual(
    sortRows(rows, []).map((one) => rows.indexOf(one)),
    [5, 3, 4, 2, 1, 0],
  );
});

test("the order is the same from whatever order the rows came in", () => {
  const anyKeys = fc.array(fc.record({ key: fc.constantFrom(...COLUMN_KEYS), descending: fc.boolean() }), {
    maxLength: 3,
  });
  const distinct = fc.uniqueArray(anyRow, { maxLength: 8, comparator: (a, b) => defaultOrder(a, b) === 0 });
  fc.assert(
    fc.property(distinct, anyKeys, (rows, keys) => {
      assert.deepEqual(sortRows(rows.toReversed(), keys), sortRows(rows, keys));
    }),
  );
});

test("descending is the reverse of ascending, except for empty cells", () => {
  fc.assert(
    fc.property(anyRows, fc.constantFrom(...COLUMN_KEYS), (rows, key) => {
      const texts = (keys: readonly SortKey[]) => sortRows(rows, keys).map(column(key).text).filter(Boolean);
      assert.deepEqual(texts([down(key)]), texts([up(key)]).toReversed());
    }),
  );
});
