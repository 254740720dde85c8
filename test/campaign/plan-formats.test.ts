/** A plan in each format for people and programs, word for word; cli/plan.test.ts is about files and options. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlanFormat } from "../../src/campaign/formats.ts";
import { ItemCollector } from "../../src/campaign/items.ts";
import { type Plan, type PlanContext, planOf } from "../../src/campaign/plan.ts";
import { planSummary } from "../../src/campaign/plan-texts.ts";
import { writePlan } from "../../src/campaign/write.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { row, target } from "../support/report/sample.ts";

const B = { accountId: "222233334444" };
const COVERAGE = [target(), target(B)];

function plan(rows: readonly FunctionRow[], context: Partial<PlanContext> = {}): Plan {
  const collector = new ItemCollector();
  for (const each of rows) collector.add(each);
  return planOf(collector, { today: "2026-11-29", coverage: COVERAGE, ...context });
}

async function written(format: Exclude<PlanFormat, "table">, made: Plan): Promise<string> {
  return [...(await writePlan(format, made))].join("");
}

const waiver = { waivedUntil: "2027-03-31" };
const on = (runtime: string, functionName: string) => row({ functionName, runtime });
const THEN = [
  on("python3.6", "both"),
  on("python3.6", "shared"),
  on("ruby2.5", "covered"),
  on("ruby2.7", "renamed"),
  on("java8", "fixed"),
  on("go1.x", "apart"),
  row({
    ...on("go1.x", "covered-apart"),
    ...B,
    functionArn: "arn:aws:lambda:eu-west-1:222233334444:function:c",
  }),
];
/** Some of it waived, moved to another runtime, fixed, not read; and one that is new. */
const GONE = plan(
  [
    row({ ...THEN[0], ...waiver }),
    row({ ...THEN[1], owner: "web", invocations: 1_200, remedy: "upgrade|replace" }),
    row({ ...THEN[2], ...waiver }),
    row({ ...THEN[3], owner: "api" }),
    row({ ...THEN[6], ...waiver }),
  ],
  {
    earlier: plan(THEN).items,
    coverage: [
      target({ status: "denied", message: "no" }),
      target({ region: "us-east-1", status: "timeout" }),
    ],
  },
);

test("the summary counts items by state, and of those that are done, those that nobody fixed", () => {
  assert.equal(
    planSummary(GONE),
    "7 items (2 new, 3 done of which 2 waived and 1 moved, 2 unknown), 4 functions; 3 functions waived",
  );
  assert.equal(planSummary(plan([row()])), "1 item (1 open), 1 function");
  const fixed = plan([], { earlier: plan([row()]).items });
  assert.equal(planSummary(fixed), "1 item (1 done), 0 functions");
});

/** Ids are digests: of each only its place is shown. */
function withoutIds(text: string, { items }: Plan): string {
  return items.reduce((shown, { id }, at) => shown.replaceAll(id, `ID ${at + 1}`), text);
}

test("as Markdown: a state says what of an item was not fixed, and invocations have a column where they are known", async () => {
  assert.equal(
    withoutIds(await written("markdown", GONE), GONE),
    `# Lambda runtimes: work items as of 2026-11-29

**${planSummary(GONE)}**

> 2 targets not read, so functions may be missing: 111122223333 payments (eu-west-1); 111122223333 payments (us-east-1)

| due | state | owner | what | accounts | invocations | how | id |
| --- | --- | --- | --- | ---: | ---: | --- | --- |
| 2027-02-03 | new | web | Upgrade 1 function from python3.6 to nodejs24.x | 1 | 1200 | upgrade&#124;replace | \`ID 1\` |
| 2027-02-03 | unknown (1 waived) | (no owner) | Upgrade 1 function from go1.x to nodejs24.x | 1 |  |  | \`ID 2\` |
| 2027-02-03 | new | api | Upgrade 1 function from ruby2.7 to nodejs24.x | 1 |  |  | \`ID 3\` |
| 2027-02-03 | unknown | (no owner) | Upgrade 1 function from java8 to nodejs24.x | 1 |  |  | \`ID 4\` |
| 2027-02-03 | done (1 waived, 1 moved) | (no owner) | Upgrade 2 functions from python3.6 to nodejs24.x | 0 |  |  | \`ID 5\` |
| 2027-02-03 | done (1 moved) | (no owner) | Upgrade 1 function from ruby2.7 to nodejs24.x | 0 |  |  | \`ID 6\` |
| 2027-02-03 | done (1 waived) | (no owner) | Upgrade 1 function from ruby2.5 to nodejs24.x | 0 |  |  | \`ID 7\` |
`,
  );
});

