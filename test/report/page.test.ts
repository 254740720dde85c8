import assert from "node:assert/strict";
import { testPage } from "../support/report/browser.ts";
import { estate } from "../support/report/estate.ts";
import { account, row, tail, target, written } from "../support/report/sample.ts";

testPage(
  "sorts by any column in both directions, with empty cells last",
  async ({ page, open, names, hash }) => {
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
  },
);

testPage(
  "filters by account, region, runtime, status and text; every view has a link",
  async ({ page, open, names, shown, hash }) => {
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
  },
);

testPage("is filtered by a click in a chart, and back again", async ({ page, open, hash }) => {
  // A click changes the address, and the list follows.
  const shows = (rows: string) => page.locator(".rows", { hasText: new RegExp(`^${rows}$`) }).waitFor();
  await open(await written("html", estate(30)));
  await page.locator("svg.timeline a.pin.expiring text").click();
  await shows("6 of 30 rows");
  assert.equal(hash(), "#runtime=nodejs22.x");
  await page.locator("table.heat a", { hasText: "3/5" }).first().click();
  await shows("5 of 30 rows");
  await page.getByRole("link", { name: "on deprecated runtimes" }).click();
  await shows("12 of 30 rows");
  assert.equal(
    await page.locator("select[name=status]").locator("option:checked").textContent(),
    "deprecated, create-blocked, update-blocked",
  );
  await page.goBack();
  await shows("5 of 30 rows");
});

testPage("marks what was not read", async ({ page, open }) => {
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
  assert.equal(await page.locator(".key-number.bad", { hasText: "1 / 3" }).count(), 1);
  assert.deepEqual(await page.locator("table.heat td.unread").allTextContents(), [
    "denied",
    "unauthenticated InvalidClientTokenId",
  ]);
  assert.match(
    (await page.locator("section", { has: page.locator("#coverage") }).textContent()) ?? "",
    /AccessDeniedException.*payments \(us-east-1\)/s,
  );
});

testPage("sorts, filters and pages through 50,000 functions without lag", async ({ page, open, names }) => {
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
