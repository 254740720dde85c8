import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mergeReports } from "../../src/compare/merge.ts";
import type { Report } from "../../src/model/report.ts";
import { reportText } from "./report-text.ts";
import { anyRun, type CellOf, reportOf } from "./reports.ts";

const A = "111111111111";
const B = "222222222222";
const fn = (...names: string[]) => names.map((functionName) => ({ functionName }));

function parts(...reports: readonly Report[]) {
  return reports.map((report, i) => ({ path: `part-${i + 1}.json`, report }));
}

/** Cells dealt out to a number of runs that ended one after the other, as they would have been printed. */
function dealt(cells: readonly CellOf[], count: number, partOf: (cell: CellOf) => number): Report[] {
  return Array.from({ length: count }, (_, i) =>
    reportOf(
      cells.filter((cell) => partOf(cell) === i),
      { finishedAt: `2026-11-21T08:0${i}:30.000Z` },
    ),
  );
}

test("any division into shards merges into the bytes that one run prints, in whatever order they are named", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, fc.integer({ min: 1, max: 4 }), fc.integer(), async (cells, count, salt) => {
      const shardOf = ({ accountId }: CellOf) => Math.abs(Number(accountId) + salt) % count;
      const shards = dealt(cells, count, shardOf).map((report, i) => ({
        ...report,
        shard: { index: i + 1, count },
      }));
      const whole = reportOf(cells, { finishedAt: `2026-11-21T08:0${count - 1}:30.000Z` });
      const { report, warnings } = mergeReports(parts(...shards.reverse()));
      assert.equal(await reportText(report), await reportText(whole));
      assert.deepEqual(warnings, []);
    }),
  );
});

test("so does any division by account and region", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, fc.array(fc.nat({ max: 2 })), async (cells, deal) => {
      const runs = dealt(cells, 3, (cell) => deal[cells.indexOf(cell)] ?? 0);
      const whole = reportOf(cells, { finishedAt: "2026-11-21T08:02:30.000Z" });
      assert.equal(await reportText(mergeReports(parts(...runs)).report), await reportText(whole));
    }),
  );
});

/** Reports that cannot be one, and what is said. */
const REFUSED: Readonly<Record<string, [Report[], string]>> = {
  "the same cell read in two": [
    [
      reportOf([{ accountId: A, region: "eu-west-1", functions: fn("a") }]),
      reportOf([
        { accountId: A, region: "eu-west-1", functions: fn("a") },
        { accountId: B, region: "eu-west-1", functions: fn("b") },
      ]),
    ],
    `account ${A} in eu-west-1 was read in both part-1.json and part-2.json`,
  ],
  "the same report twice": [
    [reportOf([{ accountId: A, region: "us-east-1" }]), reportOf([{ accountId: A, region: "us-east-1" }])],
    `account ${A} in us-east-1 was read in both part-1.json and part-2.json`,
  ],
  "a shard that is missing": [
    [reportOf([{ accountId: A, region: "us-east-1" }], { shard: { index: 3, count: 4 } })],
    "missing: shard 1/4, 2/4, 4/4",
  ],
  "shards of two divisions": [
    [
      reportOf([{ accountId: A, region: "us-east-1" }], { shard: { index: 1, count: 2 } }),
      reportOf([{ accountId: B, region: "us-east-1" }], { shard: { index: 2, count: 3 } }),
    ],
    "part-1.json is one of 2 shards, part-2.json one of 3",
  ],
  "two catalogues": [
    [
      reportOf([{ accountId: A, region: "us-east-1" }]),
      reportOf([{ accountId: B, region: "us-east-1" }], {
        catalogue: { asOf: "2026-11-01", source: "x.json", ageDays: 20 },
      }),
    ],
    "different catalogues judged these reports: 2026-10-03 of built-in in part-1.json, 2026-11-01 of x.json in part-2.json",
  ],
  "two catalogues of one name": [
    [
      reportOf([{ accountId: A, region: "us-east-1", functions: fn("a") }]),
      reportOf([
        {
          accountId: B,
          region: "us-east-1",
          functions: [{ functionName: "b", deprecationDate: "2027-10-31" }],
        },
      ]),
    ],
    "different catalogues judged these reports: the dates of nodejs22.x are not the same in part-1.json and part-2.json",
  ],
  "a function that stands twice in one": [
    [reportOf([{ accountId: A, region: "us-east-1", functions: fn("a", "a") }])],
    `a $LATEST of account ${A} in us-east-1 stands twice in these reports`,
  ],
  nothing: [[], "no report to merge"],
};

