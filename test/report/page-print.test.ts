import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { difference, written as writtenDifference } from "../support/compare/difference-sample.ts";
import { expectSoon, resize, showOn, testPage } from "../support/report/browser.ts";
import { estate } from "../support/report/estate.ts";
import { account, row, tail, target, written } from "../support/report/sample.ts";

testPage(
  "prints every selected row, up to a thousand, and shows the page again",
  async ({ page, open, shown }) => {
    await open(await written("html", estate(1_200), {}, undefined, 1_200), "#need=any");
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await expectSoon(() => page.locator("#list tbody tr").count(), 1_000);
    await expectSoon(shown, "The first 1,000 of 1,200 rows");
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await expectSoon(() => page.locator("#list tbody tr").count(), 100);
  },
);

testPage("prints on A4", async ({ page, open }) => {
  await open(await written("html", estate(5)));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.match(pdf.toString("latin1"), /\/MediaBox \[0 0 594\.\d+ 841\.\d+\]/);
});

const noPdfText =
  spawnSync("pdftotext", ["-v"]).status === 0 ? false : "no pdftotext: apt-get install poppler-utils";
if (noPdfText) test("the page prints its column headings on every sheet", { skip: noPdfText }, () => {});
else
  testPage("prints its column headings on every sheet", async ({ page, open }) => {
    await open(await written("html", estate(100)));
    const input = await page.pdf({ preferCSSPageSize: true });
    const { stdout } = spawnSync("pdftotext", ["-layout", "-", "-"], { input, encoding: "utf8" });
    const sheets = stdout.split("\f").filter((sheet) => sheet.includes("f-0000"));
    assert.ok(sheets.length > 3, `${sheets.length} sheets`);
    for (const sheet of sheets) assert.match(sheet, /Function +Account +Region +Runtime +Status/);
  });

/** Texts in which a date breaks across lines. */
function brokenDates(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const broken = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      if (text.parentElement.closest("script")) continue;
      for (const { index, 0: date } of text.data.matchAll(/\\d{4}-\\d{2}-\\d{2}/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + date.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(text.data);
      }
    }
    return broken;
  })()`);
}

testPage("breaks no date across lines, on a narrow screen or in print", async ({ page, open }) => {
  const rows = estate(20).map((one) => ({ ...one, lastInvoked: "2026-11-18", description: "" }));
  const html = await written("html", rows, { extras: ["lastInvoked"] });
  for (const text of [html, await writtenDifference("html", difference)]) {
    await open(text);
    for (const width of [390, 700, 1024]) {
      await resize(page, width);
      await expectSoon(async () => [width, ...(await brokenDates(page))], [width]);
    }
    await showOn(page, "print");
    await expectSoon(() => brokenDates(page), []);
    await showOn(page, "screen");
  }
});

/** Ids, dates, years of the chart and names of functions. */
const NOT_NUMBERS = /\b\d{12}\b|\d{4}-\d{2}-\d{2}|f-\d{6}|^20\d\d$/gm;

testPage("writes all numbers in one way: 20,400", async ({ page, open }) => {
  const rows = estate(20_400).map((one) => ({ ...one, codeSize: 1_234_567 }));
  const coverage = Array.from({ length: 1_500 }, (_, index) =>
    target({ accountId: String(222_222_222_222 + index), status: index < 1_200 ? "denied" : "ok" }),
  );
  const accounts = Array.from({ length: 1_500 }, () => account());
  const columns = ["accountId", "region", "functionName", "runtime", "runtimeStatus", "codeSize"] as const;
  await open(await written("html", rows, { columns }, tail(rows, coverage, accounts), 20_400));
  await page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
  const text = () => page.locator("body").innerText();
  await expectSoon(text, /20,400/);
  await expectSoon(text, /1,234,567/);
  await expectSoon(async () => (await text()).replace(NOT_NUMBERS, "").match(/^.*\d{4}.*$/gm), null);
  await expectSoon(() => page.title(), /20,400 functions/);
});

testPage("prints every account that was not read, even if the list is folded", async ({ page, open }) => {
  const coverage = Array.from({ length: 9 }, (_, index) =>
    target({ accountId: String(222_222_222_220 + index), status: "denied", message: "explicit deny" }),
  );
  await open(await written("html", estate(5), {}, tail(estate(5), coverage)));
  const last = page.locator("details.places li").last();
  await expectSoon(() => last.isVisible(), false);
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  await showOn(page, "print");
  await expectSoon(() => last.innerText(), "222222222228 payments (eu-west-1)");
  await expectSoon(() => last.isVisible(), true);
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  await expectSoon(() => last.isVisible(), false);
});

testPage("counts days in the same way", async ({ page, open }) => {
  await open(
    await written("html", [
      row({
        runtimeStatus: "update-blocked",
        blockUpdateDate: "2017-01-01",
        blockCreateDate: "2016-01-01",
        deprecationDate: "2016-01-01",
        dueDate: "2017-01-01",
        dueEvent: "update-block",
      }),
    ]),
  );
  await page.getByText("Overdue: 1 function, all dates passed").click();
  await expectSoon(() => page.locator("details.more tbody").first().innerText(), /3,611 days ago/);
});
