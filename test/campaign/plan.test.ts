import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf } from "../../src/campaign/body.ts";
import { ItemCollector } from "../../src/campaign/items.ts";
import { type Plan, type PlanContext, planOf } from "../../src/campaign/plan.ts";
import { planSummary } from "../../src/campaign/plan-texts.ts";
import { leftOutOfTransform, transformCsv } from "../../src/campaign/transform.ts";
import { writePlan } from "../../src/campaign/write.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { consoleUrl } from "../../src/report/console-url.ts";
import { row, target } from "../support/report/sample.ts";

const TODAY = "2026-11-29";
const overdue = {
  runtime: "python3.6",
  successor: "python3.14",
  dueDate: "2023-08-29",
  dueEvent: "update-block",
} as const;
const ROWS: readonly FunctionRow[] = [
  row({ functionName: "a", owner: "payments", remedy: "upgrade from nodejs18.x to nodejs24.x" }),
  row({ functionName: "b", owner: "payments", accountId: "222233334444", region: "us-east-1" }),
  row({ functionName: "c", owner: null, ...overdue }),
  row({ functionName: "d", owner: "payments", managedBy: "aws-cdk", action: "redeploy" }),
  row({ functionName: "e", action: "none" }),
  row({ functionName: "f", owner: "payments", waivedUntil: "2027-03-31" }),
  row({
    functionName: "g",
    owner: null,
    action: "check-image",
    runtime: null,
    dueDate: null,
    dueEvent: null,
  }),
];

function plan(rows: readonly FunctionRow[], context: Partial<PlanContext> = {}): Plan {
  const collector = new ItemCollector();
  for (const each of rows) collector.add(each);
  return planOf(collector, { today: TODAY, coverage: [target()], ...context });
}

const titles = ({ items }: Plan) => items.map(({ state, title }) => `${state}: ${title}`);

test("one item for each owner, action, runtime and manager, due first; waived functions are only counted", () => {
  const { items, summary, notRead, asOf } = plan(ROWS);
  assert.equal(asOf, TODAY);
  assert.deepEqual(
    items.map(({ title, dueDate, owner, functions }) => [title, dueDate, owner, functions]),
    [
      ["Upgrade 1 function from python3.6 to python3.14", "2023-08-29", null, 1],
      ["Redeploy 1 aws-cdk function that runs on nodejs18.x", "2027-02-03", "payments", 1],
      ["Upgrade 2 functions from nodejs18.x to nodejs24.x", "2027-02-03", "payments", 2],
      ["Check the base image of 1 function", null, null, 1],
    ],
  );
  assert.deepEqual(summary, {
    items: 4,
    functions: 5,
    byState: { open: 4 },
    byAction: { upgrade: 2, redeploy: 1, "check-image": 1 },
    waived: 1,
  });
  assert.deepEqual(notRead, []);
});

