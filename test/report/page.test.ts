/** The list of functions in the HTML page: filters, order, details, CSV, keyboard. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { FunctionRow } from "../../src/model/report.ts";
import { expectSoon, testPage } from "../support/report/browser.ts";
import { estate } from "../support/report/estate.ts";
import { row, tail, written } from "../support/report/sample.ts";

testPage(
  "sorts by any column in both directions, with empty cells last",
  async ({ page, open, names, hash }) => {
    await open(await written("html", estate(10)), "#need=any");
    const heading = page.locator('th[data-key="dueDate"]');
    const dates = async () =>
      (await page.locator('.list td[data-key="dueDate"]').allInnerTexts()).map((text) => text.slice(0, 10));
    const up = ["2024-02-08", "2027-03-03", "2027-04-30", "2029-06-30"].flatMap((date) => [date, date]);
    await expectSoon(dates, [...up, "", ""]);
    await expectSoon(() => heading.getAttribute("aria-sort"), "ascending");

    await heading.getByRole("button").click();
    await expectSoon(dates, [...up.toReversed(), "", ""]);
    await expectSoon(() => heading.getAttribute("aria-sort"), "descending");
    await expectSoon(hash, "#sort=-dueDate");

    await heading.getByRole("button").click();
    await expectSoon(() => heading.getAttribute("aria-sort"), null);
    await expectSoon(hash, "#sort=report");
    await expectSoon(
      names,
      estate(10).map(({ functionName }) => functionName),
    );

    await page.locator('th[data-key="runtimeStatus"] button').click();
    const statuses = page.locator('.list td[data-key="runtimeStatus"]');
    await expectSoon(
      async () => (await statuses.allTextContents()).slice(0, 4),
      ["update-blocked", "update-blocked", "deprecated", "deprecated"],
    );
  },
);

testPage(
  "shows at first what needs action, and everything without that filter",
  async ({ page, open, shown, hash }) => {
    await open(await written("html", estate(30)));
    await expectSoon(shown, "24 of 30 rows");
    await expectSoon(hash, "");
    await page.getByRole("button", { name: "Remove the filter Needs action" }).click();
    await expectSoon(shown, "30 rows");
    await expectSoon(hash, "#need=any");
    await expectSoon(() => page.locator(".chip").count(), 0);
  },
);

testPage(
  "filters by several values of several columns and by text; every view has a link",
  async ({ page, open, names, shown, hash }) => {
    const html = await written("html", estate(30));
    await open(html, "#need=any");
    const choose = async (menu: string, ...values: string[]) => {
      const summary = page.locator(".menu summary", { hasText: menu });
      await summary.click();
      for (const value of values) await page.getByRole("checkbox", { name: value }).check();
      await summary.press("Escape");
    };
    await choose("Account", "payments 111122223333 15");
    await choose("Region", "eu-central-1 5");
    await expectSoon(shown, "5 of 30 rows");
    await choose("Status", "container 1", "supported 1");
    await expectSoon(names, ["f-000018", "f-000024"]);
    await expectSoon(hash, "#account=111122223333&region=eu-central-1&status=container&status=supported");
    await expectSoon(
      () => page.locator(".chip").allTextContents(),
      ["Account: payments", "Region: eu-central-1", "Status: container", "Status: supported"],
    );
    await expectSoon(() => page.locator(".menu summary", { hasText: "Status" }).textContent(), "Status (2)");

    await open(html, hash());
    await expectSoon(names, ["f-000018", "f-000024"]);
    await page.getByRole("button", { name: "Remove the filter Status: supported" }).click();
    await expectSoon(names, ["f-000024"]);

    await page.getByRole("button", { name: "Clear all" }).click();
    await expectSoon(shown, "30 rows");
    await choose("Runtime", "container image or unknown 6");
    await expectSoon(shown, "6 of 30 rows");
    await page.getByRole("button", { name: "Remove the filter Runtime: container image or unknown" }).click();
    await page.locator("th button").first().press("/");
    await page.keyboard.type("ORDERS payments f-00002");
    await expectSoon(names, ["f-000020"]);
    await expectSoon(hash, "#q=ORDERS+payments+f-00002");
  },
);

testPage("an address with a stray % still filters, or is ignored", async ({ page, open, shown }) => {
  await open(await written("html", estate(10)), "#need=any&q=100%&region=eu-west-1");
  await expectSoon(() => page.locator(".chips").textContent(), /100%/);
  await expectSoon(shown, "0 of 10 rows");
  await open(await written("html", estate(10)), "#100%");
  await expectSoon(shown, / of 10 rows/);
});

testPage("finds one of thousands of values in a menu", async ({ page, open, shown }) => {
  const rows = estate(3_000).map((one, index) => ({ ...one, owner: `team-${index}` }));
  await open(await written("html", rows, {}, tail(rows), 3_000), "#need=any");
  await page.locator(".menu summary", { hasText: "Owner" }).click();
  await expectSoon(() => page.locator(".choices li").count(), 101);
  await expectSoon(() => page.locator(".choices li").last().textContent(), "2,900 more: type to find them");
  await page.keyboard.type("team-2999");
  await expectSoon(() => page.locator(".choices li").count(), 1);
  await page.getByRole("checkbox").check();
  await expectSoon(shown, "1 of 3,000 rows");
  await page.getByRole("heading", { name: "Functions", exact: true }).click();
  await expectSoon(() => page.locator(".choices").first().isVisible(), false);
});

testPage("takes what is typed at once after a click on a menu", async ({ page, open }) => {
  const rows = estate(30).map((one, index) => ({ ...one, owner: `team-${index}` }));
  await open(await written("html", rows, {}, tail(rows), 30), "#need=any");
  // In one task of the page, as when it is busy: nothing that the click causes later has happened yet.
  const focused = await page.evaluate(`(() => {
    document.querySelector('[data-facet="owner"] summary').click();
    return document.activeElement.getAttribute("aria-label");
  })()`);
  assert.equal(focused, "Find in owner");
});

testPage("says when no function matches, and shows all again", async ({ page, open, shown }) => {
  await open(await written("html", estate(10)), "#q=nothing+like+this");
  await expectSoon(() => page.locator("#list").isVisible(), false);
  await expectSoon(() => page.locator(".empty").textContent(), /^No function matches these filters\./);
  await page.getByRole("button", { name: "Show all functions" }).click();
  await expectSoon(shown, "10 rows");
  await expectSoon(() => page.locator("#list").isVisible(), true);
});

testPage("groups the list under headings", async ({ page, open }) => {
  await open(await written("html", estate(10)), "#need=any");
  await page.getByLabel("Group by").selectOption("region");
  await expectSoon(
    () => page.locator(".group-line").allTextContents(),
    ["eu-central-1", "eu-west-1", "us-east-1"],
  );
});

/** Everything that a detail can show. */
const FULL: Partial<FunctionRow> = {
  functionName: "=evil",
  tags: { Owner: "payments", Note: "<b>x</b>" },
  aliases: [{ name: "live", functionVersion: "3", runtime: "nodejs18.x", runtimeStatus: "deprecated" }],
  owner: "payments",
  ownerSource: "tag:Owner",
  remedy: "upgrade from nodejs18.x to nodejs24.x",
  waivedUntil: "2026-12-31",
  waiverReason: "replaced in March",
  description: "=1+1",
};

