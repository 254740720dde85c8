/** `trend`: how the numbers changed over saved reports, through the whole program. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import type { Report } from "../../src/model/report.ts";
import { program } from "../support/cli/program.ts";
import { A, B, type CellOf, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("trend");

const trend = (...argv: string[]) => program(["trend", ...argv], { env: {}, cwd });

function save(path: string, cells: readonly CellOf[], day: string, given: Partial<Report> = {}): void {
  const report = reportOf(cells, { startedAt: `${day}T08:00:00.000Z`, ...given });
  writeFileSync(join(cwd, path), JSON.stringify(report));
}

interface Row {
  readonly startedAt: string;
  readonly owner?: string | null;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly [key: string]: unknown;
}

async function rowsOf(...argv: string[]): Promise<readonly Row[]> {
  const { stdout, code, stderr } = await trend(...argv, "-f", "json");
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout).rows;
}

const moved = (row: Row | undefined) => [row?.new, row?.fixed, row?.stillOpen, row?.targetsLeftOut];

const old = (...names: string[]) =>
  names.map((functionName) => ({ functionName, runtime: "nodejs20.x", owner: "payments" }));
const fine = (...names: string[]) => names.map((functionName) => ({ functionName, owner: "search" }));

mkdirSync(join(cwd, "weeks"));
/** Five weeks; in the fourth, account B cannot be read. */
const WEEKS: readonly (readonly [day: string, cells: readonly CellOf[]])[] = [
  ["2026-10-26", [{ accountId: A, region: "eu-west-1", functions: old("a", "b", "c", "d") }]],
  ["2026-11-02", [{ accountId: A, region: "eu-west-1", functions: [...old("a", "b", "c"), ...fine("d")] }]],
  ["2026-11-09", [{ accountId: A, region: "eu-west-1", functions: [...old("a", "b", "x"), ...fine("d")] }]],
  ["2026-11-16", [{ accountId: A, region: "eu-west-1", functions: [...old("a", "x"), ...fine("d")] }]],
  ["2026-11-23", [{ accountId: A, region: "eu-west-1", functions: [...old("a"), ...fine("d")] }]],
];
const EAST = { accountId: B, region: "us-east-1", functions: [...old("e"), ...fine("f")] };
for (const [index, [day, cells]] of WEEKS.entries()) {
  const east: CellOf = index === 3 ? { ...EAST, status: "denied", functions: [] } : EAST;
  save(`weeks/${index + 1}.json`, [...cells, east], day);
}

test("one row per report, oldest first, whatever the order of the files", async () => {
  const files = [3, 1, 5, 2, 4].map((week) => `weeks/${week}.json`);
  const rows = await rowsOf(...files);
  assert.deepEqual(
    rows.map(({ startedAt }) => startedAt.slice(0, 10)),
    WEEKS.map(([day]) => day),
  );
  assert.deepEqual(rows, await rowsOf("weeks"), "a directory is the same");
  assert.deepEqual(
    rows,
    await rowsOf("weeks", "weeks/2.json", join(cwd, "weeks/2.json")),
    "each file counts once",
  );
  assert.deepEqual(Object.keys(rows[0] ?? {}), [
    "startedAt",
    "targets",
    "read",
    "functions",
    "byStatus",
    "waived",
    "new",
    "fixed",
    "stillOpen",
    "targetsLeftOut",
  ]);
});

test("new, fixed and still open count deprecated runtimes in targets that both neighbours read", async () => {
  const rows = await rowsOf("weeks");
  assert.deepEqual(rows.map(moved), [
    [null, null, null, null],
    [0, 1, 4, 0],
    [1, 1, 3, 0],
    [0, 1, 2, 1],
    [0, 1, 1, 1],
  ]);
  assert.deepEqual(
    rows.map(({ targets, read, functions }) => [targets, read, functions]),
    [
      [2, 2, 6],
      [2, 2, 6],
      [2, 2, 6],
      [2, 1, 3],
      [2, 2, 4],
    ],
  );
  assert.deepEqual(rows[0]?.byStatus, { supported: 1, deprecated: 5 });
});

test("a deleted function is fixed; one that became deprecated by time is new", async () => {
  const cell = { accountId: A, region: "eu-west-1" };
  save("then.json", [{ ...cell, functions: [...old("gone"), { functionName: "aged" }] }], "2026-01-05");
  save(
    "now.json",
    [{ ...cell, functions: [{ functionName: "aged", runtimeStatus: "deprecated" }] }],
    "2026-01-12",
  );
  const [, row] = await rowsOf("then.json", "now.json");
  assert.deepEqual(moved(row), [1, 1, 0, 0]);
});

