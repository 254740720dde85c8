import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { diffReports } from "../../src/compare/diff.ts";
import { writeDifference } from "../../src/compare/write/write.ts";
import { testPage } from "../support/report/browser.ts";
import { estate } from "../support/report/estate.ts";
import { HEAD, tail, target, written } from "../support/report/sample.ts";

const SCHEMES = [
  ["light", "rgb(255, 255, 255)"],
  ["dark", "rgb(13, 17, 23)"],
] as const;

const background = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");

/** What axe finds in the page, in its own words. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate<string[]>(
    "axe.run().then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3).join(' ')))",
  );
}

/** In light and in dark. */
async function assertAccessible(page: Page): Promise<void> {
  for (const [colorScheme, expected] of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    assert.equal(await background(page), expected);
    assert.deepEqual(await barriers(page), [], colorScheme);
  }
}

testPage(
  "follows the colour scheme, prints in light colours, and is accessible in both",
  async ({ page, open }) => {
    const coverage = [target(), target({ region: "us-east-1", status: "denied", code: "AccessDenied" })];
    await open(await written("html", estate(6), {}, tail(estate(6), coverage)));
    for (const summary of await page.locator("summary").all()) await summary.click();
    await assertAccessible(page);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await background(page), "rgb(255, 255, 255)");
  },
);

testPage("of a comparison runs no script and is accessible", async ({ page, open }) => {
  const [old, fresh] = [estate(6), estate(7).slice(1)].map((functions) => ({
    ...HEAD,
    ...tail(functions, [target({ functions: 9 }), target({ accountName: "<script>alert(1)</script>" })]),
    functions: functions.map((fn) => ({
      ...fn,
      functionName: `${fn.functionName}<img src=x onerror=alert(2)>`,
    })),
  }));
  assert.ok(old && fresh);
  const names = { old: "<b>old</b>", new: "new" };
  const text = await writeDifference("html", diffReports(old, fresh), names, {
    width: undefined,
    color: false,
  });
  await open([...text].join(""));
  assert.equal(await page.locator("script, img, main b").count(), 0);
  await assertAccessible(page);
});
