import assert from "node:assert/strict";
import { testPage } from "../support/report/browser.ts";
import { account, row, tail, target, written } from "../support/report/sample.ts";

/** Text that would run, or make a request, if it were markup. */
const BOMBS = [
  "<script>alert(1)</script>",
  "</script><script>alert(2)</script>",
  "<!--<script>",
  "<img src=x onerror=alert(3)>",
  '"><svg onload=alert(4)>',
  "javascript:alert(5)",
  "&lt;b&gt;",
  "https://evil.example/x.png",
];

testPage("runs nothing from the data and makes no request", async ({ page, open }) => {
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
  for (const link of ["svg.timeline a circle", "svg.runtimes a rect", "table.heat tbody th a"])
    await page.locator(link).first().click();
  await page.getByRole("button", { name: "Reset" }).click();
  assert.deepEqual(await page.locator('#list td[data-key="description"]').allTextContents(), BOMBS);
  assert.equal(await page.locator("script").count(), 2);
  assert.equal(await page.locator("img, iframe, [onload], [onerror]").count(), 0);
});

testPage("allows no other script or style", async ({ page, open, problems }) => {
  await open(
    (await written("html", [row()])).replace("</main>", "<script>document.title='in'</script></main>"),
  );
  assert.equal(await page.title(), "Lambda inventory: 1 function");
  await assert.rejects(page.addStyleTag({ content: "body { color: red }" }), /Content Security Policy|style/);
  const [script = "", style = "", ...others] = problems.splice(0);
  assert.match(script, /^console: Executing inline script violates/);
  assert.match(style, /^console: Applying inline style violates/);
  assert.deepEqual(others, []);
});
