import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { FunctionRow } from "../../src/model/report.ts";
import { cleanText } from "../../src/report/cell.ts";
import { COLUMN_KEYS, column } from "../../src/report/columns.ts";
import { Rows } from "../../src/report/html/client/rows.ts";
import {
  FIRST_STATE,
  isState,
  parseHash,
  printHash,
  type ViewState,
} from "../../src/report/html/client/state.ts";
import { embeddable, html } from "../../src/report/html/markup.ts";
import { FACETS, filterLink, type PageData } from "../../src/report/html/page-data.ts";
import { anyRows, anyText } from "./arbitrary.ts";
import { HEAD, row, tail, target, written } from "./sample.ts";

/** The data that is embedded in a page. */
async function embedded(rows: readonly FunctionRow[]): Promise<PageData> {
  const text = await written("html", rows, { columns: COLUMN_KEYS });
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text)?.[1] ?? "";
  return JSON.parse(json);
}

/** An address holds no half of a surrogate pair. */
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

describe("the address of a view", () => {
  test("is read back as it was written", () => {
    fc.assert(fc.property(anyState, (state) => assert.deepEqual(parseHash(`#${printHash(state)}`), state)));
  });

  test("is empty for the first view, and odd ones do no harm", () => {
    assert.equal(printHash(FIRST_STATE), "");
    assert.deepEqual(parseHash(""), FIRST_STATE);
    assert.deepEqual(parseHash("#page=-3"), FIRST_STATE);
    assert.deepEqual(parseHash("#page=x&sort=&other=1"), FIRST_STATE);
    assert.equal(isState("#coverage"), false);
  });

  test("is what the links in the pictures say", () => {
    fc.assert(
      fc.property(anyState, ({ filters }) => {
        assert.deepEqual(parseHash(filterLink(filters)), { ...FIRST_STATE, filters });
      }),
    );
  });
});

describe("the embedded data", () => {
  test("holds every cell, clean", async () => {
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

  test("is not ended by what stands in it", () => {
    fc.assert(fc.property(anyText, (text) => assert.doesNotMatch(embeddable(JSON.stringify(text)), /</)));
  });
});

describe("the rows of a view", () => {
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
    test(about, async () => {
      const rows = new Rows(await embedded(functions));
      const shown = rows.select(parseHash(hash)).map((index) => functions[index]?.functionName);
      assert.equal(shown.join(""), names);
    });
  }
});

describe("HTML", () => {
  test("has a policy that lets in what stands in it", async () => {
    const text = await written("html", [row()]);
    const policy =
      /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll("&#39;", "'") ?? "";
    const sha = (content = "") => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
    assert.equal(
      policy,
      `default-src 'none'; script-src ${sha(/<script>(.*?)<\/script>/s.exec(text)?.[1])}; style-src ${sha(/<style>(.*?)<\/style>/s.exec(text)?.[1])}; base-uri 'none'; form-action 'none'`,
    );
    assert.match(text, /^<!doctype html>\n<html lang="en">\n/);
    assert.match(text, /<\/html>\n$/);
  });

  test("of nothing is a page too", async () => {
    const text = await written("html", []);
    assert.match(text, /<strong>0<\/strong>/);
    assert.match(text, /"rows":0/);
    assert.doesNotMatch(text, /<svg/);
  });

  test("maps sixty accounts, those that were not read first, and says how many are left out", async () => {
    const id = (index: number) => String(100_000_000_000 + index);
    const rows = Array.from({ length: 70 }, (_, index) => row({ accountId: id(index), accountName: "" }));
    const coverage = Array.from({ length: 71 }, (_, index) =>
      target({ accountId: id(index), accountName: "", status: index === 70 ? "denied" : "ok" }),
    );
    const text = await written("html", rows, {}, tail(rows, coverage, []));
    const map = /<table class="heat".*?<\/table>/s.exec(text)?.[0] ?? "";
    assert.equal(map.match(/<th scope="row">/g)?.length, 60);
    assert.ok(map.includes(id(70)), "the account that was not read");
    assert.match(text, /So are 11 of 71 accounts: shown are those that were not read whole/);
    const few = tail(rows.slice(0, 60), coverage.slice(0, 60), []);
    assert.doesNotMatch(await written("html", rows.slice(0, 60), {}, few), /So are/);
  });

  test("maps each account whose number was never learnt, and says what of an account was not asked", async () => {
    const lost = { accountId: "", region: "", status: "unauthenticated", code: "ExpiredToken" } as const;
    const coverage = [
      target({ ...lost, accountName: "dev" }),
      target({ ...lost, accountName: "prod" }),
      target(),
      target({ region: "", status: "denied", stage: "regions", code: "AccessDenied", message: "<no>" }),
    ];
    const text = await written("html", [row()], {}, tail([row()], coverage));
    assert.ok(text.includes('<th scope="row">dev</th><td class="unread"'), text);
    assert.ok(text.includes('<th scope="row">prod</th><td class="unread"'), text);
    assert.match(text, /<small class="unread" title="AccessDenied: &lt;no&gt;">denied<\/small><\/th>/);
  });

  test("maps more cells than a call takes arguments", async () => {
    const coverage = Array.from({ length: 200_000 }, (_, index) =>
      target({ accountId: String(100_000_000_000 + Math.floor(index / 40)), region: `r${index % 40}` }),
    );
    const text = await written("html", [row()], {}, tail([row()], coverage, []));
    assert.match(text, /<table class="heat"/);
  });

  test("judged by a day before the catalogue's, says so; by a day that does not exist, is a page still", async () => {
    const judged = (ageDays: number) =>
      written("html", [row()], { head: { ...HEAD, catalogue: { ...HEAD.catalogue, ageDays } } });
    assert.match(await judged(-3), /\(3 days after the day of judgement\)/);
    assert.match(await judged(1e15), /<\/html>\n$/);
  });

  test("escapes what is put into it", () => {
    const text = html`<a title="${"\"'<>&\x1b[1m\u202e"}">${"<b>"}${[html`<i>${1}</i>`]}</a>`.text;
    assert.equal(text, '<a title="&quot;&#39;&lt;&gt;&amp;">&lt;b&gt;<i>1</i></a>');
  });

  test("holds no number that is none, whatever is in the report", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, async (rows) => {
        const [drawn = ""] = (await written("html", rows)).split('<script type="application/json"');
        assert.doesNotMatch(
          drawn.replace(/>[^<]*</g, "><").replace(/"#[^"]*"/g, ""),
          /NaN|Infinity|undefined/,
        );
      }),
      { numRuns: 50 },
    );
  });
});
