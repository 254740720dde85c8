import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { type Bench, checkExit, type Scenario } from "../harness/bench.ts";
import { measure } from "../harness/measure.ts";
import { BUNDLE } from "../harness/programs.ts";
import { medians, type Numbers, type Row } from "../harness/row.ts";
import { simulate } from "../harness/simulated.ts";

const CHROMIUM = "/usr/bin/chromium";
const [REGIONS, FUNCTIONS] = [10, 100];

/** What is timed in the browser: each is an expression that ends when the list has changed. */
const ACTS = {
  sort: `document.querySelector("th[data-key=functionName] button").click()`,
  search: `search("prod 7")`,
  "search again": `search("")`,
} as const;

/** How fast the HTML page of 50,000 functions is shown, searched and sorted, and how large it is. */
export const page: Scenario = {
  name: "page",
  about: "the HTML page of 50,000 functions with tags in Chromium: until the list is shown, search, sort",
  async run(bench) {
    if (!bench.programs["lambda-inventory"] || !existsSync(CHROMIUM)) return [];
    const file = join(bench.directory, "page.html");
    await write(bench, bench.quick ? 2 : 50, file);
    bench.note(`page: ${(statSync(file).size / 1e6).toFixed(2)} MB`);
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--headless", "--no-sandbox"] });
    try {
      const runs: Record<string, Numbers[]> = {};
      for (let round = 0; round < bench.runs(3); round++) {
        const times = await timed(await browser.newPage(), file);
        for (const [what, wallMs] of Object.entries(times))
          runs[what] = [...(runs[what] ?? []), { wallMs, cpuMs: 0, peakMb: 0 }];
      }
      return Object.entries(runs).map(([workload, all]) => rowOf(workload, all));
    } finally {
      await browser.close();
    }
  },
};

async function write(bench: Bench, accounts: number, file: string): Promise<void> {
  const size = { accounts, regions: REGIONS, functions: FUNCTIONS };
  const server = await simulate({ ...size, latencyMs: 0, verify: bench.quick });
  try {
    const argv = [
      process.execPath,
      BUNDLE,
      "--org",
      "--role",
      server.role,
      "--with",
      "tags",
      "-q",
      "-f",
      "html",
    ];
    checkExit(await measure({ argv, env: server.env }, file, bench.directory));
  } finally {
    server.close();
  }
}

async function timed(tab: Page, file: string): Promise<Record<string, number>> {
  // Notes the moment at which the number of rows appears.
  await tab.addInitScript(`new MutationObserver(() => {
    if (!window.shown && document.querySelector(".rows")?.textContent) window.shown = performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true })`);
  await tab.goto(`${pathToFileURL(file).href}#need=any`);
  await tab.locator(".rows:not(:empty)").waitFor({ state: "attached" });
  const times: Record<string, number> = { shown: await tab.evaluate<number>("window.shown") };
  await tab.evaluate(`window.search = (text) => {
    const field = document.querySelector("[name=q]");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }`);
  for (const [what, act] of Object.entries(ACTS))
    times[what] = await tab.evaluate<number>(
      `(() => { const start = performance.now(); ${act}; document.body.offsetHeight; return performance.now() - start; })()`,
    );
  await tab.close();
  return times;
}

function rowOf(workload: string, runs: readonly Numbers[]): Row {
  return { scenario: "page", workload, who: "lambda-inventory", runs: runs.length, ...medians(runs) };
}
