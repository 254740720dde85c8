import assert from "node:assert/strict";
import { test } from "node:test";
import { diffReports } from "../../src/compare/diff.ts";
import { pageOf } from "../../src/compare/write/page.ts";
import type { CoverageRow } from "../../src/model/coverage.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { type Notice, noticeOf } from "../../src/notify/notice.ts";
import { type SlackMessage, shortSlackMessage, slackMessage } from "../../src/notify/slack.ts";
import { webhookMessage } from "../../src/notify/webhook.ts";
import { HEAD, row, tail, target } from "../support/report/sample.ts";

const SUPPORTED = row({
  runtime: "nodejs24.x",
  runtimeStatus: "supported",
  deprecationDate: null,
  daysLeft: null,
});

function notice(
  rows: readonly FunctionRow[],
  before?: readonly FunctionRow[],
  coverage: readonly CoverageRow[] = [target({ functions: 9 })],
  reportUrl?: string,
): Notice {
  const end = tail(rows, coverage);
  if (before === undefined) return noticeOf(HEAD, end, rows, { reportUrl });
  const old = { ...HEAD, ...tail(before, [target({ functions: before.length })]), functions: before };
  const difference = diffReports(old, { ...HEAD, ...end, functions: rows });
  const page = pageOf(difference, { old: "old.json", new: "this scan" });
  return noticeOf(HEAD, end, rows, { change: { difference, page }, reportUrl });
}

const UNKNOWN = {
  runtime: "cobol85",
  runtimeStatus: "unknown",
  deprecationDate: null,
  blockCreateDate: null,
  blockUpdateDate: null,
  successor: null,
  action: "investigate",
  dueDate: null,
  dueEvent: null,
} as const;
const ONE = [target({ functions: 1 })];

test("the reasons for a notice are deprecated or expiring functions, changes, and targets that were not read", () => {
  assert.deepEqual(notice([SUPPORTED]).reasons, []);
  assert.deepEqual(notice([SUPPORTED], [SUPPORTED], ONE).reasons, []);
  assert.deepEqual(notice([row()]).reasons, ["deprecated"]);
  assert.deepEqual(notice([row({ runtimeStatus: "expiring" })]).reasons, ["expiring"]);
  assert.deepEqual(notice([], undefined, [target({ status: "denied" })]).reasons, ["incomplete"]);
  assert.deepEqual(notice([SUPPORTED], [row()], ONE).reasons, ["changed"]);
  const all = [row({ functionName: "a" }), row({ functionName: "b", runtimeStatus: "expiring" })];
  assert.deepEqual(notice(all, [], [target({ status: "timeout" })]).reasons, [
    "deprecated",
    "expiring",
    "changed",
    "incomplete",
  ]);
});

test("waived functions are counted apart, and alone they do not cause a notice", () => {
  const waived = { waivedUntil: "2027-03-31", waiverReason: "is replaced" };
  const all = notice([row({ functionName: "a", ...waived })]);
  assert.deepEqual([all.reasons, all.findings, all.deadlines, all.waived], [[], [], [], 1]);
  assert.equal(all.title, "Lambda inventory: nothing runs on a deprecated runtime, 1 waived");
  const some = notice([row({ functionName: "a", ...waived }), row({ functionName: "b", owner: "payments" })]);
  assert.equal(some.title, "Lambda inventory: 1 function on deprecated runtimes, 1 waived");
  assert.deepEqual([some.findings[0]?.functions, some.deadlines[0]?.owners], [1, ["payments"]]);
});

test("a function counts once, however many of its versions are listed; a replica at the edge does not count", () => {
  const { title, deadlines } = notice([
    row({ functionName: "a" }),
    row({ functionName: "a", version: "1" }),
    row({ functionName: "us-east-1.a", version: "1", kind: "edge-replica" }),
  ]);
  assert.equal(title, "Lambda inventory: 1 function on deprecated runtimes");
  assert.equal(deadlines[0]?.functions, 1);
});