for (const [what, [reports, message]] of Object.entries(REFUSED)) {
  test(`refuses ${what}`, () => {
    assert.throws(() => mergeReports(parts(...reports)), { name: "UserError", message });
  });
}

test("refuses a file that is named twice", () => {
  const [part] = parts(reportOf([]));
  assert.ok(part);
  assert.throws(() => mergeReports([part, part]), {
    name: "UserError",
    message: "part-1.json is named twice",
  });
});

test("a later run that read what the first could not fills it in", () => {
  const first = reportOf([
    { accountId: A, region: "eu-west-1", functions: fn("a") },
    { accountId: A, region: "us-east-1", status: "throttled" },
    { accountId: B, region: "", status: "denied" },
  ]);
  const second = reportOf(
    [
      { accountId: A, region: "us-east-1", functions: fn("c") },
      { accountId: B, region: "eu-west-1", functions: fn("b") },
      { accountId: B, region: "us-east-1", status: "timeout" },
    ],
    { finishedAt: "2026-11-21T09:00:00.000Z" },
  );
  const whole = reportOf(
    [
      { accountId: A, region: "eu-west-1", functions: fn("a") },
      { accountId: A, region: "us-east-1", functions: fn("c") },
      { accountId: B, region: "eu-west-1", functions: fn("b") },
      { accountId: B, region: "us-east-1", status: "timeout" },
    ],
    { finishedAt: "2026-11-21T09:00:00.000Z" },
  );
  assert.deepEqual(mergeReports(parts(first, second)).report, whole);
  assert.deepEqual(mergeReports(parts(second, first)).report, whole);
});

/** An account that one part could not enter, and where both looked; whether it is still said to be unread. */
const UNENTERED: readonly [what: string, elsewhere: string[], later: string[], kept: boolean][] = [
  ["was read since in the same regions", ["eu-west-1", "us-east-1"], ["eu-west-1", "us-east-1"], false],
  ["was read since in more regions", ["us-east-1"], ["eu-west-1", "us-east-1"], false],
  ["was read in other regions only", ["us-east-1"], ["eu-west-1"], true],
  ["was read in some of the regions", ["eu-west-1", "us-east-1"], ["us-east-1"], true],
  ["does not have a region that others opted into", ["us-east-1", "ap-east-1"], ["us-east-1"], false],
  ["was to be read in an opt-in region alone", ["ap-east-1", "me-south-1"], ["ap-east-1"], true],
  ["is of another partition", ["us-east-1", "cn-north-1"], ["us-east-1"], false],
  ["was the only one of a part that does not say where it looked", [], ["us-east-1"], true],
];

for (const [what, elsewhere, later, kept] of UNENTERED) {
  test(`an account that could not be entered and ${what} is ${kept ? "still" : "no longer"} unread`, () => {
    const failed = reportOf([
      { accountId: A, region: "", status: "throttled" },
      ...elsewhere.map((region) => ({ accountId: B, region })),
    ]);
    const entered = reportOf(
      later.map((region) => ({ accountId: A, region, functions: fn("a") })),
      { startedAt: "2026-11-21T08:30:00.000Z", finishedAt: "2026-11-21T09:00:00.000Z" },
    );
    const { summary, coverage, accounts } = mergeReports(parts(failed, entered)).report;
    assert.equal(summary.notRead, kept ? 1 : 0);
    const of = coverage.filter(({ accountId }) => accountId === A).map(({ region }) => region);
    assert.deepEqual(of, kept ? ["", ...later] : later);
    assert.equal(accounts[0]?.status, kept ? "incomplete" : "ok");
  });
}

