import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { COVERAGE_STATUSES } from "../../src/model/coverage.ts";
import { summarise } from "../../src/report/summary.ts";
import { scanSummary } from "../../src/report/summary-text.ts";
import { account, HEAD, row, tail, target } from "../support/report/sample.ts";

test("a summary counts a function once, and rows by status and runtime in a fixed order", () => {
  const rows = [
    row({ runtime: "python3.9" }),
    row({ version: "1", runtime: "python3.8" }),
    row({ functionName: "b", runtime: null, runtimeStatus: "container", packageType: "Image" }),
    row({ functionName: "b", region: "us-east-1", runtimeStatus: "supported" }),
    row({ functionName: "b", region: "us-east-1", accountId: "222222222222" }),
  ];
  const summary = summarise(rows, [], []);
  assert.equal(summary.functions, 4);
  assert.deepEqual(Object.entries(summary.byStatus), [
    ["supported", 1],
    ["deprecated", 3],
    ["container", 1],
  ]);
  assert.deepEqual(Object.entries(summary.byRuntime), [
    ["container", 1],
    ["nodejs18.x", 2],
    ["python3.8", 1],
    ["python3.9", 1],
  ]);
});

test("what has no runtime is counted as a container only if it is an image", () => {
  const zip = row({ runtime: null, runtimeStatus: "unknown", packageType: "Zip" });
  const image = row({ runtime: null, runtimeStatus: "container", packageType: "Image" });
  assert.deepEqual(summarise([zip, zip, image], [], []).byRuntime, { container: 1, unknown: 2 });
});

test("every target is read or not read", () => {
  const coverage = COVERAGE_STATUSES.map((status) => target({ status }));
  const accounts = [account(), account({ status: "failed" }), account({ status: "skipped" })];
  const { targets, read, notRead, accounts: accessed } = summarise([], coverage, accounts);
  assert.deepEqual({ targets, read, notRead, accessed }, { targets: 13, read: 3, notRead: 10, accessed: 2 });
});

const denied = (region: string, accountId = "222222222222") =>
  target({
    accountId,
    accountName: accountId === "222222222222" ? "sandbox" : "",
    region,
    status: "denied",
    code: "AccessDeniedException",
    message: "not authorized\nto perform: lambda:ListFunctions",
  });

const text = (...args: Parameters<typeof tail>) =>
  scanSummary(tail(...args), HEAD.catalogue, { within: 180, color: false });

test("the summary of a complete scan", () => {
  const rows = [
    row(),
    row({ functionName: "b", runtimeStatus: "expiring" }),
    row({ functionName: "c", runtimeStatus: "update-blocked" }),
    row({ functionName: "d", runtimeStatus: "unknown" }),
    row({ functionName: "e", runtime: null, runtimeStatus: "container" }),
  ];
  assert.equal(
    text(rows),
    `accounts   1
targets    1: 1 read, 0 not read
functions  5: 2 deprecated, 1 expiring within 180 days, 1 unknown, 1 container
owners     no owner 5
catalogue  as of 2026-10-03, 49 days old
`,
  );
});

test("the summary lists what was not read and why, with every account and region", () => {
  const coverage = [
    target(),
    target({
      accountId: "333333333333",
      region: "",
      accountName: "legacy",
      status: "unauthenticated",
      stage: "credentials",
      code: "InvalidClientTokenId",
      message: "",
    }),
    denied("eu-west-1"),
    denied("us-east-1"),
    denied("eu-west-1", "444444444444"),
    denied("a", "444444444444"),
    denied("b", "444444444444"),
    denied("c", "444444444444"),
  ];
  assert.equal(
    text([row()], coverage, [account(), account({ status: "skipped" })]),
    `accounts   1 (1 more skipped)
targets    8: 1 read, 7 not read
  6 denied AccessDeniedException: 222222222222 sandbox (eu-west-1, us-east-1); 444444444444
      (eu-west-1, a, b, c)
    not authorized to perform: lambda:ListFunctions
  1 unauthenticated InvalidClientTokenId: 333333333333 legacy
functions  1: 1 deprecated, 0 expiring within 180 days
owners     no owner 1
catalogue  as of 2026-10-03, 49 days old
`,
  );
});

