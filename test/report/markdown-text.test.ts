import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cleanText } from "../../src/report/clean-text.ts";
import { markdownCode, markdownText } from "../../src/report/markdown-text.ts";
import { anyText } from "../support/report/arbitrary.ts";
import { render } from "../support/report/gfm.ts";

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

/** Without white space and lone surrogates, which a renderer drops. */
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

test("text in Markdown stays text in a table cell, whatever it is", () => {
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

test("text in Markdown stays text in a paragraph and a heading", () => {
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
  [" - a ", "&#45; a"],
  ["12. a", "12&#46; a"],
  ["v1.2", "v1.2"],
  ["GH-1 and UTF-8", "GH-&#8203;1 and UTF-8"],
  [
    "!1 ~1 %1 &1 $1 ^alert",
    "&#33;&#8203;1 &#126;&#8203;1 &#37;&#8203;1 &#38;&#8203;1 &#36;&#8203;1 &#94;&#8203;alert",
  ],
  ['~"a label" [epic:x', '&#126;&#8203;"a label" &#91;&#8203;epic&#58;x'],
  ["100 % of R & D", "100 &#37; of R &#38; D"],
];
for (const [text, expected] of EXAMPLES) {
  test(`${JSON.stringify(text)} is written ${expected} in Markdown`, () =>
    assert.equal(markdownText(text), expected));
}

test("a name in Markdown is a code span, unless it could leave one", () => {
  assert.equal(markdownCode("orders-api_v2"), "`orders-api_v2`");
  assert.equal(markdownCode("$LATEST"), "`$LATEST`");
  assert.equal(markdownCode("a`b|c"), "a&#96;b&#124;c");
  assert.equal(markdownCode("orders "), "orders");
});