test("an account that has no region of those that a part wanted is no overlap, and gives way to what was read", () => {
  const none = { accountId: A, region: "", status: "disabled" } as const;
  const at = (hour: number) => ({ finishedAt: `2026-11-21T1${hour}:00:00.000Z` });
  const [one, two] = [reportOf([none], at(1)), reportOf([none], at(2))];
  assert.deepEqual(mergeReports(parts(one, two)).report, two);
  const three = reportOf([{ accountId: A, region: "eu-west-1", functions: fn("a") }], at(3));
  assert.deepEqual(mergeReports(parts(one, three)).report, three);
  const first = reportOf([{ accountId: A, region: "eu-west-1", functions: fn("a") }], at(0));
  assert.deepEqual(mergeReports(parts(first, one)).report, { ...first, ...at(1) });
});

test("an account that could not say which regions it has does not learn it by others being read", () => {
  const first = reportOf([
    { accountId: A, region: "", status: "denied" },
    { accountId: A, region: "us-east-1" },
  ]);
  const second = reportOf([{ accountId: A, region: "ap-east-1" }], {
    startedAt: "2026-11-21T08:30:00.000Z",
    finishedAt: "2026-11-21T09:00:00.000Z",
  });
  const { coverage } = mergeReports(parts(first, second)).report;
  assert.deepEqual(
    coverage.map(({ region, status }) => [region, status]),
    [
      ["", "denied"],
      ["ap-east-1", "ok"],
      ["us-east-1", "ok"],
    ],
  );
});

test("an account that two later parts read region by region is no longer unread", () => {
  const at = (hour: number) => ({ finishedAt: `2026-11-21T1${hour}:00:00.000Z` });
  const failed = reportOf([
    { accountId: A, region: "", status: "throttled" },
    { accountId: B, region: "eu-west-1" },
    { accountId: B, region: "us-east-1" },
  ]);
  const one = reportOf([{ accountId: A, region: "eu-west-1" }], at(1));
  const two = reportOf([{ accountId: A, region: "us-east-1" }], at(2));
  assert.equal(mergeReports(parts(failed, one)).report.summary.notRead, 1);
  assert.equal(mergeReports(parts(failed, one, two)).report.summary.notRead, 0);
});

test("of two reads that failed, the fuller one is kept, then the later one that was tried", () => {
  const cell = { accountId: A, region: "us-east-1" };
  const later = { finishedAt: "2026-11-21T09:00:00.000Z" };
  const kept = (older: CellOf, newer: CellOf) =>
    mergeReports(parts(reportOf([older]), reportOf([newer], later))).report.coverage[0]?.status;
  const half = { ...cell, status: "timeout", functions: fn("a", "b") } as const;
  assert.equal(kept(half, { ...cell, status: "denied" }), "timeout");
  assert.equal(kept({ ...cell, status: "denied" }, half), "timeout");
  assert.equal(kept({ ...cell, status: "denied" }, { ...cell, status: "unreachable" }), "unreachable");
  assert.equal(kept({ ...cell, status: "denied" }, { ...cell, status: "not-attempted" }), "denied");
});

test("a report and the resumed run that took it in are one", () => {
  const first = reportOf([
    { accountId: A, region: "eu-west-1", functions: fn("a") },
    { accountId: A, region: "us-east-1", status: "timeout" },
  ]);
  const resumed = reportOf(
    [
      { accountId: A, region: "eu-west-1", functions: fn("a") },
      { accountId: A, region: "us-east-1", functions: fn("b") },
    ],
    { finishedAt: "2026-11-21T09:00:00.000Z" },
  );
  assert.deepEqual(mergeReports(parts(first, resumed)).report, resumed);
  assert.deepEqual(mergeReports(parts(resumed, first)).report, resumed);
});

