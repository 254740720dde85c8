import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { GROUP_BYS } from "../../src/report/groups.ts";
import { anyRows } from "../support/report/arbitrary.ts";
import { row, tail, target, written } from "../support/report/sample.ts";

const ROWS = [
  row({ description: "注文を処理する関数です。とても長い説明が付いています", owner: "team-payments" }),
  row({
    functionName: "refunds",
    runtime: "nodejs22.x",
    runtimeStatus: "supported",
    deprecationDate: "2027-04-30",
    dueDate: "2027-04-30",
  }),
  row({
    accountId: "222222222222",
    accountName: "",
    runtime: null,
    runtimeStatus: "container",
    deprecationDate: null,
    dueDate: null,
  }),
];

test("a table cuts nothing off a terminal", async () => {
  assert.equal(
    await written("table", ROWS),
    `account                region     functionName  runtime     runtimeStatus  dueDate     owner          lastModified              description
111122223333 payments  eu-west-1  orders        nodejs18.x  deprecated     2027-02-03  team-payments  2024-07-24T09:41:13.364Z  注文を処理する関数です。とても長い説明が付いています
111122223333 payments  eu-west-1  refunds       nodejs22.x  supported      2027-04-30                 2024-07-24T09:41:13.364Z  takes orders
222222222222           eu-west-1  orders                    container                                 2024-07-24T09:41:13.364Z  takes orders
`,
  );
});

test("a table cuts the description to the terminal's width", async () => {
  assert.equal(
    await written("table", ROWS, { width: 132 }),
    `account                region     functionName  runtime     runtimeStatus  dueDate     owner          lastModified  description
111122223333 payments  eu-west-1  orders        nodejs18.x  deprecated     2027-02-03  team-payments  2024-07-24    注文を処理する…
111122223333 payments  eu-west-1  refunds       nodejs22.x  supported      2027-04-30                 2024-07-24    takes orders
222222222222           eu-west-1  orders                    container                                 2024-07-24    takes orders
`,
  );
});

const HEADINGS = ["account", "region", "functionName", "runtime", "runtimeStatus", "dueDate", "owner"];
const NARROWER: readonly (readonly [number, readonly string[], string])[] = [
  [140, [...HEADINGS, "lastModified", "tags", "description"], "111122223333 payments"],
  [120, [...HEADINGS, "lastModified"], "111122223333 payments"],
  [105, HEADINGS, "111122223333 payments"],
  [98, HEADINGS, "payments"],
];

for (const [width, headings, account] of NARROWER) {
  test(`a terminal of ${width} columns: tags and description go first, then lastModified, then the account id`, async () => {
    const rows = ROWS.slice(0, 2).map((one) => ({ ...one, tags: { a: "b" } }));
    const [header = "", first = "", ...others] = (await written("table", rows, { width, extras: ["tags"] }))
      .trimEnd()
      .split("\n");
    assert.deepEqual(header.split(/ +/), headings);
    assert.ok(first.startsWith(`${account}  `), first);
    assert.equal(others.length, 1, "one line per function");
  });
}

test("one line per function from 100 columns on, also where names are long", async () => {
  const long = "x".repeat(64);
  const rows = [
    row({
      ...{ functionName: long, owner: long, accountName: long, region: "ap-southeast-1" },
      ...{ runtime: "provided.al2023", runtimeStatus: "create-blocked" },
    }),
  ];
  const lines = (await written("table", rows, { width: 100 })).trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => line.length),
    [95, 100],
  );
  assert.match((await written("table", rows, { width: 99 })).replace(/\s/g, ""), new RegExp(long));
});

const CDK = "StorefrontMedia-CustomS3AutoDeleteObjectsCustomRes-E396315DAD11";
const HELPERS = [
  row({
    ...{ functionName: CDK, accountName: "storefront-prod", owner: "cloud@example.com" },
    ...{ region: "ap-northeast-1", runtime: "provided.al2023", runtimeStatus: "create-blocked" },
  }),
  row({ accountId: "222222222222", accountName: "storefront-staging" }),
];
const SHORTENED: readonly (readonly [number, string])[] = [
  [200, `111122223333 storefront-prod     ap-northeast-1  ${CDK}`],
  [140, "storefront-prod     ap-northeast-1  StorefrontMedia-CustomS3…es-E396315DAD11"],
  [150, "storefront-prod     ap-northeast-1  StorefrontMedia-CustomS3AutoDe…tomRes-E396315DAD11"],
  [120, "storefro…-prod  ap-northeast-1  StorefrontMedia-…96315DAD11"],
  [100, "storef…rod  ap-northeast-1  Storefron…DAD11"],
];

for (const [width, start] of SHORTENED) {
  test(`a terminal of ${width} columns: a long name is cut in the middle, and crowds out no other column`, async () => {
    const [header = "", first = "", second = ""] = (await written("table", HELPERS, { width })).split("\n");
    assert.ok(first.startsWith(`${start}  provided.al2023  create-blocked  2027-02-03  cloud@ex`), first);
    assert.ok(HEADINGS.every((heading) => header.includes(heading)));
    assert.match(second, width === 200 ? /^222222222222 storefront-staging {2}/ : /^storef.*ing {2}/);
  });
}

