import assert from "node:assert/strict";
import { testPage } from "../support/report/browser.ts";
import { estate } from "../support/report/estate.ts";
import { written } from "../support/report/sample.ts";

testPage(
  "prints every selected row, up to a thousand, and shows the page again",
  async ({ page, open, shown }) => {
    await open(await written("html", estate(1_200), {}, undefined, 1_200));
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.locator("#list tbody tr").count(), 1_000);
    assert.equal(await shown(), "The first 1000 of 1200 rows");
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal(await page.locator("#list tbody tr").count(), 100);
  },
);

testPage("prints on A4", async ({ page, open }) => {
  await open(await written("html", estate(5)));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.match(pdf.toString("latin1"), /\/MediaBox \[0 0 594\.\d+ 841\.\d+\]/);
});
