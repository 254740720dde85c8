/** Tables that people read: columns are straight for any text and any width. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assert as always, array, integer, property, record, string } from "fast-check";
import stringWidth from "string-width";
import { type Column, drawTable } from "../../src/cli/table/draw.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly via: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { heading: "id", text: ({ id }) => id },
  { heading: "name", text: ({ name }) => name, wraps: true },
  { heading: "via", text: ({ via }) => via, wraps: true },
];
const PLAIN = { width: undefined, color: false };
const row = (id: string, name: string, via = "|"): Row => ({ id, name, via });

/** Where the last column begins, in columns of a terminal. */
function offsets(lines: readonly string[]): number[] {
  return lines.slice(1).map((line) => stringWidth(line.slice(0, line.lastIndexOf("|"))));
}

test("columns are straight behind wide characters, new emoji, marks and scripts that combine", () => {
  const names = [
    "plain",
    "在庫管理",
    "🫨 new",
    "👩‍👩‍👧‍👦 family",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 flag",
    "1️⃣ key",
    "é with a mark",
    "العربية",
    "한국어",
    "ｈａｌｆ",
  ];
  const { lines } = drawTable(
    COLUMNS,
    names.map((name) => row("1", name)),
    PLAIN,
  );
  assert.equal(new Set(offsets(lines)).size, 1, lines.join("\n"));
  assert.deepEqual(
    lines.slice(1).map((line) => line.split(/ {2,}/)[1]),
    names,
  );
});

test("private-use characters, which the drawing uses as placeholders, are kept", () => {
  const { lines } = drawTable(COLUMNS, [row("1", "\ue000\ue000x"), row("2", "é")], PLAIN);
  assert.deepEqual(lines.slice(1), ["1   \ue000\ue000x   |", "2   é     |"]);
});

test("cells are cleaned", () => {
  const { lines } = drawTable(COLUMNS, [row("\x1b[31m1\n", "a\tb\u202e", "\x9b2J|")], PLAIN);
  assert.deepEqual(lines, ["id  name  via", "1   a b   |"]);
});

test("in a pipe nothing is cut or wrapped", () => {
  const long = `${"word ".repeat(200)}|`;
  const { lines } = drawTable(COLUMNS, [row("1", "n", long)], PLAIN);
  assert.equal(lines[1], `1   n     ${long}`);
});

/** Letters that are never drawn, such as the Hangul filler: they have no width. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

test("no line is wider than the terminal, and no text is lost", () => {
  const text = string({ unit: "grapheme", maxLength: 60 }).map((value) =>
    value.replaceAll(/[^\p{L}\p{N}\p{Emoji}-]/gu, " "),
  );
  const rows = array(record({ id: text, name: text, via: text }), { maxLength: 8 });
  always(
    property(rows, integer({ min: 30, max: 120 }), (values, width) => {
      const { lines } = drawTable(COLUMNS, values, { width, color: false });
      for (const line of lines)
        assert.ok(stringWidth(line) <= width + 1, `${stringWidth(line)} > ${width}: ${line}`);
      const letters = (all: readonly string[]) =>
        [...all.join("")].filter((c) => /[\p{L}\p{N}]/u.test(c) && !INVISIBLE.test(c)).sort();
      const wanted = ["id", "name", "via", ...values.flatMap(({ id, name, via }) => [id, name, via])];
      assert.deepEqual(letters(lines), letters(wanted));
    }),
    { numRuns: 200 },
  );
});

test("the time is linear in the number of rows", () => {
  const cpuTime = (count: number): number => {
    const rows = Array.from({ length: count }, (_, i) => row(String(i), `名前 ${i}`));
    const from = process.cpuUsage();
    assert.equal(drawTable(COLUMNS, rows, PLAIN).lines.length, count + 1);
    const { user, system } = process.cpuUsage(from);
    return user + system;
  };
  cpuTime(500);
  const [few, many] = [cpuTime(1_000), cpuTime(8_000)];
  // Eight times the rows; drawn at once instead of in batches they would take 64 times as long.
  assert.ok(many < 24 * few, `${few} µs, ${many} µs`);
});

test("a column that keeps a width does so while other columns can be left out", () => {
  const columns: readonly Column<Row>[] = [
    { heading: "id", text: ({ id }) => id },
    { heading: "name", text: ({ name }) => name, wraps: true, keeps: 20 },
    { heading: "via", text: ({ via }) => via, spare: 1 },
  ];
  const rows = [row("1", "one two three four five six", "somewhere else")];
  assert.deepEqual(drawTable(columns, rows, { width: 40, color: false }).hidden, []);
  const { lines, hidden } = drawTable(columns, rows, { width: 39, color: false });
  assert.deepEqual(hidden, ["via"]);
  assert.deepEqual(lines, ["id  name", "1   one two three four five six"]);
});
