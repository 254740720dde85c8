import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyRows, anyText } from "../support/report/arbitrary.ts";
import { render } from "../support/report/gfm.ts";
import { account, row, tail, target, written } from "../support/report/sample.ts";

const ROWS = [
  row({ description: "takes | orders" }),
  row({
    functionName: "legacy",
    runtime: "nodejs14.x",
    runtimeStatus: "update-blocked",
    deprecationDate: "2023-12-04",
    blockCreateDate: "2024-01-09",
    blockUpdateDate: "2024-02-08",
    description: "",
  }),
  row({ functionName: "web", runtime: "nodejs24.x", runtimeStatus: "supported", deprecationDate: null }),
  row({
    accountId: "222222222222",
    accountName: "",
    functionName: "odd",
    runtime: "cobol1",
    runtimeStatus: "unknown",
    deprecationDate: null,
    blockCreateDate: null,
    blockUpdateDate: null,
    successor: null,
  }),
];
const COVERAGE = [
  target(),
  target({ accountId: "222222222222" }),
  target({ region: "us-east-1", status: "denied", code: "AccessDeniedException", message: "no @you" }),
];
const ACCOUNTS = [account(), account({ status: "skipped", accountName: "old", message: "suspended" })];
const EXPECTED = `# Lambda inventory

**2 functions on deprecated runtimes** (1 can no longer be updated), 0 more expiring soon, 4 functions in all.

**Not complete: 1 of 3 targets could not be read**, see [coverage](#coverage).

| Status | Functions |
| --- | ---: |
| supported | 1 |
| deprecated | 1 |
| update-blocked | 1 |
| unknown | 1 |

Scanned 2026-11-21 10:00 UTC. Runtime dates as of 2026-10-03, 49 days old, from \`https://example.com/runtimes\`.

## What to do first

| Deadline | What happens | Runtime | Status | Functions | Accounts | Action | Owners | Move to |
| --- | --- | --- | --- | ---: | ---: | --- | --- | --- |
| 2027-02-03, in 74 days | creation blocked | \`nodejs18.x\` | deprecated | 1 | 1 | upgrade | no owner | \`nodejs24.x\` |
|  | not in the catalogue | \`cobol1\` | unknown | 1 | 1 | investigate | no owner |  |

**Overdue:** 1 function on nodejs14.x, all dates passed by 2024-02-08 (no owner).

## Findings

### 111122223333 payments (2)

| region | functionName | runtime | runtimeStatus | action | dueDate | owner | successor | lastModified | description |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| eu-west-1 | \`orders\` | \`nodejs18.x\` | deprecated | upgrade | 2027-02-03 |  | \`nodejs24.x\` | 2024-07-24T09:41:13.364Z | takes &#124; orders |
| eu-west-1 | \`legacy\` | \`nodejs14.x\` | update-blocked | upgrade | 2024-02-08 |  | \`nodejs24.x\` | 2024-07-24T09:41:13.364Z |  |

### 222222222222 (1)

| region | functionName | runtime | runtimeStatus | action | dueDate | owner | successor | lastModified | description |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| eu-west-1 | \`odd\` | \`cobol1\` | unknown | investigate |  |  |  | 2024-07-24T09:41:13.364Z | takes orders |

<details>
<summary>Other functions (1)</summary>

### 111122223333 payments (1)

| region | functionName | runtime | runtimeStatus | action | dueDate | owner | successor | lastModified | description |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| eu-west-1 | \`web\` | \`nodejs24.x\` | supported | none | 2027-02-03 |  | \`nodejs24.x\` | 2024-07-24T09:41:13.364Z | takes orders |

</details>

## Coverage

2 of 3 targets (account × region) read, in 1 account.

| Not read | Status | Code | Where | Message |
| ---: | --- | --- | --- | --- |
| 1 | denied | AccessDeniedException | 111122223333 payments (us-east-1) | no &#64;&#8203;you |

| Accounts skipped | Why |
| --- | --- |
| 111122223333 old | suspended |
`;

test("Markdown has a summary, what to do first, the findings, and what was not read", async () => {
  assert.equal(await written("markdown", ROWS, {}, tail(ROWS, COVERAGE, ACCOUNTS)), EXPECTED);
});

