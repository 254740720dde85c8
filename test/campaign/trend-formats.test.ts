/** A trend in each format, and what limits its comparison, word for word; cli/trend.test.ts is about files and options. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { snapshotOf } from "../../src/campaign/snapshot.ts";
import { type Trend, TrendBuilder } from "../../src/campaign/trend.ts";
import { writeTrend } from "../../src/campaign/trend-write.ts";
import type { CoverageRow } from "../../src/model/coverage.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { row, tail, target } from "../support/report/sample.ts";

interface Made {
  readonly day: string;
  /** Of the start; 10:00 when omitted. */
  readonly time?: string;
  readonly rows?: readonly FunctionRow[];
  readonly coverage?: readonly CoverageRow[];
}

function trend(reports: readonly Made[], byOwner = false): Trend {
  const builder = new TrendBuilder(byOwner);
  for (const { day, time = "10:00:00", rows = [], coverage } of reports)
    builder.add(
      snapshotOf(`${day}.json`, {
        startedAt: `${day}T${time}.000Z`,
        ...tail(rows, coverage),
        functions: rows,
      }),
    );
  return builder.finish();
}

async function written(format: "csv" | "json" | "markdown" | "html", made: Trend): Promise<string> {
  return [...(await writeTrend(format, made))].join("");
}

/** One function on each of these runtimes, which lose their updates on a day. */
const on = (blockUpdateDate: string | null, ...runtimes: readonly string[]) =>
  runtimes.map((runtime, at) => row({ functionName: `${runtime}-${at}`, runtime, blockUpdateDate }));

const owned = [row({ functionName: "a", owner: "web" }), row({ functionName: "b", owner: null })];
const OWNERS = trend(
  [
    { day: "2026-10-29", rows: owned },
    { day: "2026-11-02", rows: owned.slice(1) },
  ],
  true,
);

test("by owner, as CSV and Markdown", async () => {
  assert.equal(
    await written("csv", OWNERS),
    `startedAt,owner,targets,read,functions,supported,expiring,deprecated,create-blocked,update-blocked,preview,custom,container,unknown,waived,new,fixed,stillOpen,targetsLeftOut
2026-10-29T10:00:00.000Z,web,1,1,1,0,0,1,0,0,0,0,0,0,0,,,,
2026-10-29T10:00:00.000Z,,1,1,1,0,0,1,0,0,0,0,0,0,0,,,,
2026-11-02T10:00:00.000Z,web,1,1,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0
2026-11-02T10:00:00.000Z,,1,1,1,0,0,1,0,0,0,0,0,0,0,0,0,1,0
`,
  );
  assert.equal(
    await written("markdown", OWNERS),
    `# Lambda runtimes: trend

| report | owner | targets | read | functions | deprecated | waived | new | fixed | still open | left out |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 2026-10-29 10:00 | web | 1 | 1 | 1 | 1 | 0 |  |  |  |  |
| 2026-10-29 10:00 | (no owner) | 1 | 1 | 1 | 1 | 0 |  |  |  |  |
| 2026-11-02 10:00 | web | 1 | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 0 |
| 2026-11-02 10:00 | (no owner) | 1 | 1 | 1 | 1 | 0 | 0 | 0 | 1 | 0 |
`,
  );
});

test("the pace in Markdown: runtimes without fewer functions are folded by when their updates are blocked", async () => {
  const then = [
    ...on(null, "a1", "a2"),
    ...on("2026-11-29", "b1", "b2"),
    ...on("2026-01-01", "b3"),
    ...on("2026-11-30", "c1", "c2"),
    ...on("2027-06-01", "d1"),
  ];
  const made = trend([
    { day: "2026-11-01", rows: then },
    { day: "2026-11-29", rows: [...then, row({ functionName: "more", runtime: "c2" })] },
  ]);
  const text = await written("markdown", made);
  const pace = "At the last eight weeks' pace, functions on";
  assert.deepEqual(text.split("\n").slice(0, 8), [
    "# Lambda runtimes: trend",
    "",
    `- ${pace} 3 runtimes remain, none fewer since 2026-11-01; their updates are already blocked: b3 (1), b1 (1), b2 (1).`,
    `- ${pace} 2 runtimes remain, none fewer since 2026-11-01; their updates are blocked on 2026-11-30: c1 (1), c2 (1 → 2).`,
    `- ${pace} d1 remain; its updates are blocked on 2027-06-01 (1 → 1 function since 2026-11-01).`,
    `- ${pace} 2 runtimes remain, none fewer since 2026-11-01: a1 (1), a2 (1).`,
    "",
    "| report | targets | read | functions | deprecated | waived | new | fixed | still open | left out |",
  ]);
});

const accounts = (...ids: readonly number[]) =>
  ids.map((id) => target({ accountId: String(100_000_000_000 + id), functions: 0 }));

