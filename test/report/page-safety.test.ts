import assert from "node:assert/strict";
import { expectSoon, testPage } from "../support/report/browser.ts";
import { BOMBS } from "../support/report/estates.ts";
import { account, row, tail, target, written } from "../support/report/sample.ts";

testPage("runs nothing from the data and makes no request", async ({ page, open, shown }) => {
  const rows = BOMBS.map((bomb, index) =>
    row({
      functionName: `f${index}`,
      description: bomb,
      accountName: bomb,
      runtime: bomb,
      runtimeStatus: "unknown",
      region: bomb,
      successor: bomb,
      accountId: `${index}${bomb}`,
    }),
  );
  const coverage = BOMBS.map((bomb) =>
    target({
      status: "error",
      code: bomb,
      message: bomb,
      region: bomb,
      accountName: bomb,
      accountId: bomb,
    }),
  );
  const accounts = BOMBS.map((bomb) => account({ status: "skipped", accountName: bomb, message: bomb }));
  const html = await written("html", rows, { extras: ["tags"] }, tail(rows, coverage, accounts));
  await open(html);
  for (const [tab, link] of [
    ["Runtimes", "svg.timeline a circle"],
    ["Runtimes", "svg.bars a rect"],
    ["Accounts", "table.heat tbody th a"],
  ] as const) {
    await page.getByRole("tab", { name: tab }).click();
    await page.locator(link).first().click();
  }
  for (const menu of await page.locator(".menu summary").all()) await menu.click();
  await page.locator(".chip").click();
  await expectSoon(shown, `${BOMBS.length} rows`);
  for (const name of await page.locator("button.name").all()) await name.click();
  await expectSoon(() => page.locator('.detail [data-key="description"] dd').allTextContents(), BOMBS);
  await expectSoon(() => page.locator("script").count(), 2);
  await expectSoon(() => page.locator("img, iframe, [onload], [onerror]").count(), 0);
});

testPage("allows no other script or style", async ({ page, open, problems }) => {
  await open(
    (await written("html", [row()])).replace("</main>", "<script>document.title='in'</script></main>"),
  );
  await expectSoon(() => page.title(), "Lambda inventory: 1 function");
  await assert.rejects(page.addStyleTag({ content: "body { color: red }" }), /Content Security Policy|style/);
  const [script = "", style = "", ...others] = problems.splice(0);
  assert.match(script, /^console: Executing inline script violates/);
  assert.match(style, /^console: Applying inline style violates/);
  assert.deepEqual(others, []);
});
