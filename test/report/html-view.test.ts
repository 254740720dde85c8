/** The script of the HTML page: what it makes of the address and of the data in the page. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FunctionRow } from "../../src/model/report.ts";
import { cleanText } from "../../src/report/clean-text.ts";
import { COLUMN_KEYS, column, isColumnKey } from "../../src/report/columns.ts";
import { defaultOrder } from "../../src/report/default-order.ts";
import { csvText } from "../../src/report/html/client/csv.ts";
import { readData } from "../../src/report/html/client/load.ts";
import { Rows } from "../../src/report/html/client/rows.ts";
import { Selection } from "../../src/report/html/client/select.ts";
import {
  firstState,
  isState,
  parseHash,
  printHash,
  toggled,
  type ViewState,
} from "../../src/report/html/client/state.ts";
import { codeWidth, decoded, encoded } from "../../src/report/html/codes.ts";
import { FACET_KEYS, filterLink } from "../../src/report/html/facets.ts";
import { embeddable } from "../../src/report/html/markup.ts";
import type { PageData } from "../../src/report/html/page-data.ts";
import { type SortKey, sortRows } from "../../src/report/sort.ts";
import { anyRows, anyText } from "../support/report/arbitrary.ts";
import { row, tail, written } from "../support/report/sample.ts";

/** The data that is embedded in a page. */
async function embedded(rows: readonly FunctionRow[], sort: readonly SortKey[] = []): Promise<PageData> {
  const text = await written("html", rows, { columns: COLUMN_KEYS, sort });
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text)?.[1] ?? "";
  return readData(json);
}

test("--sort decides the order of the rows in the page, though none of them is kept until all have come", async () => {
  const anyKey = fc.record({ key: fc.constantFrom(...COLUMN_KEYS), descending: fc.boolean() });
  const cells = async (rows: readonly FunctionRow[], sort: readonly SortKey[] = []) => {
    const page = new Rows(await embedded(rows, sort));
    return rows.map((_, row) => COLUMN_KEYS.map((key) => page.text(key, row)));
  };
  await fc.assert(
    fc.asyncProperty(anyRows, fc.array(anyKey, { minLength: 1, maxLength: 3 }), async (any, sort) => {
      const rows = any.toSorted(defaultOrder);
      assert.deepEqual(await cells(rows, sort), await cells(sortRows(rows, sort)));
    }),
    { numRuns: 200 },
  );
});

/** An address cannot hold a lone surrogate. */
const wellFormed = anyText.map((text) => Buffer.from(text).toString());

const anyState: fc.Arbitrary<ViewState> = fc
  .record({
    needsAction: fc.boolean(),
    filters: fc.dictionary(
      fc.constantFrom(...FACET_KEYS),
      fc.uniqueArray(wellFormed, { minLength: 1, maxLength: 3 }),
      { noNullPrototype: true },
    ),
    text: wellFormed,
    group: fc.constantFrom("", ...FACET_KEYS),
    sort: fc.constantFrom("", ...COLUMN_KEYS),
    descending: fc.boolean(),
    page: fc.integer({ min: 1, max: 999 }),
  })
  .map((state) => ({ ...state, descending: state.descending && state.sort !== "" }));

const parse = (hash: string) => parseHash(hash, "dueDate");

test("the address of a view is parsed back to the same view", () => {
  fc.assert(
    fc.property(anyState, fc.constantFrom("", "dueDate"), (state, sort) =>
      assert.deepEqual(parseHash(`#${printHash(state, sort)}`, sort), state),
    ),
  );
});

test("the address of the first view is empty, and invalid addresses are ignored", () => {
  const first = firstState("dueDate");
  assert.equal(printHash(first, "dueDate"), "");
  assert.deepEqual(parse(""), first);
  assert.deepEqual(parse("#"), first);
  const all = { ...first, needsAction: false };
  assert.equal(printHash(all, "dueDate"), "need=any");
  assert.deepEqual(parse("#page=-3"), all);
  assert.deepEqual(parse("#page=x&other=1"), all);
  assert.equal(isState("#coverage"), false);
});

test("the links in the page are addresses of views", () => {
  fc.assert(
    fc.property(anyState, ({ filters, needsAction }) => {
      fc.pre(needsAction || Object.keys(filters).length > 0);
      const clean = Object.entries(filters).map(([facet, values]) => [
        facet,
        [...new Set(values.map(cleanText))],
      ]);
      const view = parse(filterLink(filters, needsAction));
      assert.deepEqual([view.filters, view.needsAction], [Object.fromEntries(clean), needsAction]);
    }),
  );
});