test("the summary names every account and region, and gives every complete reason, however many there are", () => {
  const ids = Array.from({ length: 60 }, (_, index) => String(100_000_000_000 + index));
  const reason = (id: string) => {
    const why =
      Number(id) % 2 === 0 ? "an IAM policy denies it explicitly" : "a service control policy denies it";
    return `${why}: User: arn:aws:sts::${id}:assumed-role/Reader is not authorized. ${"why ".repeat(120)}END`;
  };
  const coverage = ids.flatMap((id) =>
    ["eu-west-1", "us-east-1", "us-west-2", "sa-east-1"].map((region) => ({
      ...denied(region, id),
      accountName: `name-${id}`,
      message: reason(id),
    })),
  );
  const said = text([], coverage);
  for (const id of ids) assert.ok(said.includes(`${id} name-${id}`), id);
  const own = said.split("\n").filter((line) => line.endsWith("END"));
  assert.deepEqual(
    own.map((line) => line.slice(0, 90)),
    [
      "    an IAM policy denies it explicitly: User: arn:aws:sts::<account>:assumed-role/Reader i",
      "    a service control policy denies it: User: arn:aws:sts::<account>:assumed-role/Reader i",
    ],
  );
  assert.equal(said.match(/\(each: eu-west-1, us-east-1, us-west-2,\s+sa-east-1\)/g)?.length, 2);
  for (const line of said.split("\n")) assert.ok(line.length <= 100 || line.endsWith("END"), line);

  const codes = Array.from({ length: 30 }, (_, i) => target({ status: "error", code: `Code${i}` }));
  assert.equal(text([], codes).match(/ 1 error Code\d+:/g)?.length, 30);
});

test("the summary says how many functions --limit left out", () => {
  const rows = [row(), row({ functionName: "b" }), row({ functionName: "c" })];
  const limited = (limit: number) => scanSummary(tail(rows), HEAD.catalogue, { limit, color: false });
  assert.match(limited(2), /\nfunctions {2}3: .*\nlisted {5}2 of 3, 1 left out \(--limit 2\)\n/);
  assert.doesNotMatch(limited(3) + limited(0), /listed/);
});

test("the summary names each account whose id is unknown", () => {
  const lost = (accountName: string) =>
    target({ accountId: "", accountName, region: "", status: "unauthenticated", code: "ExpiredToken" });
  assert.match(text([], [lost("dev"), lost("prod")]), /\n {2}2 unauthenticated ExpiredToken: dev; prod\n/);
});

test("the summary says that the catalogue is newer than the assessment date", () => {
  const said = scanSummary(tail([]), { ...HEAD.catalogue, ageDays: -3 }, { color: false });
  assert.match(said, /\ncatalogue {2}as of 2026-10-03, 3 days newer than the assessment date\n$/);
});

test("the summary counts functions and versions", () => {
  assert.match(text([row(), row({ version: "1" })]), /\nfunctions {2}1 \(2 versions\): 2 deprecated/);
});