test("ids are 12 hexadecimal digits, the same from run to run, whatever the number of functions", () => {
  const ids = plan(ROWS).items.map(({ id }) => id);
  for (const id of ids) assert.match(id, /^[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, 4);
  assert.deepEqual(
    plan([...ROWS, row({ functionName: "h", owner: "payments" })]).items.map(({ id }) => id),
    ids,
  );
});

test("against an earlier plan: new, open, done; unknown where it was not read this time", () => {
  const old = plan(ROWS).items;
  const now = [
    row({ functionName: "a", owner: "payments" }),
    row({ functionName: "z", owner: "search", runtime: "ruby2.7" }),
  ];
  const read = [target(), target({ accountId: "222233334444", region: "us-east-1" })];
  assert.deepEqual(titles(plan(now, { earlier: old, coverage: read })).sort(), [
    "done: Check the base image of 1 function",
    "done: Redeploy 1 aws-cdk function that runs on nodejs18.x",
    "done: Upgrade 1 function from python3.6 to python3.14",
    "new: Upgrade 1 function from ruby2.7 to nodejs24.x",
    "open: Upgrade 1 function from nodejs18.x to nodejs24.x",
  ]);
  const unread = [target({ status: "denied", message: "no" }), read[1] ?? target()];
  const partly = plan([], { earlier: old, coverage: unread });
  assert.deepEqual(partly.summary.byState, { unknown: 4 });
  // Of the two functions of one item, the one in the target that was read is gone.
  const upgrade = partly.items.find(({ owner, action }) => owner === "payments" && action === "upgrade");
  assert.deepEqual([upgrade?.functions, upgrade?.accounts], [1, ["111122223333"]]);
  assert.match(upgrade?.body ?? "", /1 function could not be read this time/);
  assert.deepEqual(partly.notRead.length, 1);
});

test("an item whose functions are waived or in another item now is done, and says that nobody fixed them", () => {
  const old = plan(ROWS.slice(0, 2)).items;
  const coverage = [target(), target({ accountId: "222233334444", region: "us-east-1" })];
  const waiver = { waivedUntil: "2027-03-31", waiverReason: "the `robot` is <b>replaced</b>" };
  const waived = plan([row({ functionName: "a", owner: "payments", ...waiver })], { earlier: old, coverage });
  const [item] = waived.items;
  assert.deepEqual([item?.state, item?.functions, item?.waived, item?.moved], ["done", 0, 1, undefined]);
  assert.equal(
    item?.body,
    `**Waived:** 1 function has a waiver, so this is closed but not done. It comes back when a waiver ends.

- \`arn:aws:lambda:eu-west-1:111122223333:function:a\`, until 2027-03-31: the &#96;robot&#96; is &#60;b&#62;replaced&#60;/b&#62;

**Done:** 1 function no longer needs this.

Item ${item?.id}, as of 2026-11-29.
`,
  );
  assert.equal(planSummary(waived), "1 item (1 done of which 1 waived), 0 functions; 1 function waived");

  const moved = plan(
    [row({ functionName: "a", owner: "search" }), row({ functionName: "b", action: "none" })],
    {
      earlier: old,
      coverage,
    },
  );
  const [other, gone] = ["new", "done"].map((state) => moved.items.find((it) => it.state === state));
  assert.deepEqual([gone?.waived, gone?.moved], [undefined, 1]);
  assert.match(
    gone?.body ?? "",
    new RegExp(
      `^\\*\\*Moved:\\*\\* 1 function belongs to another item now\\.\n\n- item ${other?.id} of search: 1 function\n`,
    ),
  );
  assert.match(planSummary(moved), /1 done of which 1 moved/);

  const unread = [target({ status: "denied", message: "no" }), coverage[1] ?? target()];
  const partly = plan([row({ ...ROWS[1], ...waiver })], { earlier: old, coverage: unread }).items[0];
  assert.deepEqual([partly?.state, partly?.functions, partly?.waived], ["unknown", 1, 1]);
  assert.match(partly?.body ?? "", /1 function could not be read this time[\s\S]*1 function has a waiver/);
});

test("an item that was done is not listed again, and is new if it comes back", () => {
  const old = plan(ROWS).items.map((item) => ({ ...item, state: "done" as const }));
  assert.deepEqual(plan([], { earlier: old }).items, []);
  assert.deepEqual(plan(ROWS, { earlier: old }).summary.byState, { new: 4 });
});

test("an earlier item that the filters of this run would not show is left out", () => {
  const old = plan(ROWS).items;
  const comparable = ({ owner }: { owner: string | null }) => owner === "payments";
  assert.deepEqual(plan([], { earlier: old, comparable }).summary.items, 2);
});

test("the body of a ticket: what, by when, how, which functions, what was not read", () => {
  const coverage = [
    target(),
    target({ region: "us-west-2", status: "denied", code: "AccessDenied", message: "a policy denies it" }),
  ];
  const { items } = plan(ROWS.slice(0, 1), { coverage, reportUrl: "https://example.com/report.html" });
  assert.equal(
    items[0]?.body,
    `**What:** 1 function owned by payments runs on \`nodejs18.x\`.

**By when:** 2027-02-03 (in 66 days): AWS refuses new functions on it.

**How:** Upgrade from nodejs18.x to nodejs24.x. Make callback handlers async.

**Functions:**

- \`arn:aws:lambda:eu-west-1:111122223333:function:a\`, payments 111122223333 ([console](https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/a))

**Not read, so functions there may be missing here:**

- 1 target: 111122223333 payments (us-west-2): a policy denies it

[Full report](https://example.com/report.html)

Item ${items[0]?.id}, as of 2026-11-29.
`,
  );
});

test("customer-managed and unknown runtimes have their names in words, and each remedy is in the item", () => {
  const due = { dueDate: "2026-12-24", dueEvent: "deprecation" } as const;
  const custom = { ...due, runtime: "custom", successor: null, owner: "data" } as const;
  const { items } = plan([
    row({ ...custom, functionName: "a", remedy: "upgrade from one" }),
    row({ ...custom, functionName: "b", remedy: "upgrade from two" }),
    row({
      functionName: "c",
      owner: "web",
      action: "investigate",
      runtime: null,
      dueDate: null,
      dueEvent: null,
    }),
  ]);
  assert.deepEqual(
    items.map(({ title, body }) => [title, body.split("\n")[0]]),
    [
      [
        "Upgrade 2 functions from a customer-managed runtime to a supported runtime",
        "**What:** 2 functions owned by data run on a customer-managed runtime.",
      ],
      [
        "Investigate 1 function on an unknown runtime",
        "**What:** 1 function owned by web runs on an unknown runtime.",
      ],
    ],
  );
  assert.equal(items[0]?.remedy, "upgrade from one; upgrade from two");
  assert.match(items[0]?.body ?? "", /\*\*How:\*\* Upgrade from one; upgrade from two\./);
  assert.match(
    items[0]?.body ?? "",
    /\*\*By when:\*\* 2026-12-24 \(in 25 days\): its publisher ends support\./,
  );
});

test("a body fits an issue, whatever the number of functions, and hostile text stays text", () => {
  const many = Array.from({ length: 5_000 }, (_, at) =>
    row({ functionName: `f${at}`, owner: "@all <script>" }),
  );
  const [item] = plan(many).items;
  assert.ok((item?.body.length ?? 0) < 65_000, String(item?.body.length));
  assert.match(item?.body ?? "", /…and 4850 more/);
  assert.doesNotMatch(item?.body ?? "", /<script>|(^|\s)@all/);
});

test("console links by partition, none where the console is not public", () => {
  const of = (partition: string, region: string) =>
    consoleUrl({
      ...row(),
      region,
      functionArn: `arn:${partition}:lambda:${region}:111122223333:function:orders`,
    });
  assert.match(of("aws-cn", "cn-north-1") ?? "", /^https:\/\/cn-north-1\.console\.amazonaws\.cn\//);
  assert.match(
    of("aws-us-gov", "us-gov-west-1") ?? "",
    /^https:\/\/us-gov-west-1\.console\.amazonaws-us-gov\.com\//,
  );
  assert.equal(of("aws-iso", "us-iso-east-1"), undefined);
  assert.match(consoleUrl(row({ functionName: "half \ud800" })) ?? "", /\/half%20%EF%BF%BD$/);
});

for (const [repository, source] of [
  ["github.com/acme/payments", "https://github.com/acme/payments"],
  ["git.acme.internal:8443/pay/api", "https://git.acme.internal:8443/pay/api"],
  ["http://git.acme.internal/pay", "http://git.acme.internal/pay"],
  ["git@github.com:acme/payments.git", "git@github.com:acme/payments.git"],
  ["acme/payments", "acme/payments"],
  ["./services/payments", "./services/payments"],
  ["/srv/payments", "/srv/payments"],
] as const) {
  test(`AWS Transform's CSV: the source of ${repository} is ${source}`, () => {
    const { items } = plan([row({ repository, runtime: "python3.9" })]);
    const [, line = ""] = [...transformCsv(items)];
    assert.equal(line.split(",")[0], source);
  });
}

test("AWS Transform's CSV has upgrades with a repository only, and is safe in a spreadsheet", () => {
  const rows = [
    row({ functionName: "a", owner: "a", repository: "github.com/acme/a" }),
    row({
      functionName: "b",
      owner: "b",
      runtime: "python3.8",
      successor: "python3.14",
      repository: "https://github.com/acme/b",
    }),
    row({ functionName: "c", owner: "c", runtime: "go1.x", repository: "github.com/acme/c" }),
    row({ functionName: "d", owner: "d" }),
    row({ functionName: "e", owner: "e", action: "redeploy", repository: "github.com/acme/e" }),
    row({
      functionName: "f",
      owner: "f",
      runtime: "dotnetcore3.1",
      successor: "dotnet10",
      repository: "github.com/acme/f",
    }),
    row({ functionName: "g", owner: "g", successor: null, repository: "github.com/acme/g" }),
  ];
  assert.deepEqual([...transformCsv(plan(rows).items)].join("").trim().split("\n").sort(), [
    "https://github.com/acme/a,AWS/lambda-nodejs-runtime-upgrade,,Target Node.js 24",
    "https://github.com/acme/b,AWS/python-version-upgrade,,Target Python 3.14",
    "https://github.com/acme/f,AWS/dotnet-lambda-upgrade,,Target .NET 10",
    "https://github.com/acme/g,AWS/lambda-nodejs-runtime-upgrade,,",
    "source,transformation,validationCommands,additionalPlanContext",
  ]);
  const done = plan([], { earlier: plan(rows).items });
  assert.equal([...transformCsv(done.items)].length, 1, "what is done needs no transformation");
  assert.equal(
    leftOutOfTransform(plan(rows).items),
    "atx lists 4 of 7 items: only upgrades that have a repository (owners file) and a transformation",
  );
  const [a = row()] = rows;
  const rest = plan([a], { earlier: plan(rows).items });
  assert.deepEqual(rest.summary.byState, { open: 1, done: 6 });
  assert.equal(leftOutOfTransform(rest.items), "", "nothing that is open is missing");
});

test("a published version is not done where this run lists no versions", () => {
  const version = row({ functionName: "a", version: "3", functionArn: `${row().functionArn}:3` });
  const earlier = plan([version]).items;
  const latest = row({ functionName: "a", runtime: "nodejs24.x", action: "none" });
  assert.deepEqual(plan([latest], { earlier }).summary.byState, { unknown: 1 });
  const newer = { ...latest, version: "4", functionArn: `${row().functionArn}:4` };
  assert.deepEqual(plan([latest, newer], { earlier }).summary.byState, { done: 1 });
});

test("what is done comes last, and is not overdue", async () => {
  const done = plan([ROWS[0] ?? row()], { earlier: plan(ROWS).items, coverage: [target()] });
  assert.deepEqual(
    done.items.map(({ state, dueDate }) => [state, dueDate]),
    [
      ["open", "2027-02-03"],
      ["done", "2023-08-29"],
      ["done", "2027-02-03"],
      ["done", null],
    ],
  );
  const page = [...(await writePlan("html", done))].join("");
  assert.doesNotMatch(page, /Overdue/);
  assert.match([...(await writePlan("html", plan(ROWS)))].join(""), /Overdue: 1 item/);
});

test("an unknown item is listed among the open ones, by its date", () => {
  const away = { accountId: "222233334444" };
  const rows = [
    row({ functionName: "gone", ...overdue, owner: "a" }),
    row({ functionName: "unread", owner: "b", ...away, dueDate: "2027-01-01" }),
    row({ functionName: "open", owner: "c" }),
  ];
  const { items } = plan(rows.slice(2), { earlier: plan(rows).items, coverage: [target()] });
  assert.deepEqual(
    items.map(({ owner, state }) => [owner, state]),
    [
      ["b", "unknown"],
      ["c", "open"],
      ["a", "done"],
    ],
  );
});

test("a function of an earlier plan whose ARN names no account and region is unknown", () => {
  const [old] = plan(ROWS.slice(0, 1)).items;
  assert.ok(old);
  const arns = ["orders", "arn:aws:lambda:eu-west-1:111122223333:function:"];
  const [item] = plan([], { earlier: [{ ...old, functionArns: arns }] }).items;
  assert.deepEqual([item?.state, item?.functionArns], ["unknown", arns]);
});

test("a ticket of a finished item says that it is done", () => {
  const [old] = plan(ROWS.slice(0, 1)).items;
  assert.ok(old);
  const done = bodyOf(
    { facts: old, members: [], state: "done" },
    { today: TODAY, coverage: [], reportUrl: undefined },
  );
  assert.match(done, /^\*\*Done:\*\* no function needs this any more\./);
});