test("Slack: what is coming and whose it is, then what is overdue, folded, and a link to the report", () => {
  const rows = [
    row({ functionName: "a", runtime: "nodejs18.x", owner: "payments" }),
    row({
      functionName: "b",
      runtime: "python3.8",
      runtimeStatus: "update-blocked",
      successor: "python3.14",
      blockUpdateDate: "2026-11-01",
      blockCreateDate: "2026-10-01",
      dueDate: "2026-11-01",
      dueEvent: "update-block",
    }),
    row({
      functionName: "c",
      runtime: "python2.7",
      runtimeStatus: "update-blocked",
      dueDate: "2022-05-30",
      dueEvent: "update-block",
    }),
    row({ functionName: "d", ...UNKNOWN }),
  ];
  const coverage = [
    target({ functions: 4 }),
    target({ region: "us-east-1", status: "denied", code: "AccessDenied", message: "no" }),
  ];
  const before = [row({ functionName: "a", runtime: "nodejs18.x", runtimeStatus: "supported" })];
  const { text, blocks } = slackMessage(notice(rows, before, coverage, "https://example.com/a?b=1&c=(%2F|)"));
  assert.equal(text, "Lambda inventory: 3 functions on deprecated runtimes, 1 of 2 targets not read");
  const texts = blocks.map((block) => (block.type === "context" ? block.elements[0]?.text : block.text.text));
  assert.deepEqual(texts, [
    text,
    "*Coming deadlines*\n• *2027-02-03* (in 74 days): creation blocked on `nodejs18.x → nodejs24.x`: 1 function in 1 account, `payments`",
    "*Overdue*\n• 2 functions on `python2.7, python3.8`, all dates passed by 2026-11-01, `no owner`",
    "*Without a date*\n• `cobol85` unknown: 1 function, `no owner`",
    "<https://example.com/a?b=1&amp;c=%28%2F%7C%29|Full report>",
    "*Since 2026-11-21*\n1 newly deprecated; 3 new; 0 unchanged\n_note:_ `Only in the newer report: region us-east-1.`",
    "*Newly deprecated*\n• `a` in `111122223333 payments` eu-west-1: `nodejs18.x supported` → `nodejs18.x deprecated`",
    "*Not read*\n• 1 denied `AccessDenied` `no`\n`111122223333 payments (us-east-1)`",
    "4 functions · 1 of 2 targets read in 1 account · runtime dates as of `2026-10-03` · 2026-11-21T10:00Z",
  ]);
});

const HOSTILE = "<!channel> <https://evil.example|click> *b* `x` & @here #general\u001b[31m\n> quote";

test("Slack: no name or message becomes a mention, a link or markup", () => {
  const rows = [
    row({ functionName: HOSTILE, accountName: HOSTILE, runtime: HOSTILE, runtimeStatus: "unknown" }),
  ];
  const hostile = notice(rows, [], [target({ status: "error", message: HOSTILE, accountName: HOSTILE })]);
  const { blocks } = slackMessage(hostile);
  for (const block of blocks) {
    const texts = block.type === "context" ? block.elements : [block.text];
    for (const { type, text } of texts) {
      if (type === "plain_text") continue;
      assert.doesNotMatch(text, /[<>\u001b]/);
      const outside = text.replaceAll(/`[^`\n]*`/g, "");
      assert.doesNotMatch(outside, /evil|channel|here|\bquote|`/, text);
    }
  }
  assert.ok(JSON.stringify(blocks).includes("&lt;!channel&gt;"), "it is shown, as text");
});

test("Slack: messages of AWS are complete, and longer text is cut between characters", () => {
  const notRead = (message: string) =>
    JSON.stringify(slackMessage(notice([], undefined, [target({ status: "error", message })])).blocks);
  const whole = `${"why ".repeat(140)}END`;
  assert.ok(notRead(whole).includes(whole));
  assert.ok(notRead(`${"x".repeat(599)}😀 and more`).includes(`${"x".repeat(599)}…`));
});

/** The limits that Slack documents. */
function assertFits({ blocks }: SlackMessage): void {
  assert.ok(blocks.length <= 50, `${blocks.length} blocks`);
  for (const block of blocks) {
    if (block.type === "section") assert.ok(block.text.text.length <= 3000, String(block.text.text.length));
  }
}

const refused = (count: number, values: Partial<CoverageRow> = {}) =>
  Array.from({ length: count }, (_, index) =>
    target({ accountId: String(100_000_000_000 + index), status: "denied", code: "AccessDenied", ...values }),
  );

test("Slack: every account and region that was not read, in as many blocks as needed", () => {
  const coverage = refused(1000, { message: "a service control policy denies it" });
  const message = slackMessage(notice([], undefined, coverage));
  assertFits(message);
  const text = JSON.stringify(message);
  for (const { accountId } of coverage) assert.ok(text.includes(accountId), accountId);
  assert.doesNotMatch(text, /more accounts/);
});

