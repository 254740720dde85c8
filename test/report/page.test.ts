import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { diffReports } from "../../src/compare/diff.ts";
import { writeDifference } from "../../src/compare/write/write.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { launch, noBrowser, watch } from "./browser.ts";
import { account, HEAD, row, tail, target, written } from "./sample.ts";

const REGIONS = ["eu-central-1", "eu-west-1", "us-east-1"] as const;
const RUNTIMES = [
  {
    runtime: "nodejs14.x",
    runtimeStatus: "update-blocked",
    deprecationDate: "2023-12-04",
    blockUpdateDate: "2024-02-08",
  },
  {
    runtime: "nodejs18.x",
    runtimeStatus: "deprecated",
    deprecationDate: "2025-09-01",
    blockUpdateDate: "2027-03-03",
  },
  {
    runtime: "nodejs22.x",
    runtimeStatus: "expiring",
    deprecationDate: "2027-04-30",
    blockUpdateDate: "2027-07-01",
  },
  { runtime: "python3.13", runtimeStatus: "supported", deprecationDate: "2029-06-30", blockUpdateDate: null },
  {
    runtime: null,
    runtimeStatus: "container",
    deprecationDate: null,
    blockUpdateDate: null,
    successor: null,
  },
] as const satisfies readonly Partial<FunctionRow>[];

function estate(count: number): FunctionRow[] {
  return Array.from({ length: count }, (_, index) =>
    row({
      ...RUNTIMES[index % RUNTIMES.length],
      accountId: index % 2 === 0 ? "111122223333" : "222222222222",
      accountName: index % 2 === 0 ? "payments" : "",
      region: REGIONS[index % 3] ?? "",
      functionName: `f-${String(index).padStart(6, "0")}`,
      description: index % 10 === 0 ? `takes orders ${index}` : "",
    }),
  );
}

