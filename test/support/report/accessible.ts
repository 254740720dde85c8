/** What axe and a ruler say of a page, at three widths, in light and in dark. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expectSoon, resize } from "./browser.ts";

const SCHEMES = [
  ["light", "rgb(255, 255, 255)"],
  ["dark", "rgb(13, 17, 23)"],
] as const;
const WIDTHS = [1440, 1024, 390] as const;

export const background = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");
/** By how many pixels the page is wider than the screen. */
export const overflow = (page: Page) =>
  page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)");

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds in the page, in its own words. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate<string[]>(
    "axe.run().then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3).join(' ')))",
  );
}

/** At three widths, in light and in dark. */
export async function assertAccessible(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await resize(page, width);
    await expectSoon(async () => [`${width} pixels`, await overflow(page)], [`${width} pixels`, 0]);
    for (const [colorScheme, expected] of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await expectSoon(() => background(page), expected);
      const screen = `${width} pixels, ${colorScheme}`;
      await expectSoon(async () => [screen, ...(await barriers(page))], [screen]);
    }
  }
}
