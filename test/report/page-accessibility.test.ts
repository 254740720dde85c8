import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { diffReports } from "../../src/compare/diff.ts";
import { writeDifference } from "../../src/compare/write/write.ts";
import {
  assertAccessible,
  assertFits,
  background,
  barriers,
  overflow,
} from "../support/report/accessible.ts";
import { expectSoon, resize, testPage } from "../support/report/browser.ts";
import { estate } from "../support/report/estate.ts";
import { ESTATES } from "../support/report/estates.ts";
import { HEAD, tail, target } from "../support/report/sample.ts";

/**
 * Opens the details of the first function, every tab at once, and what is folded; or takes away what stays folded: axe looks
 * at nothing in it but ids, and yet needs minutes for thousands of lines.
 */
async function unfold(page: Page, folds: boolean): Promise<void> {
  const name = page.locator("button.name").first();
  if ((await name.count()) > 0) await name.click();
  await page.evaluate(`(() => {
    for (const panel of document.querySelectorAll(".panel")) panel.hidden = false;
    for (const details of document.querySelectorAll("details:not(.menu)")) details.open ||= ${folds};
  })()`);
  const folded = page.locator("details:not([open], .menu) > :not(summary)");
  await expectSoon(() => folded.locator("[id]").count(), 0);
  await folded.evaluateAll((all) => {
    for (const one of all) one.remove();
  });
}

/** Rows of the list that axe looks at. It takes as long for each, and these have everything that the others have. */
const ROWS = 30;

for (const [name, html] of Object.entries(ESTATES))
  testPage(
    `of the ${name} estate is accessible and needs no sideways scrolling, in light and dark, on wide and narrow screens`,
    async ({ page, open }) => {
      await open(await html());
      await unfold(page, name === "usual" || name === "empty");
      await assertFits(page);
      await page.locator(`#list tbody tr:nth-child(n + ${ROWS + 1})`).evaluateAll((rows) => {
        for (const one of rows) one.remove();
      });
      await assertAccessible(page);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      await expectSoon(() => background(page), "rgb(255, 255, 255)");
    },
  );

testPage("with an open menu is accessible on a narrow screen", async ({ page, open }) => {
  await resize(page, 390, 844);
  await open(await ESTATES.usual());
  await page.locator(".menu summary").first().click();
  await expectSoon(() => barriers(page), []);
  await expectSoon(() => overflow(page), 0);
});

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
  await expectSoon(() => page.locator("script, img, main b").count(), 0);
  await assertAccessible(page);
});