test("Slack: what does not fit is counted, and no reason hides another", () => {
  const coverage = [...refused(9000, { message: "common" }), ...refused(3, { message: "rare" })];
  for (const message of [slackMessage, shortSlackMessage].map((of) => of(notice([], undefined, coverage)))) {
    assertFits(message);
    const text = JSON.stringify(message);
    assert.match(text, /9000 denied `AccessDenied` `common`/);
    assert.match(text, /3 denied `AccessDenied` `rare`/);
    assert.match(text, /… and \d+ more accounts and regions \(--coverage FILE lists every one\)/);
  }
  const short = shortSlackMessage(notice([], undefined, coverage));
  assert.ok(JSON.stringify(short).length < 12_000, String(JSON.stringify(short).length));
});

test("Slack: a thousand reasons, and names that grow when they are escaped, fit", () => {
  const reasons = Array.from({ length: 1000 }, (_, i) =>
    target({ status: "error", code: `Code${i}`, message: "&".repeat(600) }),
  );
  const many = slackMessage(notice([], undefined, reasons));
  assertFits(many);
  assert.match(JSON.stringify(many), /… and \d+ more reasons/);
  assertFits(slackMessage(notice([], undefined, refused(3000, { accountName: "&`<".repeat(60) }))));
});

test("Slack: as much as fits, and how much more there is", () => {
  const rows = Array.from({ length: 3000 }, (_, i) =>
    row({
      functionName: `${i}`.padStart(5, "0") + "n".repeat(200),
      runtime: `runtime${i}${"x".repeat(200)}`,
    }),
  );
  const before = rows.map((it) => ({ ...it, runtimeStatus: "supported" as const }));
  const { blocks } = slackMessage(notice(rows, before, [target({ functions: 3000 })]));
  assert.ok(blocks.length <= 50);
  for (const block of blocks) {
    if (block.type === "section") assert.ok(block.text.text.length <= 3000, String(block.text.text.length));
  }
  assert.match(JSON.stringify(blocks), /…and 29\d\d more/);
});

test("webhook: all data, with raw text", () => {
  const message = webhookMessage(notice([row({ functionName: HOSTILE })], [SUPPORTED], ONE));
  const { change, findings, deadlines, ...rest } = JSON.parse(JSON.stringify(message)) as Record<
    string,
    unknown
  >;
  assert.deepEqual(Object.keys(rest), [
    "schemaVersion",
    "title",
    "reasons",
    "tool",
    "startedAt",
    "finishedAt",
    "catalogue",
    "summary",
    "waived",
    "notRead",
    "overdue",
    "reportUrl",
  ]);
  assert.deepEqual(deadlines, [
    {
      date: "2027-02-03",
      event: "create-block",
      functions: 1,
      accounts: 1,
      runtimes: ["nodejs18.x"],
      owners: ["no owner"],
    },
  ]);
  assert.deepEqual(findings, [
    {
      actions: ["upgrade"],
      owners: ["no owner"],
      runtime: "nodejs18.x",
      status: "deprecated",
      successor: "nodejs24.x",
      deadline: { date: "2027-02-03", name: "creation blocked", days: 74 },
      functions: 1,
      accounts: 1,
    },
  ]);
  assert.deepEqual(Object.keys(change as object), [
    "since",
    "text",
    "notes",
    "summary",
    "scope",
    "cells",
    "movedDates",
    "functions",
  ]);
  assert.equal(Object.hasOwn(webhookMessage(notice([row()])), "change"), true);
});

test("webhook: every account and region that was not read, by reason", () => {
  const coverage = [
    ...["a", "b", "c", "d"].map((region) => target({ region, status: "denied", code: "X", message: "no" })),
    target({
      accountId: "222222222222",
      accountName: "",
      region: "",
      status: "denied",
      code: "X",
      message: "no",
    }),
  ];
  const { notRead } = webhookMessage(notice([], undefined, coverage)) as { notRead: unknown };
  assert.deepEqual(notRead, [
    {
      status: "denied",
      code: "X",
      targets: 5,
      places: "111122223333 payments (a, b, c, d); 222222222222",
      message: "no",
      accounts: [
        { accountId: "111122223333", accountName: "payments", regions: ["a", "b", "c", "d"] },
        { accountId: "222222222222", accountName: "", regions: [] },
      ],
    },
  ]);
});