test("a value of a filter is added, and removed with the filter when it was the last", () => {
  const one = toggled(firstState(""), "owner", "a");
  assert.deepEqual(one, { owner: ["a"] });
  const two = toggled({ ...firstState(""), filters: one }, "owner", "b");
  assert.deepEqual(two, { owner: ["a", "b"] });
  assert.deepEqual(toggled({ ...firstState(""), filters: one }, "owner", "a"), {});
});

test("positions are decoded as they were encoded, in as few characters as possible", () => {
  assert.deepEqual([0, 1, 2, 91, 92, 8281, 8282].map(codeWidth), [0, 0, 1, 1, 2, 2, 3]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(), (count, at) => {
      const width = codeWidth(count);
      const text = encoded(at % count, width);
      assert.equal(text.length, width);
      assert.doesNotMatch(text, /["\\< ]/);
      assert.equal(decoded(`x${text}`, 1, width), at % count);
    }),
  );
});

/** What the page keeps only a part of. */
const SHORTENED = new Set(["lastModified", "tags"]);

test("the embedded data has the clean text of every cell", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (functions) => {
      const rows = new Rows(await embedded(functions));
      assert.equal(rows.count, functions.length);
      for (const shown of rows.columns) {
        const { key } = shown;
        if (SHORTENED.has(key) || !isColumnKey(key)) continue;
        functions.forEach((fn, index) => {
          assert.equal(rows.cell(shown, index), cleanText(column(key).text(fn)), key);
        });
      }
    }),
    { numRuns: 50 },
  );
});

test("the embedded data has the clean text of every tag, and the day of the last change", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (functions) => {
      const rows = new Rows(await embedded(functions));
      const tags = rows.column("tags");
      if (tags === undefined) return assert.equal(functions.length, 0);
      functions.forEach((fn, index) => {
        const pairs = Object.entries(fn.tags ?? {}).map(([key, value]) => cleanText(`${key}=${value}`));
        assert.deepEqual(rows.list(tags, index), pairs);
        assert.equal(rows.text("lastModified", index), fn.lastModified.slice(0, 10));
      });
    }),
    { numRuns: 50 },
  );
});

test("large columns are deflated, and 50,000 functions with distinct texts take less than 6 MB", async () => {
  const many = Array.from({ length: 50_000 }, (_, index) => {
    const id = ((index * 2_654_435_761) % 4_294_967_296).toString(36);
    return row({
      functionName: `checkout-${id}-OrderHandler-${index}`,
      description: `handles ${id} orders for the checkout of shop ${index % 977}`,
      codeSize: (index * 7919) % 50_000_000,
      owner: `team-${index % 300}`,
      tags: {
        Owner: `team-${index % 300}`,
        "aws:cloudformation:logical-id": `Handler${id}`,
        Stack: `shop-${index >> 3}`,
      },
      lastInvoked: index % 3 === 0 ? "never" : "2026-11-20",
    });
  });
  const text = await written("html", many, { extras: ["tags", "lastInvoked"] }, tail(many), 50_000);
  assert.ok(text.length < 6_000_000, `${text.length} characters`);
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text)?.[1] ?? "";
  const rows = new Rows(await readData(json));
  for (const index of [0, 31_415, 49_999]) {
    assert.equal(rows.text("functionName", index), many[index]?.functionName);
    assert.equal(rows.text("functionArn", index), many[index]?.functionArn);
    assert.equal(
      rows.text("tags", index),
      column("tags")
        .text(many[index] ?? row())
        .replaceAll(",", ";"),
    );
  }
});

test("no text in the embedded data can end it", () => {
  fc.assert(fc.property(anyText, (text) => assert.doesNotMatch(embeddable(JSON.stringify(text)), /</)));
});