test("a function takes two lines on 80 columns: a long name is cut so that it fits on the first", async () => {
  const text = await written("table", HELPERS, { width: 80, header: false });
  assert.equal(
    text,
    `storefront-prod     ap-northeast-1  StorefrontMedia-CustomS3Au…mRes-E396315DAD11
    provided.al2023  create-blocked  2027-02-03  cloud@example.com
storefront-staging  eu-west-1       orders
    nodejs18.x       deprecated      2027-02-03
`,
  );
});

test("chosen columns show whole names in a terminal of any width", async () => {
  const columns = ["functionName", "runtime", "dueDate"] as const;
  for (const width of [80, 100])
    assert.ok((await written("table", HELPERS, { width, columns })).includes(CDK));
});

test("accounts of one name keep their ids on a narrow terminal", async () => {
  const rows = [row(), row({ accountId: "222233334444" })];
  const text = await written("table", rows, { width: 80 });
  assert.match(text, /^111122223333 {2}eu/m);
  assert.match(text, /^222233334444 {2}eu/m);
});

test("a table uses a second line per function on 80 columns, where it has something to say", async () => {
  assert.equal(
    await written("table", ROWS, { width: 80 }),
    `account       region     functionName  runtime     runtimeStatus  dueDate
    owner
payments      eu-west-1  orders        nodejs18.x  deprecated     2027-02-03
    team-payments
payments      eu-west-1  refunds       nodejs22.x  supported      2027-04-30
222222222222  eu-west-1  orders                    container
`,
  );
});

test("a table shows chosen columns as they are, numbers aligned right", async () => {
  const rows = [row({ memorySize: 10240 }), row({ memorySize: 128 })];
  assert.equal(
    await written("table", rows, { columns: ["accountId", "memorySize", "timeout"], width: 80 }),
    `accountId     memorySize  timeout
111122223333       10240        3
111122223333         128        3
`,
  );
});

test("a table groups under headings with counts, by code point", async () => {
  const rows = [row({ functionName: "py", runtime: "python3.9" }), row(), row({ version: "1" })];
  const columns = ["functionName", "version"] as const;
  assert.equal(
    await written("table", rows, { groupBy: "runtime", columns }),
    `functionName  version

nodejs18.x (1 function, 2 versions)
orders        $LATEST
orders        1

python3.9 (1 function)
py            $LATEST
`,
  );
});

test("a table omits the column that the headings show", async () => {
  const text = await written("table", [row()], { groupBy: "account" });
  assert.match(text, /^region {5}functionName/);
  assert.match(text, /\n\n111122223333 payments \(1 function\)\neu-west-1 {2}orders/);
});

test("a table shows the version where published versions are listed, and the extras before the description", async () => {
  const [header = ""] = (await written("table", [row({ version: "3" })], { extras: ["tags"] })).split("\n");
  assert.deepEqual(header.split(/ +/), [
    "account",
    "region",
    "functionName",
    "version",
    "runtime",
    "runtimeStatus",
    "dueDate",
    "owner",
    "lastModified",
    "tags",
    "description",
  ]);
});

test("a name that does not fit beside the others is folded, not cut", async () => {
  const functionName = "a-name-of-forty-characters-and-two-more-x";
  const text = await written("table", [row({ functionName })], { width: 60 });
  assert.match(text, new RegExp(`^ *${functionName}\\b`, "m"));
});

test("one published version is enough to show the version column", async () => {
  const text = await written("table", [row(), row({ version: "3" })]);
  assert.match(text, /functionName {2}version {2}/);
  assert.doesNotMatch(await written("table", [row()]), /version/);
});

test("a table without a header", async () => {
  assert.equal(await written("table", [row()], { header: false, columns: ["functionName"] }), "orders\n");
});

test("an empty table says whether everything was read", async () => {
  assert.equal(await written("table", []), "no functions found\n");
  const refused = tail([], [target(), target({ status: "denied", region: "us-east-1" })]);
  assert.equal(await written("table", [], {}, refused), "no functions found (1 of 2 targets not read)\n");
});

test("a table colours only the status and the heading", async () => {
  const text = await written("table", [row()], { columns: ["functionName", "runtimeStatus"], color: true });
  assert.equal(
    text,
    "\x1b[1mfunctionName  runtimeStatus\x1b[22m\norders        \x1b[31mdeprecated\x1b[39m\n",
  );
  const grouped = await written("table", [row()], { columns: ["version"], groupBy: "region", color: true });
  assert.match(grouped, /\n\n\x1b\[1m\x1b\[4meu-west-1 \(1 function\)\x1b\[24m\x1b\[22m\n/);
});

test("a table is not affected by what is in a cell, and stays within the terminal", async () => {
  const widths = fc.integer({ min: 20, max: 200 });
  const anyGroup = fc.constantFrom(undefined, ...GROUP_BYS);
  await fc.assert(
    fc.asyncProperty(anyRows, widths, anyGroup, async (rows, width, groupBy) => {
      const text = await written("table", rows, { width, ...(groupBy === undefined ? {} : { groupBy }) });
      assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
      if (groupBy !== undefined) return;
      for (const line of text.split("\n")) assert.ok(stringWidth(line) <= width, JSON.stringify(line));
    }),
  );
});

test("colours of a table add no text", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const colored = await written("table", rows, { color: true, width: 100 });
      assert.equal(stripVTControlCharacters(colored), await written("table", rows, { width: 100 }));
    }),
  );
});
