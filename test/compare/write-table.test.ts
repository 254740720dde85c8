import assert from "node:assert/strict";
import { test } from "node:test";
import { diffReports } from "../../src/compare/diff.ts";
import type { Report } from "../../src/model/report.ts";
import { difference, HOSTILE, NEW, OLD, written } from "../support/compare/difference-sample.ts";
import { A, type CellOf, fn, reportOf } from "../support/compare/reports.ts";

const TABLE = `deprecated 1 → 2 (+1), of which create-blocked 0 → 1 (+1), of which update-blocked 1 → 1 (±0), container 0 → 1 (+1), supported 4 → 2 (−2), functions 5 → 5 (±0)

monday.json of 2026-11-21 08:00 UTC: 5 functions, 3 targets read, 0 not read
this scan of 2026-11-28 08:00 UTC: 5 functions, 3 targets read, 1 not read

1 newly deprecated; 1 newly fixed; 2 moved to another runtime; 1 new; 1 gone; 1 not covered by the older report; 1 not covered by the newer report; 1 unchanged
note: 1 region was not read this time; its 1 function may still exist.
note: 1 function (1 deprecated) may not be new: its region was not (fully) covered by the older report.
note: Assessed with runtime catalogue 2026-10-03 (built-in) then, 2026-11-01 (built-in) now.

Newly deprecated (1)
account              region     functionName  runtime                 runtimeStatus               deprecationDate          because
111111111111 team-1  eu-west-1  refunds       nodejs22.x → python3.9  supported → create-blocked  2027-04-30 → 2025-12-15  the function was moved

Newly fixed (1)
account              region     functionName  runtime                 runtimeStatus               deprecationDate          because
111111111111 team-1  eu-west-1  orders        python3.8 → nodejs22.x  update-blocked → supported  2024-10-14 → 2027-04-30  the function was moved

Moved to another runtime (2)
account              region     functionName  runtime                 runtimeStatus               deprecationDate
111111111111 team-1  eu-west-1  orders        python3.8 → nodejs22.x  update-blocked → supported  2024-10-14 → 2027-04-30
111111111111 team-1  eu-west-1  refunds       nodejs22.x → python3.9  supported → create-blocked  2027-04-30 → 2025-12-15

New (1)
account              region     functionName  runtime          runtimeStatus  deprecationDate  lastModified
111111111111 team-1  eu-west-1  new-job       container image  container      no date          2024-07-24

Gone (1)
account              region     functionName  runtime     runtimeStatus  deprecationDate  lastModified
111111111111 team-1  eu-west-1  old-job       nodejs22.x  supported      2027-04-30       2024-07-24

Deprecated, and not covered by the older report (1)
account              region     functionName  runtime    runtimeStatus   deprecationDate  because
222222222222 team-2  us-east-1  seen          python3.8  update-blocked  2024-10-14       its region was not in the older report

Read in the older report only (1)
account              regions    functions  because
111111111111 team-1  us-east-1  1          denied: explicit deny

Read in the newer report only (1)
account              regions    functions  because
222222222222 team-2  us-east-1  1          not in the report
`;

test("a table for the terminal", async () => {
  assert.equal(await written("table"), TABLE);
});

test("the totals before and after, by status, are never cut off", async () => {
  const text = await written("table", difference, { width: 60 });
  const [totals = ""] = text.split("\n\n");
  assert.match(totals, /^deprecated 1 → 2 \(\+1\),/);
  assert.match(totals, /supported 4 → 2 \(−2\)/);
  for (const line of totals.split("\n")) assert.ok(line.length <= 60, line);
  const { summary } = JSON.parse(await written("json"));
  assert.deepEqual(summary.byStatus, {
    supported: { old: 4, new: 2 },
    "create-blocked": { old: 0, new: 1 },
    "update-blocked": { old: 1, new: 1 },
    container: { old: 0, new: 1 },
  });
});

test("what comes before the lists is wrapped between words in a terminal", async () => {
  for (const width of [60, 80]) {
    const [top = ""] = (await written("table", difference, { width })).split("\n\nNewly");
    assert.ok(
      top.split("\n").every((line) => line.length <= width),
      top,
    );
    const words = (text: string) => text.split(/\s+/);
    assert.deepEqual(words(top), words(TABLE.split("\n\nNewly")[0] ?? ""));
  }
});

test("a terminal's colours and width", async () => {
  const text = await written("table", difference, { width: 80, color: true });
  assert.ok(text.includes("\u001b[31msupported → create-blocked\u001b[39m"), text);
  const found = /refunds.*\n {4}.*create-blocked/.test(text);
  assert.ok(found, "a record that is too long goes on to a second line");
});

