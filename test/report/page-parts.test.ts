/** The first screen of the HTML page and its parts: links to the list, tabs, the chart, what was not read. */
import { expectSoon, isWithin, resize, testPage } from "../support/report/browser.ts";
import { estate } from "../support/report/estate.ts";
import { account, row, tail, target, written } from "../support/report/sample.ts";

testPage(
  "leads from each number of the first screen to its functions, and back",
  async ({ page, open, shown, hash }) => {
    const rows = estate(30).map((one, index) => ({ ...one, owner: index < 15 ? "shop" : null }));
    await open(await written("html", rows));
    await page.locator("#verdict a").click();
    await expectSoon(shown, "12 of 30 rows");
    await expectSoon(hash, "#status=deprecated&status=create-blocked&status=update-blocked");
    const owner = page.locator("section[aria-labelledby=owners]");
    await owner.getByRole("link", { name: "shop" }).click();
    await expectSoon(hash, "#need=action&owner=shop");
    await page.locator(".chip", { hasText: "Owner: shop" }).waitFor();
    await expectSoon(shown, "12 of 30 rows");
    await owner.locator("tr", { hasText: "(no owner)" }).locator(".overdue a").click();
    await expectSoon(shown, "3 of 30 rows");
    await expectSoon(hash, "#need=action&owner=&when=overdue");
    const deadlines = page.locator("section[aria-labelledby=deadlines]");
    await deadlines.locator("td.count a").first().click();
    await expectSoon(shown, "6 of 30 rows");
    await expectSoon(hash, "#need=action&due=2027-03-03&event=update-block");
    await page.goBack();
    await expectSoon(shown, "3 of 30 rows");
  },
);

testPage("shows the name of a long runtime from its first letter", async ({ page, open }) => {
  const runtimeArn = "arn:aws:lambda:eu-west-1:222233334444:runtime/data-team-wasm-machine-image";
  await open(
    await written("html", [row({ runtime: "custom", runtimeArn, runtimeStatus: "expiring" })]),
    "#runtimes",
  );
  const [label, chart] = [page.locator("a.bar text:not(.count)"), page.locator("svg:has(a.bar)")];
  await label.waitFor();
  await expectSoon(async () => {
    const [text, edge] = [await label.boundingBox(), await chart.boundingBox()];
    return text !== null && edge !== null && text.x >= edge.x;
  }, true);
});

testPage("has tabs that the keyboard reaches, and links to each", async ({ page, open, hash }) => {
  const html = await written("html", estate(30));
  await open(html);
  const tab = (name: string) => page.getByRole("tab", { name });
  const shown = () => page.locator(".panel:visible").evaluateAll((all) => all.map(({ id }) => id));
  await expectSoon(shown, ["functions"]);
  await tab("Functions").press("ArrowRight");
  await expectSoon(shown, ["accounts"]);
  await expectSoon(hash, "#accounts");
  await page.keyboard.press("End");
  await expectSoon(shown, ["coverage"]);
  await expectSoon(() => tab("Coverage").getAttribute("aria-selected"), "true");
  await page.keyboard.press("ArrowRight");
  await expectSoon(shown, ["functions"]);
  await open(html, "#runtimes");
  await expectSoon(shown, ["runtimes"]);
  await page.locator("svg.timeline a.pin.expiring text").click();
  await expectSoon(shown, ["functions"]);
  await expectSoon(hash, "#runtime=nodejs22.x");
  await tab("Accounts").click();
  await page.locator("table.heat a", { hasText: "3/5" }).first().click();
  await expectSoon(() => page.locator(".rows").textContent(), "5 of 30 rows");
});

testPage("shows all runtimes and owners of a deadline by keyboard and on paper", async ({ page, open }) => {
  const rows = Array.from({ length: 9 }, (_, index) =>
    row({ functionName: `f${index}`, runtime: `nodejs${index}.x`, owner: `team-${index}` }),
  );
  await open(await written("html", rows));
  const line = page.locator("section[aria-labelledby=deadlines] tbody tr");
  for (const [cell, more, last] of [
    ["runtimes", "+7 more", "nodejs8.x → nodejs24.x"],
    ["owners", "+7 more", "team-8"],
  ] as const) {
    const item = line.locator(`.${cell} li`).last();
    await expectSoon(() => item.isVisible(), false);
    await line.locator(`.${cell} summary`, { hasText: more }).press("Enter");
    await expectSoon(() => item.innerText(), last);
    await expectSoon(() => item.isVisible(), true);
    await line.locator(`.${cell} summary`).press("Enter");
    await expectSoon(() => item.isVisible(), false);
  }
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  await expectSoon(() => line.locator("li:visible").count(), 14);
});

