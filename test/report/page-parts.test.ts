/** The first screen of the HTML page and its parts: links to the list, tabs, the chart, what was not read. */
import assert from "node:assert/strict";
import { testPage } from "../support/report/browser.ts";
import { estate } from "../support/report/estate.ts";
import { account, row, tail, target, written } from "../support/report/sample.ts";

testPage(
  "leads from each number of the first screen to its functions, and back",
  async ({ page, open, hash }) => {
    // A click changes the address, and the list follows.
    const shows = (rows: string) => page.locator(".rows", { hasText: new RegExp(`^${rows}$`) }).waitFor();
    const rows = estate(30).map((one, index) => ({ ...one, owner: index < 15 ? "shop" : null }));
    await open(await written("html", rows));
    await page.locator("#verdict a").click();
    await shows("12 of 30 rows");
    assert.equal(hash(), "#status=deprecated&status=create-blocked&status=update-blocked");
    const owner = page.locator("section[aria-labelledby=owners]");
    await owner.getByRole("link", { name: "shop" }).click();
    await shows("12 of 30 rows");
    assert.equal(hash(), "#need=action&owner=shop");
    await owner.locator("tr", { hasText: "(no owner)" }).locator(".overdue a").click();
    await shows("3 of 30 rows");
    assert.equal(hash(), "#need=action&owner=&when=overdue");
    const deadlines = page.locator("section[aria-labelledby=deadlines]");
    await deadlines.locator("td.count a").first().click();
    await shows("6 of 30 rows");
    assert.equal(hash(), "#need=action&due=2027-03-03&event=update-block");
    await page.goBack();
    await shows("3 of 30 rows");
  },
);

testPage("has tabs that the keyboard reaches, and links to each", async ({ page, open, hash }) => {
  const html = await written("html", estate(30));
  await open(html);
  const tab = (name: string) => page.getByRole("tab", { name });
  const shown = () => page.locator(".panel:visible").evaluateAll((all) => all.map(({ id }) => id));
  assert.deepEqual(await shown(), ["functions"]);
  await tab("Functions").press("ArrowRight");
  assert.deepEqual(await shown(), ["accounts"]);
  assert.equal(hash(), "#accounts");
  await page.keyboard.press("End");
  assert.deepEqual(await shown(), ["coverage"]);
  assert.equal(await tab("Coverage").getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await shown(), ["functions"]);
  await open(html, "#runtimes");
  assert.deepEqual(await shown(), ["runtimes"]);
  await page.locator("svg.timeline a.pin.expiring text").click();
  assert.deepEqual(await shown(), ["functions"]);
  assert.equal(hash(), "#runtime=nodejs22.x");
  await tab("Accounts").click();
  await page.locator("table.heat a", { hasText: "3/5" }).first().click();
  await page.locator(".rows", { hasText: /^5 of 30 rows$/ }).waitFor();
});

testPage("opens the time line at today, on a narrow screen", async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(await written("html", estate(30)), "#runtimes");
  const box = await page.locator("svg.timeline line.today").boundingBox();
  assert.ok(box !== null && box.x > 14 && box.x < 376, JSON.stringify(box));
});

testPage("marks what was not read, with the reason", async ({ page, open }) => {
  const coverage = [
    target(),
    target({
      region: "us-east-1",
      status: "denied",
      code: "AccessDeniedException",
      message: "no: add a policy",
    }),
    target({
      accountId: "333333333333",
      region: "",
      status: "unauthenticated",
      code: "InvalidClientTokenId",
    }),
    target({ region: "eu-north-1", stage: "enrich", message: "tags are empty: allow tag:GetResources" }),
  ];
  await open(await written("html", [row()], {}, tail([row()], coverage, [account()])));
  const incomplete = await page.locator(".incomplete").innerText();
  assert.match(incomplete, /Incomplete: 2 of 4 targets not read/);
  assert.match(incomplete, /111122223333 payments \(us-east-1\) no: add a policy/);
  await page.getByRole("tab", { name: "Accounts" }).click();
  assert.deepEqual(await page.locator("table.heat td.unread").allTextContents(), [
    "denied",
    "unauthenticated InvalidClientTokenId",
  ]);
  await page.getByRole("tab", { name: "Coverage 2/4" }).click();
  const text = await page.locator("#coverage").innerText();
  assert.match(text, /AccessDeniedException.*payments \(us-east-1\)/s);
  assert.match(text, /Notes on what was read.*tags are empty: allow tag:GetResources/s);
});

testPage("says what AWS Config knew, and leads to what only it knows", async ({ page, open, names }) => {
  const rows = [row({ functionName: "seen" }), row({ functionName: "hidden", source: "config" })];
  const end = tail(rows);
  const aggregator = { onlyConfig: 1, onlyLambda: 1, otherRuntime: 0 };
  await open(await written("html", rows, {}, { ...end, summary: { ...end.summary, aggregator } }));
  const line = page.locator(".aggregator");
  assert.equal(
    await line.innerText(),
    "AWS Config: 1 function only there, 1 only in Lambda, 0 with another runtime",
  );
  await line.getByRole("link").click();
  await page.locator(".chip", { hasText: "Known from: AWS Config" }).waitFor();
  assert.deepEqual(await names(), ["hidden"]);
});

testPage("says in one sentence what happens next", async ({ page, open }) => {
  const next = async (...rows: Parameters<typeof row>) => {
    await open(await written("html", rows.map(row)));
    return page.locator(".next").innerText();
  };
  assert.equal(
    await next({}),
    "Next: 2027-02-03 (in 74 days): creation blocked for nodejs18.x · 1 function · 1 account · no owner",
  );
  assert.match(await next({ dueEvent: "deprecation" }), /: nodejs18\.x is deprecated · 1 function/);
  assert.equal(await next({ action: "none" }), "Next: no deadline ahead");
});

testPage("shows everything but the list without its script", async ({ page, open }) => {
  const html = await written("html", estate(6));
  await open(html.replace(/<script>.*?<\/script>/s, ""));
  for (const id of ["verdict", "deadlines", "owners", "functions", "accounts", "runtimes", "coverage"])
    assert.equal(await page.locator(`#${id}`).isVisible(), true, id);
});

testPage("fits its first screen into 1440 × 900", async ({ page, open }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const rows = estate(60).map((one, index) => ({ ...one, owner: `team-${index % 12}` }));
  const coverage = [target(), target({ region: "us-east-1", status: "denied", message: "no ".repeat(200) })];
  await open(await written("html", rows, {}, tail(rows, coverage)));
  for (const part of [".verdict", "section[aria-labelledby=deadlines]", "section[aria-labelledby=owners]"]) {
    const box = await page.locator(part).boundingBox();
    assert.ok(box !== null && box.y + box.height <= 900, `${part} ${JSON.stringify(box)}`);
  }
});