test("scopes that differ: a few accounts are named, many are counted, and after ten pairs of reports the rest is", () => {
  const scopes = [
    accounts(1),
    accounts(1, 2, 3),
    accounts(1, 2, 3, 4, 5, 6, 7, 8),
    accounts(1, 2, 3),
    accounts(1),
  ];
  const made = trend(scopes.map((coverage, at) => ({ day: `2026-11-0${at + 1}`, coverage })));
  assert.deepEqual(made.notes, [
    "2026-11-01.json and 2026-11-02.json have different scopes: only in 2026-11-02.json: accounts 100000000002, 100000000003.",
    "2026-11-02.json and 2026-11-03.json have different scopes: only in 2026-11-03.json: accounts 100000000004, 100000000005, 100000000006, 100000000007, 100000000008.",
    "2026-11-03.json and 2026-11-04.json have different scopes: only in 2026-11-03.json: accounts 100000000004, 100000000005, 100000000006, 100000000007, 100000000008.",
    "2026-11-04.json and 2026-11-05.json have different scopes: only in 2026-11-04.json: accounts 100000000002, 100000000003.",
  ]);
  const six = trend([
    { day: "2026-11-01", coverage: accounts(1) },
    { day: "2026-11-02", coverage: accounts(1, 2, 3, 4, 5, 6, 7) },
  ]);
  assert.match(six.notes[0] ?? "", /: only in 2026-11-02\.json: 6 accounts\.$/);

  const notes = (pairs: number) =>
    trend(
      Array.from({ length: pairs + 1 }, (_, at) => ({
        day: `2026-11-${String(at + 1).padStart(2, "0")}`,
        coverage: accounts(at % 2),
      })),
    ).notes;
  assert.equal(notes(10).length, 10);
  assert.equal(notes(12).length, 11);
  assert.equal(notes(12).at(-1), "2 more pairs of reports have different scopes.");
});

const left = ({ rows }: Trend) => rows.at(-1)?.targetsLeftOut;

test("a region where Lambda was not supported yet is compared with itself", () => {
  const made = trend([
    { day: "2026-11-01", coverage: [target({ status: "unsupported", functions: 0 })] },
    { day: "2026-11-08", rows: [row()] },
  ]);
  assert.deepEqual([made.rows[1]?.new, left(made)], [1, 0]);
});

test("a region that was disabled in one of two reports is left out, whichever it was", () => {
  const disabled = [target({ status: "disabled", functions: 0 })];
  const [off, on] = [
    { day: "2026-11-01", coverage: disabled },
    { day: "2026-11-08", rows: [row()] },
  ];
  const later = trend([off, on]);
  assert.deepEqual([later.rows[1]?.new, left(later)], [0, 1]);
  const earlier = trend([
    { ...on, day: "2026-11-01" },
    { ...off, day: "2026-11-08" },
  ]);
  assert.deepEqual([earlier.rows[1]?.fixed, left(earlier)], [0, 1]);
  const both = trend([off, { ...off, day: "2026-11-08" }]);
  assert.equal(left(both), 0);
});

test("an account that could be accessed in neither report is left out as one target", () => {
  const coverage = [target(), target({ accountId: "222233334444", region: "", status: "denied" })];
  assert.equal(
    left(
      trend([
        { day: "2026-11-01", coverage },
        { day: "2026-11-08", coverage },
      ]),
    ),
    1,
  );
});

test("the page lists for each report what was not read", async () => {
  const coverage = [target({ status: "denied", message: "no" }), target({ region: "us-east-1" })];
  const page = await written("html", trend([{ day: "2026-11-01", coverage }]));
  assert.match(page, /not read: 1 denied: 111122223333 payments \(eu-west-1\)/);
});

test("reports of one day have their time, wherever the page names them", async () => {
  const coverage = [target({ status: "denied", message: "no" }), target({ region: "us-east-1" })];
  const page = await written(
    "html",
    trend([
      { day: "2026-11-01" },
      { day: "2026-11-08", time: "07:59:00", coverage },
      { day: "2026-11-08", time: "09:15:30", coverage },
    ]),
  );
  const text = page.replaceAll(/<time[^>]*>|<\/time>/g, "");
  assert.match(text, /on deprecated runtimes on 2026-11-08 09:15 UTC</);
  assert.match(text, /Since 2026-11-08 07:59 UTC: 0 new/);
  assert.match(text, /<title>2026-11-01: 0 /);
  assert.match(text, /<title>2026-11-08 07:59 UTC: 0 /);
  assert.match(text, />2026-11-08<\/text><text [^>]*>09:15 UTC<\/text>/);
  assert.match(text, /<li>2026-11-08 07:59 UTC, 2026-11-08 09:15 UTC: /);
  assert.match(text, />report \(UTC\)<[\s\S]*>2026-11-08 09:15</);
});

test("the pace names customer-managed runtimes in words, and gives them no common date", async () => {
  const custom = on("2027-06-01", "custom");
  const made = trend([
    { day: "2026-11-01", rows: custom },
    { day: "2026-11-29", rows: custom },
  ]);
  assert.equal(
    made.pace[0]?.text,
    "At the last eight weeks' pace, functions on customer-managed runtimes remain (1 → 1 function since 2026-11-01).",
  );
  const cells = /<tr><td[^>]*>customer-managed runtimes<.*?<\/tr>/.exec(await written("html", made))?.[0];
  assert.match(cells ?? "", />set by their publishers<\/td><\/tr>$/);
});

test("the page is good only when the last report is complete", async () => {
  const unread = [target({ status: "denied", message: "no" }), target({ region: "us-east-1" })];
  const last = (coverage?: readonly CoverageRow[]) =>
    written(
      "html",
      trend([
        { day: "2026-11-01", coverage: unread },
        { day: "2026-11-08", ...(coverage && { coverage }) },
      ]),
    );
  const page = await last();
  assert.match(page, /class="verdict good"/);
  assert.doesNotMatch(page, /Incomplete:/);
  assert.match(
    await last(unread),
    /class="verdict warn"[\s\S]*Incomplete: 1 of 2 targets not read, so functions may be missing/,
  );
});