testPage("opens the time line at today, on a narrow screen", async ({ page, open }) => {
  await resize(page, 390, 844);
  await open(await written("html", estate(30)), "#runtimes");
  const today = page.locator("svg.timeline line.today");
  await expectSoon(() => isWithin(today, { left: 14, right: 376 }), true);
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
  const incomplete = page.locator(".incomplete");
  await expectSoon(() => incomplete.innerText(), /Incomplete: 2 of 4 targets not read/);
  await expectSoon(() => incomplete.innerText(), /111122223333 payments \(us-east-1\) no: add a policy/);
  await page.getByRole("tab", { name: "Accounts" }).click();
  await expectSoon(
    () => page.locator("table.heat td.unread").allTextContents(),
    ["denied", "unauthenticated InvalidClientTokenId"],
  );
  await page.getByRole("tab", { name: "Coverage 2/4" }).click();
  const text = () => page.locator("#coverage").innerText();
  await expectSoon(text, /AccessDeniedException.*payments \(us-east-1\)/s);
  await expectSoon(text, /Notes on what was read.*tags are empty: allow tag:GetResources/s);
});

testPage("says what AWS Config knew, and leads to what only it knows", async ({ page, open, names }) => {
  const rows = [row({ functionName: "seen" }), row({ functionName: "hidden", source: "config" })];
  const end = tail(rows);
  const aggregator = { onlyConfig: 1, onlyLambda: 1, otherRuntime: 0 };
  await open(await written("html", rows, {}, { ...end, summary: { ...end.summary, aggregator } }));
  const line = page.locator(".aggregator");
  await expectSoon(
    () => line.innerText(),
    "AWS Config: 1 function only there, 1 only in Lambda, 0 with another runtime",
  );
  await line.getByRole("link").click();
  await page.locator(".chip", { hasText: "Known from: AWS Config" }).waitFor();
  await expectSoon(names, ["hidden"]);
});

testPage("says in one sentence what happens next", async ({ page, open }) => {
  const expectNext = async (values: Parameters<typeof row>[0], expected: string) => {
    await open(await written("html", [row(values)]));
    await expectSoon(() => page.locator(".next").innerText(), expected);
  };
  await expectNext(
    {},
    "Next: 2027-02-03 (in 74 days): creation blocked for nodejs18.x · 1 function · 1 account · no owner",
  );
  await expectNext(
    { dueEvent: "deprecation" },
    "Next: 2027-02-03 (in 74 days): nodejs18.x is deprecated · 1 function · 1 account · no owner",
  );
  await expectNext({ action: "none" }, "Next: no upcoming deadline");
});

testPage("is green only when everything was read", async ({ page, open }) => {
  const fine = [row({ action: "none", runtimeStatus: "supported" })];
  for (const [coverage, tone, headline] of [
    [[target()], "good", "None of 1 function runs on a deprecated runtime"],
    [
      [target(), target({ region: "us-east-1", status: "denied" })],
      "warn",
      "None of 1 function that could be read runs on a deprecated runtime",
    ],
  ] as const) {
    await open(await written("html", fine, {}, tail(fine, coverage)));
    await expectSoon(() => page.locator(".verdict").getAttribute("class"), `verdict ${tone}`);
    await expectSoon(() => page.locator("#verdict").innerText(), headline);
  }
  await open(await written("html", [], {}, tail([], [], [])));
  await expectSoon(() => page.locator(".verdict").getAttribute("class"), "verdict warn");
  await expectSoon(() => page.locator(".unread-note").innerText(), "Nothing was read: no account, no region");
});

testPage("shows everything but the list without its script", async ({ page, open }) => {
  const html = await written("html", estate(6));
  await open(html.replace(/<script>.*?<\/script>/s, ""));
  for (const id of ["verdict", "deadlines", "owners", "functions", "accounts", "runtimes", "coverage"])
    await expectSoon(() => page.locator(`#${id}`).isVisible(), true);
});

testPage("fits its first screen into 1440 × 900", async ({ page, open }) => {
  await resize(page, 1440, 900);
  const rows = estate(60).map((one, index) => ({ ...one, owner: `team-${index % 12}` }));
  const coverage = [target(), target({ region: "us-east-1", status: "denied", message: "no ".repeat(200) })];
  await open(await written("html", rows, {}, tail(rows, coverage)));
  for (const part of [".verdict", "section[aria-labelledby=deadlines]", "section[aria-labelledby=owners]"]) {
    await expectSoon(() => isWithin(page.locator(part), { bottom: 900 }), true);
  }
});