test("a function takes one line from 100 columns on, and two below: long names are cut in the middle, as in the list", async () => {
  const name = "StackSet-SecurityBaseline-4f1c2d7a-CloseOpenPortsFu-17344D460B6B";
  const place = { accountId: A, accountName: "storefront-staging", region: "eu-central-1" };
  const on = (runtimeStatus: "supported" | "expiring") =>
    reportOf([
      {
        ...place,
        functions: [{ functionName: name, runtime: "nodejs22.x", runtimeStatus }],
      },
    ]);
  const found = diffReports(on("supported"), on("expiring"));
  const record = async (width: number) => {
    const lines = (await written("table", found, { width, color: false })).split("\n");
    for (const line of lines) assert.ok(line.length <= width, line);
    const from = lines.findIndex((line) => line.startsWith("stor"));
    const end = lines.indexOf("", from);
    return lines.slice(from, end).map((line) => line.trim());
  };
  assert.deepEqual(await record(100), [
    "storefro…aging  eu-central-1  StackSet-Secur…4D460B6B  nodejs22.x  supported → expiring  2027-04-30",
  ]);
  assert.deepEqual(await record(140), [
    "storefront-staging  eu-central-1  StackSet-SecurityBaseline-4…rtsFu-17344D460B6B  nodejs22.x  supported → expiring  2027-04-30   time passed",
  ]);
  assert.deepEqual(await record(80), [
    "storefront-staging  eu-central-1  StackSet-SecurityBaseline-4…rtsFu-17344D460B6B",
    "nodejs22.x  supported → expiring  2027-04-30   time passed",
  ]);
  assert.equal((await written("table", found)).includes(name), true);
});

test("functions that a filter left out are not said to be in regions that were not read", async () => {
  const cell = { accountId: A, region: "eu-west-1", read: 2 };
  const whole = reportOf([{ ...cell, functions: fn("a", "b") }]);
  const notes = async (cells: readonly CellOf[]) =>
    (await written("table", diffReports(whole, reportOf(cells))))
      .split("\n")
      .filter((line) => line.startsWith("note: "));
  const filtered =
    "note: The newer report was created with a filter and contains only some of its functions.";
  assert.deepEqual(await notes([{ ...cell, functions: fn("a") }]), [
    "note: 1 function may still exist: the newer report does not list everything in its region.",
    filtered,
  ]);
  assert.deepEqual(await notes([{ ...cell, status: "denied", message: "no" }]), [
    "note: 1 region was not read this time; its 2 functions may still exist.",
  ]);
});

test("nothing in a report can control the terminal", async () => {
  const hostile: Partial<Report> = { catalogue: { asOf: "2026-10-03", source: HOSTILE, ageDays: 49 } };
  const lost: CellOf = { accountId: "", accountName: HOSTILE, region: "eu-west-1\u001b[2J" };
  const text = await written("table", diffReports(reportOf(OLD), reportOf([...NEW, lost], hostile)));
  assert.match(text, /^note: Assessed with runtime catalogue .* 2026-10-03 \(<\/td><script>/m);
  assert.doesNotMatch(text, /\u001b/);
});

test("nothing changed", async () => {
  const report = reportOf(OLD);
  assert.equal(
    await written("table", diffReports(report, report)),
    `deprecated 1 → 1 (±0), of which update-blocked 1 → 1 (±0), supported 4 → 4 (±0), functions 5 → 5 (±0)

monday.json of 2026-11-21 08:00 UTC: 5 functions, 3 targets read, 0 not read
this scan of 2026-11-21 08:00 UTC: 5 functions, 3 targets read, 0 not read

no change; 5 unchanged
`,
  );
});

test("a report that was assessed as of another day shows the day", async () => {
  const asOf = { catalogue: { asOf: "2026-10-03", source: "built-in", ageDays: 150 } };
  const text = await written("table", diffReports(reportOf(OLD), reportOf(OLD, asOf)));
  assert.match(text, /^this scan of 2026-11-21 08:00 UTC, assessed as of 2027-03-02: 5 functions/m);
});

test("all regions of an account are listed, wrapped on a narrow terminal", async () => {
  const regions = Array.from({ length: 17 }, (_, i) => ({ accountId: A, region: `xx-east-${i}` }));
  const difference = diffReports(reportOf(regions), reportOf([]));
  const list = regions
    .map(({ region }) => region)
    .sort()
    .join(", ");
  assert.match(
    await written("table", difference),
    new RegExp(`^111111111111 team-1 {2}${list} {2}0 {10}not in the report$`, "m"),
  );
  const narrow = await written("table", difference, { width: 80, color: false });
  for (const line of narrow.split("\n")) assert.ok(line.length <= 80, line);
  for (const { region } of regions) assert.match(narrow, new RegExp(`${region}\\b`));
});

test("many names are counted instead of listed", async () => {
  const many = Array.from({ length: 7 }, (_, i) => ({ accountId: `90000000000${i}`, region: "eu-west-1" }));
  const text = await written("table", diffReports(reportOf(OLD), reportOf([...OLD, ...many])));
  assert.match(text, /^note: Only in the newer report: 7 accounts\.$/m);
});

test("filters and versions of one report are noted", async () => {
  const filtered: CellOf[] = [{ accountId: A, region: "eu-west-1", read: 9, functions: [] }];
  const versions: CellOf[] = [
    { accountId: A, region: "eu-west-1", functions: [{ functionName: "a", version: "3" }] },
  ];
  const text = await written("table", diffReports(reportOf(filtered), reportOf(versions)));
  assert.match(
    text,
    /^note: The older report was created with a filter and contains only some of its functions\.$/m,
  );
  assert.match(
    text,
    /^note: Only the newer report lists published versions, so only \$LATEST is compared\.$/m,
  );
});