test("an account that could not be accessed leaves out each of its regions, and nothing there is fixed", async () => {
  const cells = ["eu-west-1", "us-east-1"].map((region) => ({
    accountId: B,
    region,
    functions: old(region),
  }));
  save("open.json", [{ accountId: A, region: "eu-west-1" }, ...cells], "2026-01-05");
  const failed: CellOf = { accountId: B, region: "", status: "unauthenticated" };
  save("closed.json", [{ accountId: A, region: "eu-west-1" }, failed], "2026-01-12");
  const [, row] = await rowsOf("open.json", "closed.json");
  assert.deepEqual(moved(row), [0, 0, 0, 2]);
});

test("a region that was disabled in between is left out: its functions still exist", async () => {
  const cell = { accountId: A, region: "ap-east-1" };
  save("enabled.json", [{ ...cell, functions: old("a") }], "2026-01-05");
  save("disabled.json", [{ ...cell, status: "disabled" }], "2026-01-12");
  const [, row] = await rowsOf("enabled.json", "disabled.json");
  assert.deepEqual(moved(row), [0, 0, 0, 1]);
});

test("published versions are not compared, and a note says that the counts include them", async () => {
  const cell = { accountId: A, region: "eu-west-1" };
  const versions = [
    { functionName: "a" },
    { functionName: "a", version: "1", runtime: "nodejs20.x" },
    { functionName: "a", version: "2", runtime: "nodejs20.x" },
  ];
  save("latest.json", [{ ...cell, functions: fine("a") }], "2026-01-05");
  save("all.json", [{ ...cell, functions: versions }], "2026-01-12");
  const [, row] = await rowsOf("latest.json", "all.json");
  assert.deepEqual([moved(row), row?.functions], [[0, 0, 0, 0], 1]);
  const { stderr } = await trend("latest.json", "all.json");
  assert.match(stderr, /note: report all\.json: created with --versions all/);
});

test("--group-by owner: one row per report and owner; a fixed function counts for the owner it had", async () => {
  const rows = await rowsOf("weeks", "--group-by", "owner");
  assert.deepEqual(
    rows.slice(0, 4).map((row) => [row.startedAt.slice(0, 10), row.owner, row.functions, ...moved(row)]),
    [
      ["2026-10-26", "payments", 5, null, null, null, null],
      ["2026-10-26", "search", 1, null, null, null, null],
      ["2026-11-02", "payments", 4, 0, 1, 4, 0],
      ["2026-11-02", "search", 2, 0, 0, 0, 0],
    ],
  );
  const nobody = [{ functionName: "x", owner: null }];
  save("nobody.json", [{ accountId: A, region: "eu-west-1", functions: nobody }], "2026-01-05");
  assert.equal((await rowsOf("nobody.json", "--group-by", "owner"))[0]?.owner, null);
  assert.match((await trend("nobody.json", "--group-by", "owner")).stdout, /\(no owner\)/);
});

test("a function on a runtime that the catalogue of now does not have is not fixed, in trend and in diff", async () => {
  const place = { accountId: A, region: "eu-west-1" };
  const unknown = { runtimeStatus: "unknown" as const, deprecationDate: null };
  save("known.json", [{ ...place, functions: old("same", "moved", "unread", "image") }], "2026-11-02");
  const now = [
    { functionName: "same", runtime: "nodejs20.x", ...unknown },
    { functionName: "moved", runtime: "nodejs99.x", ...unknown },
    { functionName: "unread", runtime: null, packageType: "Zip", ...unknown },
    { functionName: "image", runtime: null, packageType: "Image" },
  ];
  save("unlisted.json", [{ ...place, functions: now }], "2026-11-09");
  const [, row] = await rowsOf("known.json", "unlisted.json");
  assert.deepEqual(moved(row), [0, 2, 0, 0]);
  const { stdout } = await program(["diff", "known.json", "unlisted.json", "-f", "json"], { env: {}, cwd });
  const fixed: readonly { functionName: string }[] = JSON.parse(stdout).functions.newlyFixed;
  assert.deepEqual(
    fixed.map(({ functionName }) => functionName),
    ["image", "moved"],
  );
});