test("as CSV, every column", async () => {
  assert.equal(
    withoutIds(await written("csv", GONE), GONE),
    `id,state,dueDate,dueEvent,owner,contact,repository,action,managedBy,runtime,successor,functions,accounts,title,remedy,invocations,waived,moved
ID 1,new,2027-02-03,create-block,web,,,upgrade,,python3.6,nodejs24.x,1,111122223333,Upgrade 1 function from python3.6 to nodejs24.x,upgrade|replace,1200,,
ID 2,unknown,2027-02-03,create-block,,,,upgrade,,go1.x,nodejs24.x,1,111122223333,Upgrade 1 function from go1.x to nodejs24.x,,,1,
ID 3,new,2027-02-03,create-block,api,,,upgrade,,ruby2.7,nodejs24.x,1,111122223333,Upgrade 1 function from ruby2.7 to nodejs24.x,,,,
ID 4,unknown,2027-02-03,create-block,,,,upgrade,,java8,nodejs24.x,1,111122223333,Upgrade 1 function from java8 to nodejs24.x,,,,
ID 5,done,2027-02-03,create-block,,,,upgrade,,python3.6,nodejs24.x,0,,Upgrade 2 functions from python3.6 to nodejs24.x,,,1,1
ID 6,done,2027-02-03,create-block,,,,upgrade,,ruby2.7,nodejs24.x,0,,Upgrade 1 function from ruby2.7 to nodejs24.x,,,,1
ID 7,done,2027-02-03,create-block,,,,upgrade,,ruby2.5,nodejs24.x,0,,Upgrade 1 function from ruby2.5 to nodejs24.x,,,1,
`,
  );
});

test("as JSON: an item is a line", async () => {
  const lines = withoutIds(await written("json", GONE), GONE).split("\n");
  assert.deepEqual(
    lines.map((line) => line.slice(0, 12)),
    [
      "{",
      '  "schemaVer',
      '  "asOf": "2',
      '  "items": [',
      ...Array.from({ length: 7 }, () => '    {"id":"I'),
      "  ],",
      '  "notRead":',
      '    {"accoun',
      '    {"accoun',
      "  ],",
      '  "summary":',
      "}",
      "",
    ],
  );
});

const NOTHING_KNOWN = plan([row({ dueDate: null, dueEvent: null })]);

test("a complete plan has no note; unknown values are an empty cell, or no column", async () => {
  assert.equal(
    withoutIds(await written("markdown", NOTHING_KNOWN), NOTHING_KNOWN),
    `# Lambda runtimes: work items as of 2026-11-29

**1 item (1 open), 1 function**

| due | state | owner | what | accounts | how | id |
| --- | --- | --- | --- | ---: | --- | --- |
|  | open | (no owner) | Upgrade 1 function from nodejs18.x to nodejs24.x | 1 |  | \`ID 1\` |
`,
  );
  const none = plan([]);
  assert.equal(
    await written("markdown", none),
    "# Lambda runtimes: work items as of 2026-11-29\n\n**0 items, 0 functions**\n",
  );
});

test("how does not repeat what: it says what else an upgrade takes, if anything", async () => {
  const upgrade = (runtime: string, successor: string) =>
    row({ functionName: runtime, runtime, successor, remedy: `upgrade from ${runtime} to ${successor}` });
  const made = plan([
    upgrade("nodejs18.x", "nodejs24.x"),
    upgrade("python3.13", "python3.14"),
    row({ functionName: "helper", action: "redeploy", managedBy: "aws-cdk", remedy: "deploy again" }),
  ]);
  const rows = (await written("markdown", made)).split("\n").filter((line) => line.startsWith("| 2027"));
  assert.deepEqual(rows.map((line) => line.split(" | ").at(-2)).sort(), [
    "",
    "deploy again",
    "make callback handlers async",
  ]);
  assert.ok(made.items.some(({ remedy }) => remedy === "upgrade from nodejs18.x to nodejs24.x"));
});

test("the page of a plan without items is good only when everything was read", async () => {
  const complete = await written("html", plan([]));
  assert.match(complete, /class="verdict good"[\s\S]*Nothing has to be done\./);
  const partial = await written(
    "html",
    plan([], { coverage: [target(), target({ ...B, status: "denied" })] }),
  );
  assert.match(
    partial,
    /class="verdict warn"[\s\S]*1 target not read[\s\S]*Nothing has to be done in what was read\./,
  );
});

test("the page groups the digits of its numbers", async () => {
  const rows = Array.from({ length: 1200 }, (_, index) => row({ functionName: `f${index}` }));
  assert.match(await written("html", plan(rows)), /1 item \(1 open\), 1,200 functions/);
});