test("the summary colours problems", () => {
  const colored = scanSummary(tail([row()], [denied("eu-west-1")]), HEAD.catalogue, { color: true });
  assert.match(colored, /\x1b\[31m1 not read\x1b\[39m/);
  assert.match(colored, /\x1b\[31m1 deprecated\x1b\[39m, 0 expiring\n/);
});

test("aliases on a deprecated runtime are counted where aliases were read", () => {
  const alias = {
    name: "live",
    functionVersion: "1",
    runtime: "python3.8",
    runtimeStatus: "deprecated",
  } as const;
  const rows = [
    row({
      runtimeStatus: "supported",
      aliases: [alias, { ...alias, name: "next", runtimeStatus: "supported" }],
    }),
    row({ functionName: "b", aliases: [] }),
    row({ functionName: "c" }),
  ];
  assert.equal(summarise(rows, [], []).deprecatedAliases, 1);
  assert.equal(summarise([row()], [], []).deprecatedAliases, undefined);
  assert.match(text(rows), /\naliases {4}1 pointing to a version on a deprecated runtime\n/);
});

test("extra columns that stayed empty are listed, and their targets count as read", () => {
  const note = target({
    stage: "enrich",
    code: "AccessDeniedException",
    message: "tags of 3 functions: denied",
  });
  const said = text([row()], [note, target({ region: "us-east-1" })]);
  assert.match(said, /^targets {4}2: 2 read, 0 not read$/m);
  assert.match(
    said,
    /\nextras {5}1 target with empty extra columns: tags of 3 functions: denied\n {11}111122223333 payments \(eu-west-1\)\n/,
  );
  const other = target({ stage: "enrich", code: "Throttling", message: "aliases: throttled" });
  assert.match(
    text([row()], [note, other]),
    /\nextras {5}2 targets with empty extra columns\n {2}1 target AccessDeniedException: 111122223333 payments \(eu-west-1\)\n {4}tags of 3 functions: denied\n {2}1 target Throttling: .*\n {4}aliases: throttled\n/,
  );
});

test("only problems are coloured", () => {
  const lines = (of: Partial<ReturnType<typeof tail>["summary"]>, ...rows: Parameters<typeof tail>) => {
    const report = tail(...rows);
    const summary = { ...report.summary, ...of };
    return scanSummary({ ...report, summary }, HEAD.catalogue, { color: true }).split("\n");
  };
  const calm = lines({ deprecatedAliases: 0 }, [], [target()]);
  assert.ok(calm.includes("functions  0: 0 deprecated, 0 expiring"), calm.join("\n"));
  assert.ok(calm.includes("aliases    0 pointing to a version on a deprecated runtime"), calm.join("\n"));
  assert.ok(!calm.join("").includes("\x1b"));

  const extras = target({ stage: "enrich", code: "AccessDenied", message: "tags of 3 functions" });
  const worried = lines({ deprecatedAliases: 2 }, [row({ runtimeStatus: "expiring" })], [extras]).join("\n");
  assert.match(worried, /\x1b\[33m1 expiring\x1b\[39m/);
  assert.match(worried, /aliases {4}\x1b\[31m2 pointing to a version/);
  assert.match(
    worried,
    /extras {5}\x1b\[33m1 target with empty extra columns\x1b\[39m: tags of 3 functions\n/,
  );
});

test("the summary counts functions by owner, the most first and those without an owner last", () => {
  const rows = ["a", "b", "b", null, null, null].map((owner, at) => row({ functionName: `f${at}`, owner }));
  assert.match(text(rows), /^owners {5}b 2, a 1, no owner 3$/m);
  const many = Array.from({ length: 9 }, (_, at) => row({ functionName: `f${at}`, owner: `team-${at}` }));
  assert.match(text(many), /^owners {5}team-0 1, .*team-4 1, 4 more owners 4$/m);
});

test("in a terminal, messages and lists are wrapped between words; in a log each is one line", () => {
  const message = `no IAM policy allows lambda:ListFunctions: User: arn:aws:sts::222222222222:assumed-role/Reader ${"and so on ".repeat(12)}`;
  const coverage = [
    target({ status: "denied", code: "AccessDenied", message }),
    target({ region: "us-east-1", stage: "enrich", message }),
  ];
  const rows = ["supported", "unknown", "custom", "preview", "container"].map((status, index) =>
    row({
      functionName: `f${index}`,
      runtimeStatus: status as "custom",
      owner: `team-number-${index}@example.com`,
    }),
  );
  const end = tail(rows, coverage);
  const style = { within: 180, color: false };
  for (const width of [60, 80]) {
    const colored = scanSummary(end, HEAD.catalogue, { ...style, width, color: true });
    assert.equal(stripVTControlCharacters(colored), scanSummary(end, HEAD.catalogue, { ...style, width }));
    const lines = scanSummary(end, HEAD.catalogue, { ...style, width }).split("\n");
    assert.deepEqual(
      lines.filter((line) => line.length > width),
      [],
    );
    assert.match(lines.join("\n"), /\n {4}no IAM policy allows lambda:ListFunctions: .*\n {4}\S/);
    assert.match(lines.join("\n"), /\nextras {5}1 target with empty extra columns: no .*\n {11}\S/);
    assert.match(lines.join("\n"), /\nowners {5}team-number-0.*,\n {11}team-number/);
  }
  const log = scanSummary(end, HEAD.catalogue, style);
  assert.ok(log.includes(`\n    ${message.trim()}\n`));
  assert.match(log, /^functions {2}5: 0 deprecated, .*1 container$/m);
  assert.match(log, /^owners {5}.*team-number-4@example\.com 1$/m);
});