const functions = [
  row({
    functionName: "a",
    memorySize: 1024,
    runtime: "python3.9",
    runtimeStatus: "supported",
    description: "Takes orders",
    action: "none",
    dueDate: "2027-05-01",
    dueEvent: "deprecation",
    owner: "shop",
  }),
  row({
    functionName: "b",
    memorySize: 128,
    runtimeStatus: "update-blocked",
    region: "us-east-1",
    dueDate: "2026-01-01",
    dueEvent: "update-block",
    tags: { Service: "Pay" },
    lastInvoked: "never",
  }),
  row({
    functionName: "c",
    memorySize: null,
    runtime: null,
    runtimeStatus: "container",
    description: "=1",
    action: "check-image",
    dueDate: null,
    dueEvent: null,
    owner: "shop",
    lastInvoked: "2026-11-20",
  }),
  row({
    functionName: "d",
    memorySize: 512,
    runtime: "python3.10",
    runtimeStatus: "expiring",
    dueDate: "2027-01-31",
    lastInvoked: "2026-09-20",
  }),
  row({
    functionName: "e",
    memorySize: 256,
    dueDate: "2027-04-30",
    waivedUntil: "2026-12-31",
    waiverReason: "replaced soon",
  }),
];
const VIEWS: readonly (readonly [about: string, hash: string, names: string])[] = [
  ["at first: what needs action, by due date, those without one last", "", "bdc"],
  ["all", "#need=any", "bdeac"],
  ["all in the report's order", "#sort=report", "abcde"],
  ["a region", "#region=us-east-1", "b"],
  ["two statuses", "#status=expiring&status=container", "dc"],
  ["no runtime", "#runtime=", "c"],
  ["an owner, and no owner", "#owner=shop&sort=report", "ac"],
  ["no owner, needing action", "#owner=&need=action", "bd"],
  ["an action", "#action=check-image", "c"],
  ["a value that is not there", "#runtime=cobol", ""],
  ["filters together", "#runtime=nodejs18.x&region=eu-west-1", "e"],
  ["a due date", "#due=2027-01-31", "d"],
  ["what happens", "#event=update-block", "b"],
  ["overdue", "#when=overdue", "b"],
  ["due within 90 days", "#when=90", "d"],
  ["due within 180 days includes 90", "#when=180", "dea"],
  ["without a date", "#when=none", "c"],
  ["used in the last 30 days", "#used=yes", "c"],
  ["not used in the last 30 days", "#used=no", "bd"],
  ["waived", "#waived=yes", "e"],
  ["words anywhere, in any case", "#q=ORDERS python3.9", "a"],
  ["a word of a tag", "#q=service=pay", "b"],
  ["a whole ARN", `#q=${functions[3]?.functionArn}`, "d"],
  ["a word that only filters know", "#q=overdue", ""],
  ["numbers by value, none last", "#sort=memorySize", "bedac"],
  ["numbers descending, none last", "#sort=-memorySize", "adebc"],
  ["statuses by urgency", "#sort=runtimeStatus", "bedac"],
  ["runtimes by version", "#sort=runtime", "beadc"],
  ["ties in the report's order", "#sort=-region", "bacde"],
  ["a column that is not there", "#sort=nothing", "abcde"],
  ["grouped, then sorted", "#group=owner&sort=-memorySize", "acdeb"],
];
for (const [about, hash, names] of VIEWS) {
  test(`the rows of a view: ${about}`, async () => {
    const rows = new Rows(await embedded(functions));
    const shown = new Selection(rows).rows(parse(hash)).map((index) => functions[index]?.functionName);
    assert.equal(shown.join(""), names);
  });
}

test("of what is due on the same day, the most used functions come first", async () => {
  const same = [3, undefined, 0, 50].map((invocations, index) =>
    row({ functionName: `f${index}`, ...(invocations !== undefined && { invocations }) }),
  );
  const selection = new Selection(new Rows(await embedded(same)));
  assert.deepEqual(selection.rows(parse("")), [3, 0, 2, 1]);
});

test("a menu counts what each value would show, given the other filters", async () => {
  const selection = new Selection(new Rows(await embedded(functions)));
  const counts = (hash: string) => Object.fromEntries(selection.counts(parse(hash), "runtime"));
  assert.deepEqual(counts("#need=any"), { "python3.9": 1, "nodejs18.x": 2, "": 1, "python3.10": 1 });
  assert.deepEqual(counts("#region=us-east-1&runtime=cobol"), { "nodejs18.x": 1 });
  assert.deepEqual(counts("#region=us-east-1&runtime=python3.9"), { "python3.9": 0, "nodejs18.x": 1 });
});

test("CSV of the page has the selected rows, and cells that no spreadsheet runs", async () => {
  const rows = new Rows(await embedded(functions));
  const [head = "", ...lines] = csvText(rows, [2, 0]).replace("\ufeff", "").trimEnd().split("\n");
  assert.match(head, /^accountId,accountName,region,functionName,/);
  assert.ok(!head.includes("when"), "no column that only filters use");
  const at = head.split(",").indexOf("description");
  assert.deepEqual(
    lines.map((line) => line.split(",")[at]),
    ["'=1", "Takes orders"],
  );
  assert.ok(lines[0]?.includes(functions[2]?.functionArn ?? "?"), "whole ARNs");
});
