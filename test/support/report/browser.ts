/** Tests of the HTML page in a browser: one browser for all of them, a page for each. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

/** Debian's browser. */
const EXECUTABLE = "/usr/bin/chromium";

/** Why the tests in a browser are left out, in one line; false where they run. */
const noBrowser: string | false = existsSync(EXECUTABLE)
  ? false
  : `no ${EXECUTABLE}: apt-get install chromium`;

/** A page, and what is done and seen there most. */
export interface Screen {
  readonly page: Page;
  /** What the page did that it should not; a test fails that leaves any. */
  readonly problems: string[];
  /** Shows a report, each time in a file of its own. */
  open(html: string, hash?: string): Promise<void>;
  /** The functions in the list. */
  names(): Promise<string[]>;
  /** What is said of the number of rows. */
  shown(): Promise<string | null>;
  /** The part of the address that tells the view. */
  hash(): string;
}

const folder = mkdtempSync(join(tmpdir(), "page-"));
let browser: Promise<Browser> | undefined;
after(async () => {
  await (await browser)?.close();
  rmSync(folder, { recursive: true });
});

/** A test of what a page does in a browser, and that it does nothing else. */
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

/** What a page did that it should not: errors, messages, dialogs, and requests beside itself. */
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
