import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { cleanText, csvCell, guardFormula, jsonText, tsvCell } from "../../src/report/cell.ts";
import { anyText } from "../support/report/arbitrary.ts";

/** What no cell may hold. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

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
  ["bidi marks stay", "a\u200fb", "a\u200fb"],
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
  ["quoted text that is no formula stays", '"orders"', '"orders"'],
  ["a formula sign later on is text", "a=1", "a=1"],
  ["what is guarded stays", "'=1", "'=1"],
];

describe("cells of TSV", () => {
  for (const [about, text, cell] of CELLS) test(about, () => assert.equal(tsvCell(text), cell));

  test("no cell holds what a terminal, a shell loop or a spreadsheet would obey", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cell = tsvCell(text);
        assert.doesNotMatch(cell, UNPRINTABLE);
        assert.doesNotMatch(cell, /^[\s"]*[=+\-@＝＋－＠]/);
      }),
      { numRuns: 500 },
    );
  });

  test("a long text of nothing but introducers takes no time", () => {
    const start = performance.now();
    for (const introducer of ["\x9d", "\x1b]", "\x1b[", "\x90"]) cleanText(introducer.repeat(100_000));
    assert.ok(performance.now() - start < 2_000);
  });

  test("doing it twice changes nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(cleanText(cleanText(text)), cleanText(text));
        assert.equal(guardFormula(guardFormula(text)), guardFormula(text));
        assert.equal(tsvCell(tsvCell(text)), tsvCell(text));
      }),
      { numRuns: 500 },
    );
  });

  test("printable text that is no formula stays as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_\u3041-\u3096][ -~\u3041-\u3096]*$/), (text) => {
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
  ];
  for (const [text, cell] of QUOTED) {
    test(`${JSON.stringify(text)} is written ${cell}`, () => assert.equal(csvCell(text), cell));
  }
});

describe("JSON text", () => {
  test("is the same value on one line that a terminal can print", () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.array(anyText), fc.dictionary(anyText, anyText, { noNullPrototype: true })),
        (value) => {
          assert.deepEqual(JSON.parse(jsonText(value)), value);
          assert.doesNotMatch(jsonText(value), UNPRINTABLE);
        },
      ),
      { numRuns: 500 },
    );
  });
});
