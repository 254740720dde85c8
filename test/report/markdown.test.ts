import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { cleanText } from "../../src/report/cell.ts";
import { markdownCode, markdownText } from "../../src/report/markdown-text.ts";
import { anyRows, anyText } from "./arbitrary.ts";
import { account, row, tail, target, written } from "./sample.ts";

const render = (text: string) =>
  micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

/** The text that a reader sees, without the marks that part mentions. */
function seen(html: string): string {
  return html
    .replace(/<\/?(?:p|code|table|thead|tbody|tr|th|td)(?: align="right")?>|\n/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll("\u200b", "");
}

/** White space and surrogates aside, which a renderer does not keep when they stand alone. */
function bare(text: string): string {
  return text.replace(/[\s\ud800-\udfff\ufffd\u200b]/g, "");
}

const HOSTILE = fc.oneof(
  anyText,
  fc
    .array(
      fc.constantFrom(
        ..."|`*_~[]()<>!#@:/\\-+.=$&;1 ax\n",
        "www.",
        "http://",
        "mailto:a@b.co",
        "](x)",
        "<b>",
        "&amp;",
        "```",
        "@user",
        "<!--",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);

describe("text in Markdown", () => {
  test("stays text in a table cell, whatever it is", () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        for (const cell of [markdownText(text), markdownCode(text)]) {
          const html = render(`| a | b |\n| --- | --- |\n| ${cell} | end |\n`);
          assert.equal(html.split("<td").length, 3, html);
          const shown = /<td>(.*?)<\/td>/.exec(html)?.[1] ?? "";
          assert.equal(bare(seen(shown)), bare(cleanText(text)));
          assert.doesNotMatch(shown.replace(/<\/?code>/g, ""), /[<>]/);
        }
      }),
      { numRuns: 250 },
    );
  });

  test("stays text in a paragraph and a heading", () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const cell = markdownText(text);
        assert.match(render(`### a ${cell}\n`).trim(), /^<h3>[^<>]*<\/h3>$/);
        if (cell.trim() !== "") assert.match(render(`${cell}\n`).trim(), /^<p>[^<>]*<\/p>$/);
      }),
      { numRuns: 250 },
    );
  });

  const EXAMPLES: readonly (readonly [string, string])[] = [
    ["orders", "orders"],
    ["a|b", "a&#124;b"],
    ["<script>", "&#60;script&#62;"],
    ["@team", "&#64;&#8203;team"],
    ["see #12", "see &#35;&#8203;12"],
    ["https://evil.example", "https&#58;&#8203;//evil.example"],
    ["www.evil.example", "www&#8203;&#46;evil.example"],
    ["a\nb", "a b"],
  ];
  for (const [text, expected] of EXAMPLES) {
    test(`${JSON.stringify(text)} is written ${expected}`, () => assert.equal(markdownText(text), expected));
  }

  test("a name is a code span, unless it could leave one", () => {
    assert.equal(markdownCode("orders-api_v2"), "`orders-api_v2`");
    assert.equal(markdownCode("$LATEST"), "`$LATEST`");
    assert.equal(markdownCode("a`b|c"), "a&#96;b&#124;c");
  });
});

describe("Markdown", () => {
  test("says what matters, what to do first, what was found, and what was not read", async () => {
    const rows = [
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
    const coverage = [
      target(),
      target({ accountId: "222222222222" }),
      target({ region: "us-east-1", status: "denied", code: "AccessDeniedException", message: "no @you" }),
    ];
    const accounts = [account(), account({ status: "skipped", accountName: "old", message: "suspended" })];
    assert.equal(
      await written("markdown", rows, {}, tail(rows, coverage, accounts)),
      `# Lambda inventory

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

| Deadline | What happens | Runtime | Status | Functions | Accounts | Move to |
| --- | --- | --- | --- | ---: | ---: | --- |
| 2024-02-08, 1017 days ago | updates blocked | \`nodejs14.x\` | update-blocked | 1 | 1 | \`nodejs24.x\` |
| 2027-02-03, in 74 days | creation blocked | \`nodejs18.x\` | deprecated | 1 | 1 | \`nodejs24.x\` |
|  | not in the catalogue | \`cobol1\` | unknown | 1 | 1 |  |

## Findings

### 111122223333 payments (2)

| region | functionName | runtime | runtimeStatus | deprecationDate | blockUpdateDate | successor | lastModified | description |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| eu-west-1 | \`orders\` | \`nodejs18.x\` | deprecated | 2025-09-01 | 2027-03-03 | \`nodejs24.x\` | 2024-07-24T09:41:13.364Z | takes &#124; orders |
| eu-west-1 | \`legacy\` | \`nodejs14.x\` | update-blocked | 2023-12-04 | 2024-02-08 | \`nodejs24.x\` | 2024-07-24T09:41:13.364Z |  |

### 222222222222 (1)

| region | functionName | runtime | runtimeStatus | deprecationDate | blockUpdateDate | successor | lastModified | description |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| eu-west-1 | \`odd\` | \`cobol1\` | unknown |  |  |  | 2024-07-24T09:41:13.364Z | takes orders |

<details>
<summary>Other functions (1)</summary>

### 111122223333 payments (1)

| region | functionName | runtime | runtimeStatus | deprecationDate | blockUpdateDate | successor | lastModified | description |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| eu-west-1 | \`web\` | \`nodejs24.x\` | supported |  | 2027-03-03 | \`nodejs24.x\` | 2024-07-24T09:41:13.364Z | takes orders |

</details>

## Coverage

2 of 3 targets (account × region) read, in 1 account.

| Not read | Status | Code | Where | Message |
| ---: | --- | --- | --- | --- |
| 1 | denied | AccessDeniedException | 111122223333 payments &#40;us-east-1&#41; | no &#64;&#8203;you |

| Account left out | Name | Why |
| --- | --- | --- |
| 111122223333 | old | suspended |
`,
    );
  });

  test("of nothing says so", async () => {
    const text = await written("markdown", []);
    assert.match(
      text,
      /\*\*Nothing runs on a deprecated runtime\*\*, 0 more expiring soon, 0 functions in all\.\n\nScanned/,
    );
    assert.match(text, /\n## Coverage\n\n1 of 1 target /);
  });

  test("groups as asked, with the columns that were asked for", async () => {
    const text = await written("markdown", [row()], {
      groupBy: "region",
      columns: ["functionName", "daysLeft"],
    });
    assert.match(
      text,
      /\n### eu-west-1 \(1\)\n\n\| functionName \| daysLeft \|\n\| --- \| ---: \|\n\| `orders` \| -446 \|\n/,
    );
  });

  test("lists so many, and says how many more there are", async () => {
    const rows = Array.from({ length: 2100 }, (_, index) => row({ functionName: `f${index}` }));
    const text = await written("markdown", rows);
    assert.equal(text.match(/\| `f\d+` \|/g)?.length, 2000);
    assert.match(text, /\n100 more are not listed here; TSV, JSON and HTML hold every one\.\n/);
    assert.ok(Buffer.byteLength(text) < 1_000_000);
  });

  test("has whole tables and no markup but its own, whatever is in the report", async () => {
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
});