test("Markdown shows waivers where there are some, and counts them", async () => {
  const waived = row({ accountId: "222222222222", waivedUntil: "2027-03-31", waiverReason: "is replaced" });
  const text = await written("markdown", [row(), waived]);
  assert.match(text, /2 functions in all\. 1 of them waived\.\n/);
  assert.match(text, /111122223333[^\n]*\n\n[^\n]*\| description \|\n/);
  assert.match(text, /222222222222[^\n]*\n\n[^\n]*\| waivedUntil \| waiverReason \|\n/);
  assert.match(text, /\| 2027-03-31 \| is replaced \|\n/);
});

test("Markdown says when the filters kept none of the functions", async () => {
  const text = await written("markdown", [], {}, tail([], [target({ functions: 12 })]));
  assert.match(text, /\n\*\*No function matches the filters of this report\*\* \(12 functions read\)\.\n/);
  assert.doesNotMatch(text, /Nothing runs on/);
});

test("Markdown of an empty report", async () => {
  const text = await written("markdown", [], {}, tail([], [target({ functions: 0 })]));
  assert.match(
    text,
    /\*\*Nothing runs on a deprecated runtime\*\*, 0 more expiring soon, 0 functions in all\.\n\nScanned/,
  );
  assert.match(text, /\n## Coverage\n\n1 of 1 target /);
  assert.doesNotMatch(text, /What to do first|## Findings|<details>|Not read|left out/);
});

test("Markdown counts versions where published versions are listed", async () => {
  const rows = [row(), row({ version: "1", runtimeStatus: "expiring", deprecationDate: "2027-01-01" })];
  const text = await written("markdown", rows);
  assert.match(
    text,
    /\*\*1 function version on deprecated runtimes\*\*, 1 more expiring soon, 2 function versions in all\./,
  );
  assert.match(text, /\n\| Status \| Versions \|\n/);
});

test("Markdown groups by --group-by, with the chosen columns", async () => {
  const text = await written("markdown", [row()], {
    groupBy: "region",
    columns: ["functionName", "daysLeft"],
  });
  assert.match(
    text,
    /\n### eu-west-1 \(1\)\n\n\| functionName \| daysLeft \|\n\| --- \| ---: \|\n\| `orders` \| -446 \|\n/,
  );
});

const MANY = ["111111111111", "222222222222", "333333333333"].flatMap((accountId) =>
  Array.from({ length: 700 }, (_, index) =>
    row({
      accountId,
      functionName: `f${index}`,
      ...(index % 2 === 1 && { runtime: "nodejs24.x", runtimeStatus: "supported" as const }),
    }),
  ),
);
const listed = (text: string) => text.match(/\| `f\d+` \|/g)?.length ?? 0;

test("Markdown lists by default as many as fit into a comment, findings first, and says what it left out", async () => {
  const text = await written("markdown", MANY);
  assert.ok(text.length <= 60_000 && text.length > 58_000, String(text.length));
  assert.equal(text.match(/nodejs24\.x` \| supported/g), null, "findings come first");
  assert.match(
    text,
    new RegExp(
      `\\n\\*\\*${2100 - listed(text)} functions of 2100 not listed\\*\\* \\(as many as fit into a comment; .--limit 0. lists all\\)\\.\\n`,
    ),
  );
  assert.match(text, /## What to do first[\s\S]*## Findings[\s\S]*## Coverage/);
  assert.doesNotMatch(await written("markdown", MANY.slice(0, 300)), /not listed/);
});

test("Markdown lists everything with --limit 0, and N functions with --limit N", async () => {
  const all = await written("markdown", MANY, { limit: 0 });
  assert.equal(listed(all), 2100);
  assert.doesNotMatch(all, /not listed/);
  const some = await written("markdown", MANY, { limit: 351 });
  assert.equal(listed(some), 351);
  assert.match(some, /\n\*\*1749 functions of 2100 not listed\*\* \(`--limit 351`\)\.\n/);
  assert.deepEqual(some.match(/(?<=\n### )\d+ payments \(\d+\)/g), [
    "111111111111 payments (350)",
    "222222222222 payments (350)",
  ]);
});

test("Markdown names every account and region that was not read, folded where there are many", async () => {
  const ids = Array.from({ length: 200 }, (_, index) => String(100_000_000_000 + index));
  const coverage = ids.map((accountId) =>
    target({ accountId, status: "denied", code: "AccessDenied", message: `no for ${accountId}` }),
  );
  const text = await written("markdown", MANY, {}, tail(MANY, coverage));
  for (const id of ids) assert.ok(text.includes(id), id);
  assert.match(text, /\| 200 \| denied \| AccessDenied \| <details><summary>200 accounts<\/summary>1000/);
  assert.match(text, /\| no for &lt;|\| no for &#60;account&#62; \|/);
  assert.ok(text.length <= 60_000);
});

test("Markdown that cannot name every account says how many more there are, and gives every reason", async () => {
  const coverage = Array.from({ length: 9000 }, (_, index) =>
    target({
      accountId: String(100_000_000_000 + index),
      status: "denied",
      code: index % 3 === 0 ? "Rare" : "Common",
    }),
  );
  const text = await written("markdown", MANY, {}, tail(MANY, coverage));
  assert.ok(text.length <= 60_000, String(text.length));
  assert.match(text, /\| 6000 \| denied \| Common \| <details>.*… and \d+ more accounts and regions/);
  assert.match(text, /\| 3000 \| denied \| Rare \| <details>.*… and \d+ more accounts and regions/);
  assert.ok(listed(text) > 50, "the findings have their share");
  const whole = await written("markdown", MANY, { limit: 0 }, tail(MANY, coverage));
  for (const { accountId } of coverage) assert.ok(whole.includes(accountId), accountId);
});

test("Markdown folds a long list of skipped accounts, by reason", async () => {
  const accounts = Array.from({ length: 1000 }, (_, index) =>
    account({
      accountId: String(100_000_000_000 + index),
      status: "skipped",
      message: "left out by --account",
    }),
  );
  const text = await written("markdown", [], {}, tail([], [target()], [account(), ...accounts]));
  assert.match(
    text,
    /\n\| <details><summary>1000 accounts<\/summary>100000000000 payments; .*100000000999 payments<\/details> \| left out by --account \|\n$/,
  );
});

test("Markdown has names in code spans, and leaves empty cells empty", async () => {
  const columns = ["functionArn", "handler", "role", "memorySize", "tags"] as const;
  const text = await written("markdown", [row({ memorySize: null })], { columns });
  assert.match(
    text,
    /\n\| `arn:aws:lambda:[^|]+:orders` \| `index\.handler` \| `arn:aws:iam::[^|]+` \| {2}\| {2}\|\n/,
  );
});

test("Markdown has whole tables and only its own markup, whatever is in the report", async () => {
  const OWN =
    /<\/?(?:h[123]|p|strong|a|table|thead|tbody|tr|code|details|summary)(?: href="#coverage")?>|<t[hd](?: align="right")?>|<\/t[hd]>/g;
  await fc.assert(
    fc.asyncProperty(anyRows, anyText, async (rows, message) => {
      const end = tail(rows, [target({ status: "error", message, code: message, accountName: message })]);
      const html = render(await written("markdown", rows, {}, end));
      assert.doesNotMatch(html.replace(OWN, ""), /[<>]/);
      for (const table of html.split("<table>").slice(1)) {
        const [heading = "", ...others] = table.split("</table>")[0]?.split("<tr>").slice(1) ?? [];
        const cells = heading.split("</th>").length;
        for (const line of others) assert.equal(line.split("</td>").length, cells);
      }
    }),
    { numRuns: 40 },
  );
});

test("functions past their dates are counted once, however --sort parts their versions", async () => {
  const rows = ["$LATEST", "1", "2"].flatMap((version) =>
    ["a", "b"].map((functionName) =>
      row({ functionName, version, blockCreateDate: null, blockUpdateDate: null }),
    ),
  );
  assert.match(await written("markdown", rows), /^\*\*Overdue:\*\* 2 functions on /m);
});
