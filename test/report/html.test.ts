import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { pageAssets } from "../../src/report/html/assets.ts";
import { html } from "../../src/report/html/markup.ts";
import { anyRows } from "../support/report/arbitrary.ts";
import { account, HEAD, row, tail, target, written } from "../support/report/sample.ts";

test("HTML has a content security policy that allows only its own script and style", async () => {
  const text = await written("html", [row()]);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll("&#39;", "'") ?? "";
  const sha = (content = "") => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
  assert.equal(
    policy,
    `default-src 'none'; script-src ${sha(/<script>(.*?)<\/script>/s.exec(text)?.[1])}; style-src ${sha(/<style>(.*?)<\/style>/s.exec(text)?.[1])}; base-uri 'none'; form-action 'none'`,
  );
  assert.match(text, /^<!doctype html>\n<html lang="en">\n/);
  assert.match(text, /<\/html>\n$/);
});

test("the script of the page holds no more than it needs: an import can bring in the tables of the program", async () => {
  const { script } = await pageAssets();
  assert.ok(script.length < 28_000, String(script.length));
});

/** Characters that change how a page reads, or that HTML does not allow. */
const UNWANTED =
  "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff\u{1fffe}\ufdd0\ud800";

test("no bidi control, noncharacter or lone surrogate reaches HTML, in any text of a report", async () => {
  const text = `a${[...UNWANTED].join("b")}z`;
  const names = { accountId: text, accountName: text, region: text };
  const rows = [
    row({
      ...names,
      functionName: text,
      description: text,
      runtime: text,
      successor: text,
      tags: { [text]: text },
    }),
  ];
  const coverage = [target({ ...names, status: "error", code: text, message: text })];
  const accounts = [account({ ...names, status: "skipped", message: text })];
  const page = await written("html", rows, { extras: ["tags"] }, tail(rows, coverage, accounts));
  for (const character of UNWANTED) {
    const code = character.codePointAt(0)?.toString(16) ?? "";
    assert.ok(!page.includes(character), code);
    const data = page.slice(page.indexOf('id="data">')).split("</script>")[0] ?? "";
    assert.ok(!data.toLowerCase().includes(`\\u${code.padStart(4, "0")}`), `\\u${code}`);
    if (code !== "d800") assert.ok(!page.includes(encodeURIComponent(character)), `in a link: ${code}`);
  }
});

test("HTML without functions is a complete page", async () => {
  const text = await written("html", [], {}, tail([], [target({ functions: 0 })]));
  assert.match(text, /No functions were found/);
  assert.match(text, /"rows":0/);
  assert.match(text, /Nobody: no function needs action/);
  assert.match(text, /There are no upcoming deadlines/);
  assert.doesNotMatch(text, /<svg/);
});

test("HTML says that the filters kept nothing, which is not the same as an estate without functions", async () => {
  const text = await written("html", [], {}, tail([], [target({ functions: 1_200 })]));
  assert.match(
    text,
    /<h2 id="verdict">No function matches the filters of this report \(1,200 functions read\)</,
  );
  assert.doesNotMatch(text, /No functions were found/);
});

test("HTML lists a replica of Lambda@Edge, and counts it nowhere", async () => {
  const replica = row({ functionName: "us-east-1.orders", region: "eu-north-1", kind: "edge-replica" });
  const text = await written("html", [row(), replica]);
  const [markup = "", data = ""] = text.split('<script type="application/json" id="data">');
  assert.match(data, /us-east-1\.orders/);
  assert.match(markup, /<strong>1<\/strong> of 1 function</);
  assert.doesNotMatch(markup, /\b2 (?:functions|regions)|eu-north-1|2\/2/);
});

test("HTML gives a customer-managed runtime its own name, in the verdict, the deadlines and the charts", async () => {
  const dates = { deprecationDate: "2027-03-03", dueDate: "2027-03-03", dueEvent: "deprecation" } as const;
  const runtimeArn = "arn:aws:lambda:eu-west-1:222233334444:runtime/cobol";
  const rows = [row({ ...dates, runtime: "custom", runtimeStatus: "expiring", runtimeArn, successor: null })];
  const text = await written("html", rows);
  assert.match(text, /: cobol \(customer-managed\) is deprecated · 1 function/);
  for (const place of [
    /runtime=custom">cobol \(customer-managed\)<\/a><\/span>/,
    /<title>2027-03-03: cobol \(customer-managed\), expiring/,
    /<title>cobol \(customer-managed\): 1 function, expiring/,
  ])
    assert.match(text, place);
});

test("HTML maps sixty accounts, incomplete ones first, and says how many there are", async () => {
  const id = (index: number) => String(100_000_000_000 + index);
  const rows = Array.from({ length: 70 }, (_, index) => row({ accountId: id(index), accountName: "" }));
  const coverage = Array.from({ length: 71 }, (_, index) =>
    target({ accountId: id(index), accountName: "", status: index === 70 ? "denied" : "ok" }),
  );
  const text = await written("html", rows, {}, tail(rows, coverage, []));
  const map = /<table class="heat".*?<\/table>/s.exec(text)?.[0] ?? "";
  assert.equal(map.match(/<th scope="row">/g)?.length, 60);
  assert.ok(map.includes(id(70)), "the account that was not read");
  assert.match(text, /Showing 60 of 71 accounts: incomplete ones first/);
  const few = tail(rows.slice(0, 60), coverage.slice(0, 60), []);
  assert.doesNotMatch(await written("html", rows.slice(0, 60), {}, few), /Showing/);
});

test("HTML maps accounts whose id is unknown, and marks an account that was only partly read", async () => {
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

test("HTML maps more cells than a call can have arguments", async () => {
  const coverage = Array.from({ length: 200_000 }, (_, index) =>
    target({ accountId: String(100_000_000_000 + Math.floor(index / 40)), region: `r${index % 40}` }),
  );
  const text = await written("html", [row()], {}, tail([row()], coverage, []));
  assert.match(text, /<table class="heat"/);
});

test("HTML charts more runtimes than a call can have arguments", async () => {
  const rows = Array.from({ length: 130_000 }, (_, index) =>
    row({ runtime: `runtime-${index}`, runtimeStatus: "unknown", deprecationDate: null }),
  );
  assert.match(
    await written("html", rows, { limit: 1 }),
    /130,000 runtimes, of which 129,960 are in the table only/,
  );
});

test("HTML shows a catalogue that is newer than the assessment date, and survives an impossible date", async () => {
  const assessed = (ageDays: number) =>
    written("html", [row()], { head: { ...HEAD, catalogue: { ...HEAD.catalogue, ageDays } } });
  assert.match(await assessed(-3), /\(3 days newer than the assessment date\)/);
  assert.match(await assessed(1e15), /<\/html>\n$/);
});

test("HTML escapes inserted text", () => {
  const text = html`<a title="${"\"'<>&\x1b[1m\u202e\u200e\u2069"}">${"<b>"}${[html`<i>${1}</i>`]}</a>`.text;
  assert.equal(text, '<a title="&quot;&#39;&lt;&gt;&amp;">&lt;b&gt;<i>1</i></a>');
});

test("HTML never shows NaN or Infinity, whatever is in the report", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const [drawn = ""] = (await written("html", rows)).split('<script type="application/json"');
      assert.doesNotMatch(drawn.replace(/>[^<]*</g, "><").replace(/"#[^"]*"/g, ""), /NaN|Infinity|undefined/);
    }),
    { numRuns: 50 },
  );
});
