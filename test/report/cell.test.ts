import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { cleanText } from "../../src/report/clean-text.ts";
import { csvCell, guardCell, tsvCell } from "../../src/report/flat-cell.ts";
import { jsonText } from "../../src/report/json-text.ts";
import { anyText } from "../support/report/arbitrary.ts";

/** What no cell may hold. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}\u2028\u2029]/u;

const CELLS: readonly (readonly [about: string, text: string, cell: string])[] = [
  ["plain text stays", "takes orders", "takes orders"],
  ["nothing stays nothing", "", ""],
  ["spaces stay", "  two  spaces ", "  two  spaces "],
  ["a tab becomes a space", "a\tb", "a b"],
  ["a newline becomes a space", "a\nb", "a b"],
  ["the end of a Windows line becomes one space", "a\r\nb", "a b"],
  ["a run of controls becomes one space", "a\n\n\tb", "a b"],
  ["NUL and DEL become a space", "a\0b\x7fc", "a b c"],
  ["a C1 control becomes a space", "a\x85b", "a b"],
  ["line separators become a space", "a\u2028b\u2029c", "a b c"],
  ["a colour is dropped", "\x1b[1;31mred\x1b[0m", "red"],
  ["a cursor movement is dropped", "a\x1b[2J\x1b[Hb", "ab"],
  ["an 8-bit control sequence is dropped", "a\x9b31mb", "ab"],
  ["a control sequence that is cut off is dropped", "a\x1b[31", "a"],
  ["a window title is dropped", "a\x1b]0;evil\x07b", "ab"],
  ["a link is dropped, its text stays", "\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\", "text"],
  ["an 8-bit command string is dropped", "a\x9d0;evil\x9cb", "ab"],
  ["a device control string is dropped", "a\x1bPq#0\x1b\\b", "ab"],
  ["a string without an end loses its introducer only", "a\x1b]0;the rest stays", "a0;the rest stays"],
  ["a two-character escape is dropped", "a\x1bcb\x1b(Bd", "abd"],
  ["a lone escape becomes a space", "a\x1b\x1b", "a "],
  ["bidi overrides and isolates are dropped", "a\u202eb\u2066c\u2069d", "abcd"],
  ["bidi marks and embeddings are dropped", "a\u200fb\u200ec\u061cd\u202ae", "abcde"],
  [
    "noncharacters and lone surrogates are replaced",
    "a\ufffeb\uffffc\ud800d\u{1ffff}",
    "a\ufffdb\ufffdc\ufffdd\ufffd",
  ],
  ["Japanese and emoji stay", "注文 👩‍👩‍👧", "注文 👩‍👩‍👧"],
  ["= is guarded", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ["+ is guarded", "+1", "'+1"],
  ["- is guarded", "-1+1", "'-1+1"],
  ["@ is guarded", "@SUM(A1)", "'@SUM(A1)"],
  ["full-width forms are guarded", "＝1", "'＝1"],
  ["full-width plus is guarded", "＋1", "'＋1"],
  ["full-width minus is guarded", "－1", "'－1"],
  ["full-width at is guarded", "＠1", "'＠1"],
  ["white space before it does not help", " \t =1", "'   =1"],
  ["an ideographic space before it does not help", "\u3000=1", "'\u3000=1"],
  ["a no-break space before it does not help", "\u00a0=1", "'\u00a0=1"],
  ["a zero-width space before it does not help", "\u200b=1", "'\u200b=1"],
  ["an escape sequence before it does not help", "\x1b[0m=1", "'=1"],
  ["a bidi override before it does not help", "\u202e=1", "'=1"],
  ["a quote before it, which a spreadsheet takes off, does not help", '"=1+1"', '\'"=1+1"'],
  ["a quote, which would take in the rows that follow, is guarded", '"orders', "'\"orders"],
  ["a quote later on is text", 'the "orders" queue', 'the "orders" queue'],
  ["a formula sign later on is text", "a=1, -2", "a=1, -2"],
  ["a formula behind a semicolon is guarded", "x;=1+1;y", "x;'=1+1;y"],
  ["a formula behind a semicolon and white space is guarded", 'x; "-1', "x;' \"-1"],
  ["a formula behind a tab is guarded", "x;\t@A1", "x;' @A1"],
  ["a formula behind a comma is guarded", "x,=1+1", "x,'=1+1"],
  ["a quote behind a comma or a semicolon is guarded", 'x,"y;"z', "x,'\"y;'\"z"],
  ["what is guarded stays", "'=1", "'=1"],
];

describe("cells of TSV", () => {
  for (const [about, text, cell] of CELLS) test(about, () => assert.equal(tsvCell(text), cell));

  test("no cell affects a terminal, a shell loop or a spreadsheet", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cell = tsvCell(text);
        assert.doesNotMatch(cell, UNPRINTABLE);
        assert.doesNotMatch(cell, /^[\s"]*[=+\-@＝＋－＠]/);
      }),
      { numRuns: 500 },
    );
  });

  test("a long text of introducers only is cleaned in linear time", () => {
    const start = performance.now();
    for (const introducer of ["\x9d", "\x1b]", "\x1b[", "\x90"]) cleanText(introducer.repeat(100_000));
    assert.ok(performance.now() - start < 10_000);
  });

  test("cleaning twice changes nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(cleanText(cleanText(text)), cleanText(text));
        for (const format of ["tsv", "csv"] as const) {
          const once = guardCell(text, format);
          assert.equal(guardCell(once, format), once);
        }
        assert.equal(tsvCell(tsvCell(text)), tsvCell(text));
      }),
      { numRuns: 500 },
    );
  });

  test("printable text that is not a formula, nor has parts that a spreadsheet may take for cells, is unchanged", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_\u3041-\u3096][ -+\--:<-~\u3041-\u3096]*$/), (text) => {
        assert.equal(tsvCell(text), text);
      }),
    );
  });
});

describe("cells of CSV", () => {
  const QUOTED: readonly (readonly [string, string])[] = [
    ["plain", "plain"],
    ["", ""],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["a\nb", "a b"],
    ["=1,2", '"\'=1,2"'],
    ["x;=1+1;y", '"x;\'=1+1;y"'],
    ['x;"y', `"x;'""y"`],
    ["x,=1", '"x,=1"'],
    ['"x', '"""x"'],
  ];
  for (const [text, cell] of QUOTED) {
    test(`${JSON.stringify(text)} is written ${cell}`, () => assert.equal(csvCell(text), cell));
  }
});

/** What JSON may hold only as an escape. */
const UNSAFE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\ufffe\uffff]/u;

describe("JSON text", () => {
  test("is the same value on one line that a terminal can print", () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.array(anyText), fc.dictionary(anyText, anyText, { noNullPrototype: true })),
        (value) => {
          assert.deepEqual(JSON.parse(jsonText(value)), value);
          assert.doesNotMatch(jsonText(value), UNSAFE);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("contains no command of a CI system, and is the same value", () => {
    for (const value of ["##[set-output name=x]1", ["##vso[task.x]", "###[y]"], { k: "##teamcity[z]" }]) {
      assert.doesNotMatch(jsonText(value), /##[\w-]*\[/);
      assert.deepEqual(JSON.parse(jsonText(value)), value);
    }
    assert.equal(jsonText("## heading"), '"## heading"');
  });
});
