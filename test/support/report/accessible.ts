/** What axe and a ruler say of a page, at three widths, in light and in dark. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expectSoon, resize } from "./browser.ts";

/** The rules of axe that look at colours. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];
/** In dark, only colours differ (colors.css), so the other rules of axe find the same as in light. */
const SCHEMES = [
  ["light", "rgb(255, 255, 255)", undefined],
  ["dark", "rgb(13, 17, 23)", COLOR_RULES],
] as const;
const WIDTHS = [1440, 1024, 390] as const;

export const background = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");
/** By how many pixels the page is wider than the screen. */
export const overflow = (page: Page) =>
  page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)");

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds in the page, by all of its rules or by some, in its own words. */
export async function barriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const options = JSON.stringify(rules ? { runOnly: { type: "rule", values: rules } } : {});
  return page.evaluate<string[]>(
    `axe.run(${options}).then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3).join(' ')))`,
  );
}

/** At three widths, the page is not wider than the screen. */
export async function assertFits(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await resize(page, width);
    await expectSoon(async () => [`${width} pixels`, await overflow(page)], [`${width} pixels`, 0]);
  }
}

/** At three widths, in light and in dark. */
export async function assertAccessible(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await resize(page, width);
    await expectSoon(async () => [`${width} pixels`, await overflow(page)], [`${width} pixels`, 0]);
    for (const [colorScheme, expected, rules] of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await expectSoon(() => background(page), expected);
      const screen = `${width} pixels, ${colorScheme}`;
      await expectSoon(async () => [screen, ...(await barriers(page, rules))], [screen]);
    }
  }
}
