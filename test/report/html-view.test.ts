/** The script of the HTML page: what it makes of the address and of the data in the page. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FunctionRow } from "../../src/model/report.ts";
import { cleanText } from "../../src/report/clean-text.ts";
import { COLUMN_KEYS, column } from "../../src/report/columns.ts";
import { Rows } from "../../src/report/html/client/rows.ts";
import {
  FIRST_STATE,
  isState,
  parseHash,
  printHash,
  type ViewState,
} from "../../src/report/html/client/state.ts";
import { embeddable } from "../../src/report/html/markup.ts";
import { FACETS, filterLink, type PageData } from "../../src/report/html/page-data.ts";
import { anyRows, anyText } from "../support/report/arbitrary.ts";
import { row, written } from "../support/report/sample.ts";

/** The data that is embedded in a page. */
async function embedded(rows: readonly FunctionRow[]): Promise<PageData> {
  const text = await written("html", rows, { columns: COLUMN_KEYS });
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text)?.[1] ?? "";
  return JSON.parse(json);
}

/** An address cannot hold a lone surrogate. */
const wellFormed = anyText.map((text) => Buffer.from(text).toString());

const anyState: fc.Arbitrary<ViewState> = fc
  .record({
    filters: fc.dictionary(fc.constantFrom(...FACETS), fc.array(wellFormed, { minLength: 1, maxLength: 3 }), {
      noNullPrototype: true,
    }),
    text: wellFormed,
    sort: fc.constantFrom("", ...COLUMN_KEYS),
    descending: fc.boolean(),
    page: fc.integer({ min: 1, max: 999 }),
  })
  .map((state) => ({ ...state, descending: state.descending && state.sort !== "" }));

test("the address of a view is parsed back to the same view", () => {
  fc.assert(fc.property(anyState, (state) => assert.deepEqual(parseHash(`#${printHash(state)}`), state)));
});

test("the address of the initial view is empty, and invalid addresses are ignored", () => {
  assert.equal(printHash(FIRST_STATE), "");
  assert.deepEqual(parseHash(""), FIRST_STATE);
  assert.deepEqual(parseHash("#page=-3"), FIRST_STATE);
  assert.deepEqual(parseHash("#page=x&sort=&other=1"), FIRST_STATE);
  assert.equal(isState("#coverage"), false);
});

test("the links in the charts are addresses of views", () => {
  fc.assert(
    fc.property(anyState, ({ filters }) => {
      const clean = Object.entries(filters).map(([facet, values]) => [facet, values.map(cleanText)]);
      const cleaned = { ...FIRST_STATE, filters: Object.fromEntries(clean) };
      assert.deepEqual(parseHash(filterLink(filters)), cleaned);
    }),
  );
});

test("the embedded data has the clean text of every cell", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (functions) => {
      const rows = new Rows(await embedded(functions));
      assert.equal(rows.count, functions.length);
      for (const shown of rows.columns) {
        if (shown.key === "lastModified") continue;
        functions.forEach((fn, index) => {
          assert.equal(rows.cell(shown, index), cleanText(column(shown.key).text(fn)));
        });
      }
    }),
    { numRuns: 50 },
  );
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
  }),
  row({ functionName: "b", memorySize: 128, runtimeStatus: "update-blocked", region: "us-east-1" }),
  row({
    functionName: "c",
    memorySize: null,
    runtime: null,
    runtimeStatus: "container",
    description: "=1",
  }),
  row({ functionName: "d", memorySize: 512, runtimeStatus: "expiring" }),
];
const VIEWS: readonly (readonly [about: string, hash: string, names: string])[] = [
  ["all", "", "abcd"],
  ["a region", "#region=us-east-1", "b"],
  ["two statuses", "#status=expiring&status=container", "cd"],
  ["no runtime", "#runtime=", "c"],
  ["a value that is not there", "#runtime=cobol", ""],
  ["filters together", "#runtime=nodejs18.x&region=eu-west-1", "d"],
  ["words anywhere, in any case", "#q=ORDERS python", "a"],
  ["numbers by value, none last", "#sort=memorySize", "bdac"],
  ["numbers descending, none last", "#sort=-memorySize", "adbc"],
  ["statuses by urgency", "#sort=runtimeStatus", "bdac"],
  ["ties in the report's order", "#sort=-region", "bacd"],
  ["a column that is not there", "#sort=nothing", "abcd"],
];
for (const [about, hash, names] of VIEWS) {
  test(`the rows of a view: ${about}`, async () => {
    const rows = new Rows(await embedded(functions));
    const shown = rows.select(parseHash(hash)).map((index) => functions[index]?.functionName);
    assert.equal(shown.join(""), names);
  });
}
