/** The texts of tickets, as people paste them into an issue; plan.test.ts has the usual one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ItemCollector } from "../../src/campaign/items.ts";
import { type Plan, type PlanContext, planOf } from "../../src/campaign/plan.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { row, target } from "../support/report/sample.ts";

const TODAY = "2026-11-29";

function plan(rows: readonly FunctionRow[], context: Partial<PlanContext> = {}): Plan {
  const collector = new ItemCollector();
  for (const each of rows) collector.add(each);
  return planOf(collector, { today: TODAY, coverage: [target()], ...context });
}

/** The body of the only item, without its last line. */
function bodyOf(made: Plan): string {
  assert.equal(made.items.length, 1);
  const [{ body, id } = { body: "", id: "" }] = made.items;
  const last = `\n\nItem ${id}, as of ${TODAY}.\n`;
  assert.ok(body.endsWith(last), body);
  return body.slice(0, -last.length);
}

const IMAGE = {
  action: "check-image",
  runtime: null,
  packageType: "Image",
  dueDate: null,
  dueEvent: null,
} as const;
const ISO = {
  region: "us-iso-east-1",
  accountName: "",
  functionArn: "arn:aws-iso:lambda:us-iso-east-1:111122223333:function:orders",
};

test("a container image without an owner, a date or a remedy, in an account without a name and a console", () => {
  assert.equal(
    bodyOf(plan([row({ ...IMAGE, ...ISO })])),
    `**What:** 1 function is a container image.

**Functions:**

- \`${ISO.functionArn}\`, 111122223333`,
  );
  const many = plan(["a", "b"].map((functionName) => row({ ...IMAGE, functionName, owner: "web" })));
  assert.match(bodyOf(many), /^\*\*What:\*\* 2 functions owned by web are container images\.\n/);
});

test("the ticket names who manages the code", () => {
  const managed = plan([row({ action: "redeploy", managedBy: "aws-cdk" })]);
  assert.match(
    bodyOf(managed),
    /^\*\*What:\*\* 1 function runs on `nodejs18\.x`\. The code is managed by aws-cdk\.\n/,
  );
});

test("a date that has come is overdue, today included", () => {
  const due = (dueDate: string) =>
    bodyOf(plan([row({ dueDate, dueEvent: "update-block" })])).split("\n\n")[1];
  const event = "AWS refuses updates of code and configuration.";
  assert.equal(due("2026-11-30"), `**By when:** 2026-11-30 (in 1 day): ${event}`);
  assert.equal(due("2026-11-29"), `**Overdue:** since 2026-11-29 (today): ${event}`);
  assert.equal(due("2026-11-19"), `**Overdue:** since 2026-11-19 (10 days ago): ${event}`);
});

