/** Tests of the HTML page in a browser: one browser and one empty page for all tests, as a new page takes half a second of a core. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { temporaryDirectory } from "../temporary.ts";

/** Where Debian installs Chromium. */
const EXECUTABLE = "/usr/bin/chromium";

/** Why the browser tests are skipped, in one line; false when they run. */
const noBrowser: string | false = existsSync(EXECUTABLE)
  ? false
  : `no ${EXECUTABLE}: apt-get install chromium`;

/** How long a page may take to get into a state, on a machine that does ten other things. */
const PATIENCE_MS = 60_000;

/**
 * Asserts that a page gets into a state: reads it until it equals what is expected, or matches it. A page shows a change
 * some time after the action that caused it, so an assertion on a single read is a race.
 */
export async function expectSoon(read: () => unknown, expected: unknown): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    try {
      if (expected instanceof RegExp) assert.match(String(value), expected);
      else assert.deepEqual(value, expected);
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await delay(20);
  }
}

/** The edges between which an element lies, in pixels. */
interface Edges {
  readonly left?: number;
  readonly right?: number;
  readonly bottom?: number;
}

/** Whether an element lies between these edges of the screen; otherwise where it lies. */
export async function isWithin(element: Locator, { left = 0, right = Infinity, bottom = Infinity }: Edges) {
  const box = await element.boundingBox();
  const fits = box !== null && box.x > left && box.x + box.width <= right && box.y + box.height <= bottom;
  return fits || box;
}

/** What a new page has. */
const SCREEN = { width: 1280, height: 720 };

/** Gives the screen this size, in pixels, and waits until the page has it. */
export async function resize(page: Page, width: number, height = 900): Promise<void> {
  await page.setViewportSize({ width, height });
  await expectSoon(() => page.evaluate("[innerWidth, innerHeight]"), [width, height]);
}

/** Shows the page on paper or on the screen, and waits until it is shown there. */
export async function showOn(page: Page, media: "print" | "screen"): Promise<void> {
  await page.emulateMedia({ media });
  await expectSoon(() => page.evaluate(`matchMedia("${media}").matches`), true);
}

/** A page, and what most tests do and look at. */
export interface Screen {
  readonly page: Page;
  /** What the page did and should not have. A test fails if any is left. */
  readonly problems: string[];
  /** Opens a report in a new file. */
  open(html: string, hash?: string): Promise<void>;
  /** The functions in the list. */
  names(): Promise<string[]>;
  /** The text with the number of rows. */
  shown(): Promise<string | null>;
  /** The part of the address that holds the view. */
  hash(): string;
}

const folder = temporaryDirectory("page");
let browser: Promise<Browser> | undefined;
let idle: Page | undefined;
after(async () => {
  await (await browser)?.close();
});

/** A test of what a page does in a browser, which also checks that it does nothing else. */
export function testPage(name: string, run: (screen: Screen) => Promise<void>): void {
  test(`the page ${name}`, { skip: noBrowser }, async () => {
    browser ??= launch();
    const page = idle ?? (await (await browser).newPage());
    idle = undefined;
    page.setDefaultTimeout(PATIENCE_MS);
    const problems = watch(page);
    try {
      await run(screenOf(page, problems));
      assert.deepEqual(problems, []);
      await empty(page);
      idle = page;
    } finally {
      if (idle !== page) await page.close();
    }
  });
}

/** As a new page is. What is open in it goes with its document; it keeps nothing else, as reports store nothing. */
async function empty(page: Page): Promise<void> {
  for (const event of ["pageerror", "console", "request", "dialog"]) page.removeAllListeners(event);
  await page.goto("about:blank");
  await page.mouse.move(0, 0);
  await page.emulateMedia({ media: null, colorScheme: null });
  await resize(page, SCREEN.width, SCREEN.height);
}

function screenOf(page: Page, problems: string[]): Screen {
  return {
    page,
    problems,
    async open(html, hash = "") {
      const file = join(folder, `${readdirSync(folder).length}.html`);
      writeFileSync(file, html);
      await page.goto(pathToFileURL(file).href + hash);
      // The list of functions is there once its data is read.
      if ((await page.locator("body > script:not([type])").count()) > 0)
        await page.locator(".rows:not(:empty)").waitFor({ state: "attached" });
    },
    names: () => page.locator('#list td[data-key="functionName"]').allTextContents(),
    shown: () => page.locator(".rows").textContent(),
    hash: () => new URL(page.url()).hash,
  };
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    timeout: 2 * PATIENCE_MS,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** What a page did and should not have: errors, console messages, dialogs, and requests other than for itself. */
function watch(page: Page): string[] {
  const seen: string[] = [];
  page.on("pageerror", (error) => seen.push(`error: ${error.message}`));
  page.on("console", (message) => seen.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) seen.push(`request: ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return seen;
}