test("what judged a report that was resumed since is no matter", () => {
  const first = reportOf(
    [
      { accountId: A, region: "eu-west-1", functions: fn("a") },
      { accountId: A, region: "us-east-1", status: "timeout" },
    ],
    { catalogue: { asOf: "2026-01-01", source: "built-in", ageDays: 324 } },
  );
  const resumed = reportOf(
    [
      { accountId: A, region: "eu-west-1", functions: fn("a") },
      { accountId: A, region: "us-east-1", functions: fn("b") },
    ],
    { finishedAt: "2026-11-21T09:00:00.000Z" },
  );
  assert.deepEqual(mergeReports(parts(first, resumed)), { report: resumed, warnings: [] });
});

test("parts whose window of expiring differs are joined with a warning", () => {
  const expiring = [{ functionName: "a", runtimeStatus: "expiring" as const }];
  const { warnings } = mergeReports(
    parts(
      reportOf([{ accountId: A, region: "us-east-1", functions: expiring }]),
      reportOf([{ accountId: B, region: "us-east-1", functions: fn("b") }]),
    ),
  );
  assert.deepEqual(warnings, [
    "nodejs22.x is expiring in part-1.json and supported in part-2.json: they were made with different --within",
  ]);
});

test("one shard and the later read of what it lacked stay that shard", () => {
  const shard = { index: 2, count: 3 };
  const lacking = reportOf([{ accountId: A, region: "us-east-1", status: "timeout" }], { shard });
  const rest = reportOf([{ accountId: A, region: "us-east-1", functions: fn("a") }], { shard });
  assert.deepEqual(mergeReports(parts(lacking, rest)).report.shard, shard);
});

test("a shard without accounts is one of the parts", () => {
  const empty = reportOf([], { shard: { index: 1, count: 2 } });
  const full = reportOf([{ accountId: A, region: "us-east-1", functions: fn("a") }], {
    shard: { index: 2, count: 2 },
  });
  const { report } = mergeReports(parts(empty, full));
  assert.deepEqual(report, reportOf([{ accountId: A, region: "us-east-1", functions: fn("a") }]));
});

test("an account that is skipped in every part is named once", () => {
  const skipped = {
    accountId: B,
    accountName: "old",
    partition: "",
    via: "AWS Organizations",
    status: "skipped",
    message: "SUSPENDED",
  } as const;
  const shard = (index: number, cells: CellOf[]) => {
    const report = reportOf(cells, { shard: { index, count: 2 } });
    return { ...report, accounts: [...report.accounts, skipped] };
  };
  const { report } = mergeReports(parts(shard(1, [{ accountId: A, region: "us-east-1" }]), shard(2, [])));
  assert.deepEqual(
    report.accounts.map(({ accountId, status }) => [accountId, status]),
    [
      [A, "ok"],
      [B, "skipped"],
    ],
  );
});

test("parts of different versions or days are joined with a warning", () => {
  const first = reportOf([{ accountId: A, region: "us-east-1" }]);
  const second = reportOf([{ accountId: B, region: "us-east-1" }], {
    tool: { name: "lambda-inventory", version: "0.2.0" },
    catalogue: { ...first.catalogue, ageDays: 50 },
    startedAt: "2026-11-20T23:59:59.000Z",
  });
  const { report, warnings } = mergeReports(parts(first, second));
  assert.deepEqual(warnings, [
    "part-1.json was made by version 0.1.0, part-2.json by 0.2.0",
    "part-1.json and part-2.json were judged on different days, and daysLeft counts from each; --as-of sets one day for all parts",
  ]);
  assert.equal(report.startedAt, "2026-11-20T23:59:59.000Z");
});