test("replicas of Lambda@Edge count nowhere, whichever reports list them", async () => {
  const place = { accountId: A, region: "eu-west-1" };
  const replica = (name: string, runtime: string) => ({
    ...{ functionName: `us-east-1.${name}`, version: "3", kind: "edge-replica" as const },
    ...{ runtime, owner: "edge-team" },
  });
  const replicas = [replica("a", "nodejs20.x"), replica("z", "ruby3.3")];
  const weeks = [old("a", "b"), old("a")];
  mkdirSync(join(cwd, "edge"));
  mkdirSync(join(cwd, "no-edge"));
  for (const [week, functions] of weeks.entries()) {
    const day = `2026-11-0${week + 2}`;
    save(`edge/${week}.json`, [{ ...place, functions: [...functions, ...replicas.slice(week)] }], day);
    save(`no-edge/${week}.json`, [{ ...place, functions }], day);
  }
  for (const grouped of [[], ["--group-by", "owner"]]) {
    const rows = await rowsOf("edge", ...grouped);
    assert.deepEqual(rows, await rowsOf("no-edge", ...grouped));
    assert.deepEqual(
      rows.map((row) => [row.functions, row.byStatus, ...moved(row)]),
      [
        [2, { deprecated: 2 }, null, null, null, null],
        [1, { deprecated: 1 }, 0, 1, 1, 0],
      ],
    );
  }
  assert.equal((await trend("edge")).stdout, (await trend("no-edge")).stdout);
});

test("the pace counts only targets that the first and the last report of eight weeks read", async () => {
  const { stdout } = await trend("weeks");
  assert.match(
    stdout,
    /^At the last eight weeks' pace, the last function on nodejs20\.x will be gone on 2026-12-12; its updates have been blocked since 2026-04-30 \(5 → 2 functions since 2026-10-26\)\.$/m,
  );
  const cell = { accountId: A, region: "eu-west-1" };
  const runtime = { runtime: "ruby3.3", runtimeStatus: "expiring" as const };
  save("p1.json", [{ ...cell, functions: [{ functionName: "a", ...runtime }] }], "2026-01-05");
  save("p2.json", [{ ...cell, functions: [{ functionName: "a", ...runtime }] }], "2026-03-02");
  const same = (await trend("p1.json", "p2.json")).stdout;
  assert.match(
    same,
    /functions on ruby3\.3 remain; its updates are blocked on 2027-03-31 \(1 → 1 function since 2026-01-05\)/,
  );
  assert.doesNotMatch((await trend("p1.json")).stdout, /pace/, "one report has no pace");
});

test("runtimes without progress are folded by the day on which their updates are blocked", async () => {
  const cell = { accountId: A, region: "eu-west-1" };
  const on = (functionName: string, runtime: string) => ({
    functionName,
    runtime,
    runtimeStatus: "expiring" as const,
    blockUpdateDate: "2027-03-31",
  });
  const then = [on("a", "ruby3.3"), on("b", "nodejs22.x"), on("c", "nodejs18.x"), on("d", "nodejs18.x")];
  const now = [on("a", "ruby3.3"), on("b", "nodejs22.x"), on("e", "nodejs22.x"), on("c", "nodejs18.x")];
  save("f1.json", [{ ...cell, functions: then }], "2026-01-05");
  save("f2.json", [{ ...cell, functions: now }], "2026-03-02");
  for (const format of ["table", "markdown"]) {
    const { stdout } = await trend("f1.json", "f2.json", "-f", format);
    const sentences = stdout.split("\n").filter((line) => line.includes("pace"));
    assert.equal(sentences.length, 2, stdout);
    assert.match(sentences[0] ?? "", /the last function on nodejs18\.x will be gone on 2026-04-27/);
    assert.match(
      sentences[1] ?? "",
      /functions on 2 runtimes remain, none fewer since 2026-01-05; their updates are blocked on 2027-03-31: .*nodejs22\.x .*1 → 2.*, ruby3\.3 .*1/,
    );
  }
  const { pace } = JSON.parse((await trend("f1.json", "f2.json", "-f", "json")).stdout);
  assert.equal(pace.length, 3, "JSON has each");
});

test("reports of different scopes are compared where they overlap, with a note", async () => {
  save("one.json", [{ accountId: A, region: "eu-west-1", functions: old("a") }], "2026-01-05");
  const cells = [
    { accountId: A, region: "eu-west-1", functions: old("a") },
    { accountId: B, region: "us-east-1", functions: old("b") },
  ];
  save("two.json", cells, "2026-01-12");
  const { stdout, stderr, code } = await trend("one.json", "two.json", "-f", "json");
  assert.equal(code, 0);
  const { rows, notes } = JSON.parse(stdout);
  assert.deepEqual(moved(rows[1]), [0, 0, 1, 1]);
  assert.deepEqual(notes, [
    `one.json and two.json have different scopes: only in two.json: account ${B}; only in two.json: region us-east-1.`,
  ]);
  assert.match(stderr, /note: one\.json and two\.json have different scopes/);
});

