import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { diffReports } from "../../src/compare/diff.ts";
import type { ChangeKind, Difference } from "../../src/compare/difference.ts";
import { anyCells, anyRun } from "../support/compare/arbitrary.ts";
import { changesOf } from "../support/compare/change-list.ts";
import { reportOf } from "../support/compare/reports.ts";

test("a report does not differ from itself", () => {
  fc.assert(
    fc.property(anyRun, (cells) => {
      const report = reportOf(cells);
      const difference = diffReports(report, report);
      assert.deepEqual(changesOf(difference), []);
      assert.deepEqual(difference.cells, { notReadNow: [], notReadThen: [] });
      assert.equal(difference.summary.unchanged, report.functions.length);
    }),
  );
});

test("the other way round, new functions are gone", () => {
  const names = (difference: Difference, kind: ChangeKind) =>
    difference.functions[kind].map(({ functionArn, version }) => `${functionArn} ${version}`);
  fc.assert(
    fc.property(anyCells, anyCells, (a, b) => {
      const [there, back] = [diffReports(reportOf(a), reportOf(b)), diffReports(reportOf(b), reportOf(a))];
      assert.deepEqual(names(there, "new"), names(back, "gone"));
      assert.deepEqual(names(there, "newlyVisible"), names(back, "unread"));
      assert.deepEqual(names(there, "newlyDeprecated"), names(back, "newlyFixed"));
      assert.deepEqual(names(there, "moved"), names(back, "moved"));
      assert.deepEqual(there.cells.notReadNow, back.cells.notReadThen);
    }),
  );
});

test("every function of both reports is in the comparison, whatever was not read", () => {
  fc.assert(
    fc.property(anyRun, anyRun, (a, b) => {
      const [old, fresh] = [reportOf(a), reportOf(b)];
      const { functions, summary, new: side, old: before } = diffReports(old, fresh);
      // When only one report lists versions, only the latest ones are compared.
      if (side.versions !== before.versions) return;
      const both = new Set(
        [
          functions.newlyDeprecated,
          functions.newlyBlocked,
          functions.newlyExpiring,
          functions.newlyFixed,
          functions.moved,
        ]
          .flat()
          .map(({ functionArn, version }) => `${functionArn} ${version}`),
      );
      const inBoth = both.size + summary.unchanged;
      assert.equal(inBoth + summary.gone + summary.unread, old.functions.length);
      assert.equal(inBoth + summary.new + summary.newlyVisible, fresh.functions.length);
    }),
  );
});
