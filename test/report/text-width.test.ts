import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import stringWidth from "string-width";
import { cutMiddle, cutText, textWidth, wrapped } from "../../src/report/text-width.ts";
import { row, written } from "../support/report/sample.ts";

test("widths are those of string-width", () => {
  const text = fc.string({
    unit: fc.constantFrom(
      ...["a", "é", "注", "カ", "ー", "한", "Ａ", "。", "ｱ", "😀", "🫠", "❤️", "❤", "👍🏽", "👩‍👩‍👧", "1️⃣"],
      ...["e\u0301", "\u2060", "ب", "ש", "ก", "กิ", "न", "\u1112\u1161\u11ab", "Ω", "Я"],
    ),
    maxLength: 10,
  });
  fc.assert(
    fc.property(text, (text) => assert.equal(textWidth(text), stringWidth(text), JSON.stringify(text))),
    { numRuns: 2000 },
  );
  assert.equal(textWidth("🇯🇵🏴󠁧󠁢󠁥󠁮󠁧󠁿"), 4);
});

test("text costs the same in every script, and time in proportion to its length", () => {
  const scripts = ["الخدمة المسؤولة ", "บริการรับคำสั่งซื้อ", "שירות הזמנות ", "👩‍👩‍👧😀", "e\u0301\u0302"];
  for (const script of scripts) {
    const text = script.repeat(200_000);
    const startedAt = performance.now();
    textWidth(text);
    // 3,200,000 characters: 0.1 s here; string-width takes 10 s.
    assert.ok(performance.now() - startedAt < 10_000, script);
  }
});

test("a table with 50 long tags in Arabic for each of 100 functions is written at once", async () => {
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, "الخدمة ".repeat(36)]));
  const rows = Array.from({ length: 100 }, (_, i) => row({ functionName: `f${i}`, tags }));
  for (const width of [undefined, 120]) {
    const startedAt = performance.now();
    await written("table", rows, { extras: ["tags"], width });
    assert.ok(performance.now() - startedAt < 10_000, `${performance.now() - startedAt} ms`);
  }
});

test("pieces are wrapped between each other and never broken", () => {
  assert.deepEqual(wrapped(["aa,", "b b;", "cc"], 8), ["aa, b b;", "cc"]);
  assert.deepEqual(wrapped(["too long for it", "x"], 4), ["too long for it", "x"]);
  assert.deepEqual(wrapped([], 4), []);
});

test("a text is cut between characters and ends in …", () => {
  assert.equal(cutText("orders", 6), "orders");
  assert.equal(cutText("orders", 5), "orde…");
  assert.equal(cutText("two words", 5), "two…");
  assert.equal(cutText("注文処理", 6), "注文…");
  assert.equal(cutText("注文 処理", 7), "注文…");
  assert.equal(cutText("注文処理", 8), "注文処理");
  assert.equal(cutText("👩‍👩‍👧👩‍👩‍👧", 3), "👩‍👩‍👧…");
  assert.equal(cutText("orders", 1), "…");
  assert.equal(cutText("orders", 0), "");
});

test("a name is cut in the middle, and one in another script at its end", () => {
  assert.equal(cutMiddle("storefront-prod", 15), "storefront-prod");
  assert.equal(cutMiddle("storefront-prod", 10), "storef…rod");
  assert.equal(cutMiddle("storefront-prod", 3), "st…");
  assert.equal(cutMiddle("storefront-prod", 0), "");
  assert.equal(cutMiddle("注文処理", 6), "注文…");
});