test("CSV has every status; Markdown, HTML and the table have those that occur", async () => {
  const csv = (await trend("weeks", "-f", "csv")).stdout.split("\n");
  assert.equal(
    csv[0],
    "startedAt,targets,read,functions,supported,expiring,deprecated,create-blocked,update-blocked,preview,custom,container,unknown,waived,new,fixed,stillOpen,targetsLeftOut",
  );
  assert.equal(csv[2], "2026-11-02T08:00:00.000Z,2,2,6,2,0,4,0,0,0,0,0,0,0,0,1,4,0");
  assert.equal(csv[1]?.endsWith(",,,,"), true, "nothing is known in the first report");
  const table = (await trend("weeks")).stdout.split("\n");
  assert.match(table[0] ?? "", /^report +targets +read +functions +supported +deprecated +waived +new/);
  assert.match(
    (await trend("weeks", "-f", "markdown")).stdout,
    /\n\| 2026-11-23 08:00 \| 2 \| 2 \| 4 \| 2 \| 2 \|/,
  );
});

const HOSTILE = 'x"><script>alert(1)</script>\u001b[31m=1+1';

test("the page is one file with a chart, without a script, and text from tags stays text", async () => {
  const functions = [{ functionName: "a", runtime: "nodejs20.x", owner: HOSTILE }];
  save("hostile.json", [{ accountId: A, region: "eu-west-1", functions }], "2026-01-05");
  const { stdout } = await trend("hostile.json", "weeks", "--group-by", "owner", "-f", "html");
  assert.match(stdout, /<svg viewBox="0 0 960 300" role="img" aria-label="Functions on deprecated/);
  assert.equal([...stdout.matchAll(/<g class="bar deprecated">/g)].length, 6, "one bar per report");
  assert.doesNotMatch(stdout, /<script|\u001b|https?:|NaN/);
  assert.match(stdout, /Content-Security-Policy/);
});

test("one report alone; the extension of --output sets the format", async () => {
  const { code, stdout } = await trend("weeks/1.json", "-o", "out.html");
  assert.deepEqual([code, stdout], [0, ""]);
  assert.match(readFileSync(join(cwd, "out.html"), "utf8"), /^<!doctype html>/);
});

mkdirSync(join(cwd, "empty"));
mkdirSync(join(cwd, "mixed"));
mkdirSync(join(cwd, "foreign"));
mkdirSync(join(cwd, "plans"));
const PLAN = '{"schemaVersion":1,"items":[]}';
save("mixed/a.json", [], "2026-01-05");
save("foreign/a.json", [], "2026-01-05");
for (const path of ["mixed/plan.json", "plans/plan.json"]) writeFileSync(join(cwd, path), PLAN);
writeFileSync(join(cwd, "foreign/package.json"), '{"name":"shop"}');

test("a plan in a directory of reports is skipped with a note", async () => {
  const { code, stdout, stderr } = await trend("mixed", "-f", "json");
  assert.deepEqual([code, JSON.parse(stdout).rows.length], [0, 1]);
  assert.match(
    stderr,
    /^(lambda-inventory: )?note: mixed\/plan\.json was skipped: it is the output of `lambda-inventory plan`$/m,
  );
  const page = await program(["report", "copy.json", "--since", "mixed", "-f", "html"], { env: {}, cwd });
  assert.equal(page.code, 0, page.stderr);
  assert.match(page.stderr, /note: mixed\/plan\.json was skipped/);
});

test("a link to nothing in a directory of reports is an error that names it", async () => {
  mkdirSync(join(cwd, "linked"));
  symlinkSync("gone.json", join(cwd, "linked/a.json"));
  const { code, stderr } = await trend("linked");
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^lambda-inventory: cannot read report linked\/a\.json|report linked\/a\.json: no such file/,
  );
});

save("copy.json", [{ accountId: A, region: "eu-west-1" }], "2026-10-26");
for (const [argv, message] of [
  [[], /trend requires REPORT/],
  [["missing.json"], /report missing\.json: no such file or directory/],
  [["empty"], /empty contains no JSON report/],
  [
    ["mixed/plan.json"],
    /mixed\/plan\.json is not a valid lambda-inventory report: the list "functions" is missing/,
  ],
  [["mixed", "mixed/plan.json"], /mixed\/plan\.json is not a valid lambda-inventory report/],
  [
    ["foreign"],
    /foreign\/package\.json is not a valid lambda-inventory report: missing or unsupported schemaVersion/,
  ],
  [["plans"], /no JSON report: plans\/plan\.json was skipped: it is the output of `lambda-inventory plan`/],
  [
    ["weeks", "copy.json"],
    /(?:copy|weeks\/1)\.json and (?:copy|weeks\/1)\.json were started at the same time \(2026-10-26T08:00:00\.000Z\)/,
  ],
  [["weeks", "-f", "xlsx"], /invalid value "xlsx" for --format/],
  [["weeks", "--group-by", "region"], /invalid value "region" for --group-by/],
  [["weeks", "--org"], /trend does not accept --org/],
] as const) {
  test(`refuses ${argv.join(" ") || "no report"}`, async () => {
    const { code, stdout, stderr } = await trend(...argv);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
  });
}