describe("HTML page", { skip: noBrowser }, () => {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  let browser: Browser;
  let page: Page;
  /** What pages did that they should not. */
  let problems: string[];
  before(async () => {
    browser = await launch();
    page = await browser.newPage();
    page.setDefaultTimeout(20_000);
    problems = watch(page);
  });
  afterEach(() => assert.deepEqual(problems.splice(0), []));
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Shows a report, each time in a file of its own, in the one page that all tests share. */
  async function open(html: string, hash = ""): Promise<void> {
    const file = join(folder, `${readdirSync(folder).length}.html`);
    writeFileSync(file, html);
    await page.goto(pathToFileURL(file).href + hash);
  }

  const names = () => page.locator('#list td[data-key="functionName"]').allTextContents();
  const shown = () => page.locator(".rows").textContent();
  const hash = () => new URL(page.url()).hash;

  test("sorts by any column, there and back, what is empty last", async () => {
    await open(await written("html", estate(10)));
    const heading = page.locator('th[data-key="deprecationDate"]');
    const dates = () => page.locator('#list td[data-key="deprecationDate"]').allTextContents();

    await heading.getByRole("button").click();
    const up = ["2023-12-04", "2025-09-01", "2027-04-30", "2029-06-30"].flatMap((date) => [date, date]);
    assert.deepEqual(await dates(), [...up, "", ""]);
    assert.equal(await heading.getAttribute("aria-sort"), "ascending");

    await heading.getByRole("button").click();
    assert.deepEqual(await dates(), [...up.toReversed(), "", ""]);
    assert.equal(await heading.getAttribute("aria-sort"), "descending");
    assert.equal(hash(), "#sort=-deprecationDate");

    await heading.getByRole("button").click();
    assert.equal(await heading.getAttribute("aria-sort"), null);
    assert.deepEqual(
      await names(),
      estate(10).map(({ functionName }) => functionName),
    );

    await page.locator('th[data-key="runtimeStatus"] button').click();
    assert.deepEqual(
      (await page.locator('#list td[data-key="runtimeStatus"]').allTextContents()).slice(0, 4),
      ["update-blocked", "update-blocked", "deprecated", "deprecated"],
    );
  });

  test("filters by account, region, runtime, status and text, and each view has a link", async () => {
    const html = await written("html", estate(30));
    await open(html);
    await page.locator("select[name=account]").selectOption({ label: "payments 111122223333 (15)" });
    await page.locator("select[name=region]").selectOption({ label: "eu-central-1 (10)" });
    assert.equal(await shown(), "5 of 30 rows");
    await page.locator("select[name=status]").selectOption({ label: "container (6)" });
    assert.deepEqual(await names(), ["f-000024"]);
    assert.equal(hash(), "#account=111122223333&region=eu-central-1&status=container");

    await open(html, hash());
    assert.deepEqual(await names(), ["f-000024"]);
    assert.equal(await page.locator("select[name=region]").inputValue(), "=eu-central-1");

    await page.getByRole("button", { name: "Reset" }).click();
    assert.equal(await shown(), "30 rows");
    await page.locator("select[name=runtime]").selectOption({ label: "(none) (6)" });
    assert.equal(await shown(), "6 of 30 rows");
    await page.locator("select[name=runtime]").selectOption("");
    await page.getByRole("button", { name: "Reset" }).press("/");
    await page.keyboard.type("ORDERS payments f-00002");
    assert.deepEqual(await names(), ["f-000020"]);
    assert.equal(hash(), "#q=ORDERS+payments+f-00002");
  });

  test("is filtered by what is clicked in a picture, and goes back", async () => {
    await open(await written("html", estate(30)));
    await page.locator("svg.timeline a.pin.expiring text").click();
    assert.equal(await shown(), "6 of 30 rows");
    assert.equal(hash(), "#runtime=nodejs22.x");
    await page.locator("table.heat a", { hasText: "3/5" }).first().click();
    assert.equal(await shown(), "5 of 30 rows");
    await page.getByRole("link", { name: "on deprecated runtimes" }).click();
    assert.equal(await shown(), "12 of 30 rows");
    assert.equal(
      await page.locator("select[name=status]").locator("option:checked").textContent(),
      "deprecated, create-blocked, update-blocked",
    );
    await page.goBack();
    assert.equal(await shown(), "5 of 30 rows");
  });

  test("marks what was not read", async () => {
    const coverage = [
      target(),
      target({ region: "us-east-1", status: "denied", code: "AccessDeniedException", message: "no" }),
      target({
        accountId: "333333333333",
        region: "",
        status: "unauthenticated",
        code: "InvalidClientTokenId",
      }),
    ];
    await open(await written("html", [row()], {}, tail([row()], coverage, [account()])));
    assert.equal(await page.locator(".figure.bad", { hasText: "1 / 3" }).count(), 1);
    assert.deepEqual(await page.locator("table.heat td.unread").allTextContents(), [
      "denied",
      "unauthenticated InvalidClientTokenId",
    ]);
    assert.match(
      (await page.locator("section", { has: page.locator("#coverage") }).textContent()) ?? "",
      /AccessDeniedException.*payments \(us-east-1\)/s,
    );
  });

  test("runs nothing that stands in the data, and asks nobody for anything", async () => {
    const bombs = [
      "<script>alert(1)</script>",
      "</script><script>alert(2)</script>",
      "<!--<script>",
      "<img src=x onerror=alert(3)>",
      '"><svg onload=alert(4)>',
      "javascript:alert(5)",
      "&lt;b&gt;",
      "https://evil.example/x.png",
    ];
    const rows = bombs.map((bomb, index) =>
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
    const coverage = bombs.map((bomb) =>
      target({
        status: "error",
        code: bomb,
        message: bomb,
        region: bomb,
        accountName: bomb,
        accountId: bomb,
      }),
    );
    const accounts = bombs.map((bomb) => account({ status: "skipped", accountName: bomb, message: bomb }));
    const html = await written("html", rows, { extras: ["tags"] }, tail(rows, coverage, accounts));
    await open(html);
    for (const link of ["svg.timeline a circle", "svg.runtimes a rect", "table.heat tbody th a"])
      await page.locator(link).first().click();
    await page.getByRole("button", { name: "Reset" }).click();
    assert.deepEqual(await page.locator('#list td[data-key="description"]').allTextContents(), bombs);
    assert.equal(await page.locator("script").count(), 2);
    assert.equal(await page.locator("img, iframe, [onload], [onerror]").count(), 0);
  });

  test("lets no other script or style in", async () => {
    await open(
      (await written("html", [row()])).replace("</main>", "<script>document.title='in'</script></main>"),
    );
    assert.equal(await page.title(), "Lambda inventory: 1 function");
    await assert.rejects(
      page.addStyleTag({ content: "body { color: red }" }),
      /Content Security Policy|style/,
    );
    const [script = "", style = "", ...others] = problems.splice(0);
    assert.match(script, /^console: Executing inline script violates/);
    assert.match(style, /^console: Applying inline style violates/);
    assert.deepEqual(others, []);
  });

  test("sorts, filters and turns pages of 50,000 functions without lag", async () => {
    const html = await written("html", estate(50_000), {}, undefined, 5_000);
    assert.ok(html.length < 10_000_000, `${html.length} bytes`);
    await open(html);
    const timed = async (act: () => Promise<unknown>) => {
      const start = performance.now();
      await act();
      return performance.now() - start;
    };
    const times = [
      await timed(() => page.locator('th[data-key="functionName"] button').click()),
      await timed(() => page.locator('th[data-key="functionName"] button').click()),
      await timed(() => page.getByRole("searchbox").fill("orders 4999")),
    ];
    assert.deepEqual(await names(), ["f-049990"]);
    times.push(await timed(() => page.getByRole("searchbox").fill("")));
    assert.equal(await page.locator("#list tbody tr").count(), 100);
    times.push(await timed(() => page.getByRole("button", { name: "Next" }).click()));
    assert.equal(await page.locator(".page").textContent(), "Page 2 of 500");
    assert.equal((await names())[0], "f-049899");
    // A busy machine is slow; lag would be seconds.
    for (const time of times) assert.ok(time < 3_000, `${times}`);
  });

  test("prints every selected row, up to a thousand, and shows the page again", async () => {
    await open(await written("html", estate(1_200), {}, undefined, 1_200));
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.locator("#list tbody tr").count(), 1_000);
    assert.equal(await shown(), "The first 1000 of 1200 rows");
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal(await page.locator("#list tbody tr").count(), 100);
  });

  test("prints on A4", async () => {
    await open(await written("html", estate(5)));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.match(pdf.toString("latin1"), /\/MediaBox \[0 0 594\.\d+ 841\.\d+\]/);
  });

  /** What axe finds in the page, in its own words. */
  async function barriers(): Promise<string[]> {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    return page.evaluate<string[]>(
      "axe.run().then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3).join(' ')))",
    );
  }

  const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const SCHEMES = [
    ["light", "rgb(255, 255, 255)"],
    ["dark", "rgb(13, 17, 23)"],
  ] as const;

  test("is dark where that is wanted, light on paper, and accessible in both", async () => {
    const coverage = [target(), target({ region: "us-east-1", status: "denied", code: "AccessDenied" })];
    await open(await written("html", estate(6), {}, tail(estate(6), coverage)));
    for (const summary of await page.locator("summary").all()) await summary.click();
    for (const [colorScheme, expected] of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      assert.equal(await background(), expected);
      assert.deepEqual(await barriers(), [], colorScheme);
    }
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await background(), "rgb(255, 255, 255)");
    await page.emulateMedia({ media: null, colorScheme: null });
  });

  test("of a comparison runs nothing, and is accessible too", async () => {
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
    for (const [colorScheme, expected] of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      assert.equal(await background(), expected);
      assert.deepEqual(await barriers(), [], colorScheme);
    }
    await page.emulateMedia({ colorScheme: null });
  });
});
