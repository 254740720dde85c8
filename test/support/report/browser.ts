/** Tests of the HTML page in a browser: one browser for all tests, one page for each. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

/** Where Debian installs Chromium. */
const EXECUTABLE = "/usr/bin/chromium";

/** Why the browser tests are skipped, in one line; false when they run. */
const noBrowser: string | false = existsSync(EXECUTABLE)
  ? false
  : `no ${EXECUTABLE}: apt-get install chromium`;

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

const folder = mkdtempSync(join(tmpdir(), "page-"));
let browser: Promise<Browser> | undefined;
after(async () => {
  await (await browser)?.close();
  rmSync(folder, { recursive: true });
});

/** A test of what a page does in a browser, which also checks that it does nothing else. */
export function testPage(name: string, run: (screen: Screen) => Promise<void>): void {
  test(`the page ${name}`, { skip: noBrowser }, async () => {
    browser ??= launch();
    const page = await (await browser).newPage();
    page.setDefaultTimeout(20_000);
    const problems = watch(page);
    try {
      await run(screenOf(page, problems));
      assert.deepEqual(problems, []);
    } finally {
      await page.close();
    }
  });
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
