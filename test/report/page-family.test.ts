/** The other pages (plan, trend, comparison, index of split reports) look like the report, and pass the same checks. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { program } from "../support/cli/program.ts";
import { A, B, type CellOf, reportOf } from "../support/compare/reports.ts";
import { assertAccessible } from "../support/report/accessible.ts";
import { expectSoon, isWithin, resize, testPage } from "../support/report/browser.ts";
import { BOMBS } from "../support/report/estates.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("pages");

/** Functions with hostile names, some on old runtimes, and a target that was read only sometimes. */
function save(path: string, day: string, runtime: string, isDenied: boolean): void {
  const functions = BOMBS.map((bomb, index) => ({
    functionName: `${bomb}${"n".repeat(index * 10)}`,
    runtime: index % 2 === 0 ? runtime : "python3.8",
    owner: index % 3 === 0 ? null : `${bomb}${"o".repeat(60)}`,
    remedy: bomb,
  }));
  const cells: CellOf[] = [
    { accountId: A, accountName: BOMBS[0] ?? "", region: "eu-west-1", functions },
    isDenied
      ? { accountId: B, region: "eu-west-1", status: "denied", message: "m".repeat(300) }
      : { accountId: B, region: "eu-west-1", functions: functions.slice(0, 2) },
  ];
  writeFileSync(join(cwd, path), JSON.stringify(reportOf(cells, { startedAt: `${day}T08:00:00.000Z` })));
}
save("1.json", "2026-11-01", "nodejs22.x", false);
save("2.json", "2026-11-08", "nodejs20.x", true);
save("3.json", "2026-11-15", "nodejs20.x", true);

const PAGES = {
  plan: { argv: ["plan", "3.json"], headline: /^\d+ items/ },
  trend: {
    argv: ["trend", "1.json", "2.json", "3.json"],
    headline: /^8 functions on deprecated runtimes on 2026-11-15$/,
  },
  comparison: { argv: ["diff", "1.json", "3.json"], headline: /^deprecated \d+ → \d+/ },
} as const;

for (const [name, { argv, headline }] of Object.entries(PAGES))
  testPage(
    `of the ${name} begins with its verdict, runs no script and is accessible`,
    async ({ page, open }) => {
      const { stdout, stderr } = await program([...argv, "-f", "html"], { env: {}, cwd });
      assert.notEqual(stdout, "", stderr);
      await open(stdout);
      await expectSoon(() => page.locator(".verdict .headline").innerText(), headline);
      await expectSoon(() => page.locator("script, img, main svg[onload]").count(), 0);
      await assertAccessible(page);
    },
  );

testPage("of the split reports links each of them, and is accessible", async ({ page, open }) => {
  const argv = ["report", "3.json", "-f", "html", "--split-by", "owner", "--output-dir", "split"];
  await program(argv, { env: {}, cwd });
  await open(readFileSync(join(cwd, "split/index.html"), "utf8"));
  await expectSoon(() => page.locator(".verdict .headline").innerText(), /^6 reports, 8 functions$/);
  await expectSoon(() => page.locator("main a").count(), 6);
  await expectSoon(() => page.locator(".verdict.warn").innerText(), /Incomplete: 1 of 2 targets not read/);
  await assertAccessible(page);
});

testPage(
  "of the trend marks incomplete reports, with the reason, and opens at the newest",
  async ({ page, open }) => {
    await resize(page, 390, 844);
    const argv = ["trend", "1.json", "2.json", "3.json", "-f", "html"];
    await open((await program(argv, { env: {}, cwd })).stdout);
    await expectSoon(() => page.locator("svg text.mark").count(), 2);
    await expectSoon(
      () => page.locator("details.more").innerText(),
      /2 incomplete reports\s+2026-11-08, 2026-11-15: 1 denied: 222222222222/,
    );
    const newest = page.locator("svg text", { hasText: "2026-11-15" });
    await expectSoon(() => isWithin(newest, { left: 0, right: 390 }), true);
  },
);
