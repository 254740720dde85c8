/** Comparisons as files: Markdown, JSON and HTML. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { diffReports } from "../../src/compare/diff.ts";
import { difference, HOSTILE, OLD, written } from "../support/compare/difference-sample.ts";
import { A, type CellOf, reportOf } from "../support/compare/reports.ts";

test("Markdown", async () => {
  const text = await written("markdown");
  const lines = text.split("\n");
  assert.deepEqual(lines.slice(0, 14), [
    "# Lambda inventory: what changed",
    "",
    "**deprecated 1 → 2 (+1), of which create-blocked 0 → 1 (+1), of which update-blocked 1 → 1 (±0), container 0 → 1 (+1), supported 4 → 2 (−2), functions 5 → 5 (±0)**",
    "",
    "- monday.json of 2026-11-21 08:00 UTC: 5 functions, 3 targets read, 0 not read",
    "- this scan of 2026-11-28 08:00 UTC: 5 functions, 3 targets read, 1 not read",
    "",
    "**1 newly deprecated; 1 newly fixed; 2 moved to another runtime; 1 new; 1 gone; 1 not covered by the older report; 1 not covered by the newer report; 1 unchanged**",
    "",
    "> 1 region was not read this time; its 1 function may still exist.",
    "",
    "> 1 function (1 deprecated) may not be new: its region was not (fully) covered by the older report.",
    "",
    "> Assessed with runtime catalogue 2026-10-03 (built-in) then, 2026-11-01 (built-in) now.",
  ]);
  assert.deepEqual(lines.slice(15, 20), [
    "## Newly deprecated (1)",
    "",
    "| account | region | functionName | runtime | runtimeStatus | deprecationDate | because |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    "| 111111111111 team-1 | eu-west-1 | `refunds` | nodejs22.x → python3.9 | supported → create-blocked | 2027-04-30 → 2025-12-15 | the function was moved |",
  ]);
});

test("Markdown shows every string as text", async () => {
  const hostile = [{ accountId: A, accountName: HOSTILE, region: "eu-west-1" }];
  const fresh = hostile.map((cell) => ({ ...cell, functions: [{ functionName: "<b>|@all" }] }));
  const text = await written("markdown", diffReports(reportOf(hostile), reportOf(fresh)));
  const [row = ""] = text.split("\n").filter((line) => line.startsWith("| 1"));
  assert.equal(row.split(" | ").length, 7, row);
  assert.doesNotMatch(row, /[<>@`]/);
});

test("Markdown lists a thousand functions of a kind, and counts the rest", async () => {
  const functions = Array.from({ length: 1003 }, (_, i) => ({ functionName: `f${i}` }));
  const cell = { accountId: A, region: "eu-west-1" };
  const text = await written("markdown", diffReports(reportOf([cell]), reportOf([{ ...cell, functions }])));
  assert.match(text, /\n## New \(1003\)\n/);
  assert.match(text, /\n3 more; --format json lists all\.\n$/);
});

test("JSON is the comparison itself, one change a line", async () => {
  const text = await written("json");
  assert.deepEqual(JSON.parse(text), difference);
  assert.equal(text.split("\n").filter((line) => line.includes('"functionName"')).length, 8);
  const report = reportOf(OLD);
  const same = diffReports(report, report);
  assert.deepEqual(JSON.parse(await written("json", same)), same);
});

test("HTML shows every string as text, in one file that loads nothing else", async () => {
  const hostile: CellOf[] = [{ accountId: A, accountName: HOSTILE, region: "eu-west-1", functions: [] }];
  const fresh = [{ ...hostile[0], functions: [{ functionName: HOSTILE }] }] as CellOf[];
  const text = await written("html", diffReports(reportOf(hostile), reportOf(fresh)));
  assert.ok(!text.includes("<script"), text);
  assert.ok(text.includes(">&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;|`x`</td>"), text);
  assert.match(
    text,
    /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]+=&#39;;/,
  );
  assert.doesNotMatch(text, /\s(src|href)=|url\(|@import/);
  assert.doesNotMatch(text, /\u001b/);
});

test("HTML shows each status by name and colour", async () => {
  const text = await written("html");
  const status =
    '<td data-label="runtimeStatus"><span class="status create-blocked">supported → create-blocked</span></td>';
  assert.ok(text.includes(status), text);
  assert.ok(text.includes('<h2 id="section-1">Newly deprecated (1)</h2>'), text);
});