testPage(
  "opens the details of a function: what to do, ARN, tags, aliases, waiver, console",
  async ({ page, open }) => {
    await open(await written("html", [row(FULL)], { extras: ["tags", "aliases"] }), "#need=any");
    const name = page.getByRole("button", { name: "=evil" });
    await name.press("Enter");
    await expectSoon(() => name.getAttribute("aria-expanded"), "true");
    const detail = page.locator(".detail");
    for (const text of [
      "upgrade from nodejs18.x to nodejs24.x",
      "arn:aws:lambda:eu-west-1:111122223333:function:=evil",
      "Owner=payments",
      "Note=<b>x</b>",
      "live:3:nodejs18.x:deprecated",
      "2026-12-31",
      "replaced in March",
      "creation blocked",
    ])
      await detail.locator("dd").getByText(text, { exact: true }).first().waitFor();
    const link = detail.getByRole("link", { name: "Open in the AWS console" });
    await expectSoon(
      () => link.getAttribute("href"),
      "https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/functions/%3Devil",
    );
    await expectSoon(() => link.getAttribute("rel"), "noopener noreferrer");
    await name.press("Enter");
    await expectSoon(() => detail.count(), 0);
  },
);

testPage("saves the filtered functions as CSV, in which nothing is a formula", async ({ page, open }) => {
  const rows = [row({ functionName: "other", owner: "x" }), row(FULL)];
  await open(await written("html", rows), "#owner=payments");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "functions.csv");
  const [head = "", ...lines] = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\n");
  assert.equal(head.charCodeAt(0), 0xfeff);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /^'=evil,111122223333,/);
  assert.match(lines[0] ?? "", /,'=1\+1,/);
});

testPage("sorts, filters and pages through 50,000 functions without lag", async ({ page, open, names }) => {
  await open(await written("html", estate(50_000), {}, undefined, 5_000), "#need=any");
  const first = async () => (await names())[0];
  // Until the page shows what was asked for. A busy machine is slow; lag would be seconds.
  const quickly = async (act: () => Promise<unknown>, read: () => unknown, expected: unknown) => {
    const start = performance.now();
    await act();
    await expectSoon(read, expected);
    const took = performance.now() - start;
    assert.ok(took < 15_000, `${expected} after ${took} ms`);
  };
  const heading = page.locator('th[data-key="functionName"]');
  const sort = () => heading.getByRole("button").click();
  const sorted = async () => [await heading.getAttribute("aria-sort"), await first()];
  await quickly(sort, sorted, ["ascending", "f-000000"]);
  await quickly(sort, sorted, ["descending", "f-049999"]);
  const search = page.locator("[name=q]");
  await quickly(() => search.fill("orders 4999"), names, ["f-049990"]);
  await quickly(
    () => search.fill(""),
    async () => (await names()).length,
    100,
  );
  await quickly(() => page.getByRole("button", { name: "Next" }).click(), first, "f-049899");
  await expectSoon(() => page.locator(".page").textContent(), "Page 2 of 500");
});

testPage("copies the address of the view, or says that the browser refused", async ({ page, open }) => {
  await open(await written("html", estate(3)), "#need=any");
  const button = page.locator("button[name=link]");
  // The button says it for a moment only.
  await page.evaluate(`said = []; new MutationObserver(() => said.push(document.querySelector("[name=link]").textContent))
    .observe(document.querySelector("[name=link]"), { childList: true })`);
  const said = () => page.evaluate("said");
  // As a browser does that asks for permission. This one grants it whatever its settings are.
  await page.evaluate('navigator.clipboard.writeText = async () => { throw new Error("NotAllowedError"); }');
  await button.click();
  await expectSoon(said, ["Copy it from the address bar", "Copy link"]);
  await page.evaluate("delete navigator.clipboard.writeText");
  await button.click();
  await expectSoon(said, ["Copy it from the address bar", "Copy link", "Copied", "Copy link"]);
});