test("a report whose parts are in another order is read too", async () => {
  const { functions, coverage, accounts, ...rest } = reportOf(
    [{ accountId: A, region: "eu-west-1", functions: old("a") }],
    { startedAt: "2026-01-19T08:00:00.000Z" },
  );
  writeFileSync(join(cwd, "reordered.json"), JSON.stringify({ functions, coverage, accounts, ...rest }));
  assert.equal((await rowsOf("reordered.json"))[0]?.functions, 1);
});

test("in a terminal the sentences below the table wrap at its width", async () => {
  const { stdout } = await program(["trend", "weeks"], { env: {}, cwd, terminal: 80 });
  const lines = stripVTControlCharacters(stdout).split("\n");
  assert.ok(
    lines.includes("At the last eight weeks' pace, the last function on nodejs20.x will be gone on"),
    stdout,
  );
  assert.deepEqual(
    lines.filter((line) => line.length > 80),
    [],
  );
});

test("in a terminal of 80 columns no word is broken, and the columns that do not fit are named", async () => {
  const statuses = ["create-blocked", "update-blocked", "expiring", "unknown", "custom"] as const;
  const functions = statuses.map((runtimeStatus) => ({ functionName: runtimeStatus, runtimeStatus }));
  save(
    "narrow.json",
    [{ accountId: A, region: "eu-west-1", functions: [...functions, ...old("a")] }],
    "2026-11-24",
  );
  const { stdout, stderr } = await program(["trend", "narrow.json", "weeks/5.json"], {
    env: {},
    cwd,
    terminal: 80,
  });
  const lines = stripVTControlCharacters(stdout).split("\n");
  assert.deepEqual(
    lines.filter((line) => line.length > 80),
    [],
  );
  for (const word of ["report", "read", "expiring", "deprecated", "update-", "new", "fixed"])
    assert.ok(lines[0]?.includes(word), `${word}: ${stdout}${stderr}`);
  assert.match(stdout, /^2026-11-24 08:00 .*\n(?=not shown)/m, "date and time on one line");
  assert.match(stdout, /^not shown in 80 columns: targets,.*\bunknown\b.*\bstill\sopen\b/ms);
});

test("versions that --sort has parted count as one function; a pipe with them is refused", {
  skip: process.platform === "win32",
}, async () => {
  const functions = ["$LATEST", "1", "2"].flatMap((version) =>
    old("a", "b").map((fn) => ({ ...fn, version })),
  );
  save("sorted.json", [{ accountId: A, region: "eu-west-1", functions }], "2026-11-25");
  const report: Report = JSON.parse(readFileSync(join(cwd, "sorted.json"), "utf8"));
  const byVersion = report.functions.toSorted((a, b) => (a.version < b.version ? -1 : 1));
  writeFileSync(join(cwd, "sorted.json"), JSON.stringify({ ...report, functions: byVersion }));
  const [row] = await rowsOf("sorted.json");
  assert.deepEqual([row?.functions, row?.byStatus.deprecated], [2, 6]);
  const pipe = join(cwd, "pipe.json");
  execFileSync("mkfifo", [pipe]);
  const written = pipeline(createReadStream(join(cwd, "sorted.json")), createWriteStream(pipe));
  const { code, stderr } = await trend("pipe.json");
  await written;
  assert.equal(code, 2);
  assert.match(stderr, /pipe\.json lists versions in the order of --sort\n {2}Pass the report as a file, or/);
});

test("times with and without fractions of a second are in order", async () => {
  const cells: readonly CellOf[] = [{ accountId: A, region: "eu-west-1" }];
  for (const time of ["08:00:00Z", "08:00:00.500Z", "08:00:01Z"])
    save(`${time}.json`, cells, "", { startedAt: `2026-11-24T${time}` });
  const rows = await rowsOf("08:00:00.500Z.json", "08:00:01Z.json", "08:00:00Z.json");
  assert.deepEqual(
    rows.map(({ startedAt }) => startedAt.slice(11)),
    ["08:00:00Z", "08:00:00.500Z", "08:00:01Z"],
  );
});
