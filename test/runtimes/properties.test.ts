import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayAfter, daysBetween, isDay } from "../../src/model/day.ts";
import { createAssessor } from "../../src/runtimes/assess.ts";
import { type Catalogue, catalogueOf } from "../../src/runtimes/catalogue.ts";
import { changeText, compareCatalogues } from "../../src/runtimes/compare.ts";

const day = fc
  .date({ min: new Date("2015-01-01"), max: new Date("2035-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const dayOrNull = fc.option(day, { nil: null });
const row = fc.record({
  id: fc.stringMatching(/^[a-z]{1,8}[0-9.]{0,4}$/),
  deprecationDate: dayOrNull,
  blockCreateDate: dayOrNull,
  blockUpdateDate: dayOrNull,
  successor: fc.option(fc.constantFrom("a", "b"), { nil: null }),
  phase: fc.constantFrom("ga", "ga", "ga", "preview", "customer-managed"),
});
const catalogue = fc
  .record({
    asOf: day,
    source: fc.constant("made up"),
    runtimes: fc.uniqueArray(row, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
  })
  .map((data): Catalogue => catalogueOf(data, ({ path, message }) => new Error(`${path} ${message}`)));

const RANK: Readonly<Record<string, number>> = {
  supported: 0,
  expiring: 1,
  deprecated: 2,
  "create-blocked": 3,
  "update-blocked": 4,
};

test("the status is the furthest phase whose day has come", () => {
  fc.assert(
    fc.property(catalogue, day, fc.nat(400), (data, today, within) => {
      const assess = createAssessor({ catalogue: data, today, within });
      for (const { id, phase, ...dates } of data.runtimes) {
        const { runtimeStatus, daysLeft } = assess(id, "Zip");
        const reached = (date: string | null) => date !== null && daysBetween(date, today) >= 0;
        if (phase === "customer-managed" || id === "custom") assert.equal(runtimeStatus, "custom");
        else if (phase === "preview") assert.equal(runtimeStatus, "preview");
        else if (reached(dates.blockUpdateDate)) assert.equal(runtimeStatus, "update-blocked");
        else if (reached(dates.blockCreateDate)) assert.equal(runtimeStatus, "create-blocked");
        else if (reached(dates.deprecationDate)) assert.equal(runtimeStatus, "deprecated");
        else if (daysLeft !== null && daysLeft <= within) assert.equal(runtimeStatus, "expiring");
        else assert.equal(runtimeStatus, "supported");
      }
    }),
  );
});

test("a runtime never becomes better with time, nor with a wider window", () => {
  fc.assert(
    fc.property(catalogue, day, day, fc.nat(400), fc.nat(400), (data, one, other, narrow, more) => {
      const [early, late] = one < other ? [one, other] : [other, one];
      const before = createAssessor({ catalogue: data, today: early, within: narrow });
      const after = createAssessor({ catalogue: data, today: late, within: narrow + more });
      for (const { id, phase } of data.runtimes) {
        if (phase !== "ga") continue;
        const [was, is] = [before(id, "Zip").runtimeStatus, after(id, "Zip").runtimeStatus];
        assert.ok((RANK[is] ?? -1) >= (RANK[was] ?? -1), `${id}: ${was} on ${early}, ${is} on ${late}`);
      }
    }),
  );
});

test("every runtime of a catalogue is assessed, and no other", () => {
  fc.assert(
    fc.property(catalogue, day, fc.string(), (data, today, other) => {
      const assess = createAssessor({ catalogue: data, today, within: 180 });
      for (const { id } of data.runtimes) assert.notEqual(assess(id, "Zip").runtimeStatus, "unknown");
      const listed = data.runtimes.some(({ id }) => id === other) || other === "custom" || other === "";
      if (!listed) assert.equal(assess(other, "Zip").runtimeStatus, "unknown");
    }),
  );
});

test("days are counted as the calendar has them", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
      const date = new Date(`${from}T00:00:00Z`);
      date.setUTCDate(date.getUTCDate() + days);
      const to = date.toISOString().slice(0, 10);
      assert.equal(daysBetween(from, to), days);
      assert.equal(dayAfter(from, days), to);
      assert.ok(isDay(to));
    }),
  );
});

test("a catalogue has no difference from itself, and differences mirror", () => {
  fc.assert(
    fc.property(catalogue, catalogue, (one, other) => {
      assert.deepEqual(compareCatalogues(one, one), []);
      const there = compareCatalogues(one, other);
      const back = compareCatalogues(other, one);
      assert.deepEqual(
        there.map(({ id, field, before, after }) => ({ id, field, before: after, after: before })),
        back.map(({ id, field, before, after }) => ({ id, field, before, after })),
      );
      assert.ok(there.every((change) => changeText(change).startsWith(`${change.id} `)));
    }),
  );
});
