import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { PackedRows } from "../../src/report/packed-rows.ts";
import { anyRows } from "../support/report/arbitrary.ts";

test("rows leave as they came, packed or not", () => {
  fc.assert(
    fc.property(anyRows, fc.integer({ min: 1, max: 5 }), (rows, every) => {
      const packed = new PackedRows();
      rows.forEach((row, index) => {
        packed.add(row);
        if (index % every === 0) packed.pack();
      });
      assert.deepEqual([...packed.batches()].flat(), JSON.parse(JSON.stringify(rows)));
    }),
  );
});