test("how much it is used: in sum, and of each function, the most used first", () => {
  const body = bodyOf(
    plan([
      row({ functionName: "idle", invocations: 0 }),
      row({ functionName: "unknown" }),
      row({ functionName: "busy", invocations: 5 }),
      row({
        functionName: "busy",
        version: "1",
        functionArn: `${row({ functionName: "busy" }).functionArn}:1`,
      }),
    ]),
  );
  assert.match(
    body,
    /\n\n\*\*Use:\*\* 5 invocations in 30 days; 1 function had none; not known for 1 function\.\n\n/,
  );
  const lines = body.split("\n").filter((line) => line.startsWith("- "));
  assert.deepEqual(
    lines.map((line) =>
      line.replace(/^- `.*:function:(.*?)`, payments 111122223333(.*?) \(\[console.*$/, "$1$2"),
    ),
    ["busy, 5 invocations", "idle, 0 invocations", "unknown", "busy:1"],
  );
  const use = (...rows: readonly FunctionRow[]) => /\*\*Use:\*\* .*/.exec(bodyOf(plan(rows)))?.[0];
  assert.equal(use(row({ invocations: 0 })), "**Use:** 0 invocations in 30 days.");
  assert.equal(use(row({ invocations: 2 })), "**Use:** 2 invocations in 30 days.");
  assert.equal(use(row()), undefined);
});

test("what was not read is cut to ten reasons, and to as many accounts as fit", () => {
  const reasons = Array.from({ length: 12 }, (_, at) =>
    target({ region: `r-${at}`, status: "denied", code: `C${at}`, message: `reason ${"x".repeat(at)}` }),
  );
  const lines = bodyOf(plan([row()], { coverage: reasons })).split("\n");
  assert.equal(lines.filter((line) => line.startsWith("- 1 target: ")).length, 10);
  assert.equal(lines.at(-1), "- …and 2 more reasons");
  const one = bodyOf(plan([row()], { coverage: reasons.slice(0, 10) }));
  assert.doesNotMatch(one, /more/);

  const accounts = Array.from({ length: 1_000 }, (_, at) =>
    target({ accountId: String(100_000_000_000 + at), status: "denied", message: "no" }),
  );
  const body = bodyOf(plan([row()], { coverage: accounts }));
  assert.match(body, /- 1000 targets: 100000000000 payments .*… and \d+ more accounts and regions .*: no$/);
  assert.ok(body.length < 20_000, String(body.length));
});

const COVERAGE = [target(), target({ accountId: "222233334444" })];
const versions = (name: string, ...numbers: readonly string[]) =>
  numbers.map((version) =>
    row({
      functionName: name,
      version,
      functionArn: `${row({ functionName: name }).functionArn}:${version}`,
    }),
  );

test("of an item that is gone, each function is counted once, however many of its versions are listed", () => {
  const then = [...versions("apple", "1", "2"), ...versions("apricot", "1")];
  const earlier = plan(then).items;
  const waiver = { waivedUntil: "2027-03-31" };
  const waived = plan(
    then.map((each) => ({ ...each, ...waiver })),
    { earlier, coverage: COVERAGE },
  );
  assert.equal(waived.items[0]?.waived, 2);
  assert.equal(
    bodyOf(waived),
    `**Waived:** 2 functions have a waiver, so this is closed but not done. It comes back when a waiver ends.

- \`${then[0]?.functionArn}\`, until 2027-03-31
- \`${then[1]?.functionArn}\`, until 2027-03-31
- \`${then[2]?.functionArn}\`, until 2027-03-31`,
  );

  const unread = plan([], { earlier, coverage: [] });
  assert.deepEqual([unread.items[0]?.state, unread.items[0]?.functions], ["unknown", 2]);
  assert.match(bodyOf(unread), /^\*\*Unknown:\*\* 2 functions could not be read this time\.\n/);

  const moved = plan(
    then.map((each) => ({ ...each, runtime: "nodejs20.x" })),
    { earlier, coverage: COVERAGE },
  );
  const [now, gone] = moved.items;
  assert.deepEqual([now?.state, gone?.state, gone?.moved], ["new", "done", 2]);
  assert.match(
    gone?.body ?? "",
    new RegExp(
      `^\\*\\*Moved:\\*\\* 2 functions belong to another item now\\.\n\n- item ${now?.id}: 2 functions\n`,
    ),
  );
});

test("of an item that is gone, what is done is listed beside what is not, and long lists are cut", () => {
  const names = Array.from({ length: 60 }, (_, at) => `f${at}`);
  const then = [
    ...names.map((functionName) => row({ functionName })),
    ...["x", "y"].map((functionName) => row({ functionName, accountId: "222233334444" })),
  ];
  const gone = plan([], { earlier: plan(then).items, coverage: COVERAGE.slice(1) });
  const lines = bodyOf(gone).split("\n");
  assert.equal(lines.filter((line) => line.startsWith("- `")).length, 50);
  assert.deepEqual(lines.slice(-3), ["- …and 10 more", "", "**Done:** 2 functions no longer need this."]);
  const [only] = plan([], { earlier: plan(then.slice(0, 1)).items, coverage: [] }).items;
  assert.doesNotMatch(only?.body ?? "", /Done|more/);
});
