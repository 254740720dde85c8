import assert from "node:assert/strict";
import { test } from "node:test";
import { generateEstate, startSimulator } from "../../simulator/index.ts";
import { program } from "../support/cli/program.ts";

/** ACCOUNTS × REGIONS targets of three pages each. */
const [ACCOUNTS, REGIONS, PAGES] = [6, 10, 3];

test("the number of partially read targets does not grow with the number of accounts", async () => {
  const estate = generateEstate({ accounts: ACCOUNTS, regions: REGIONS, functionsPerTarget: PAGES });
  const simulator = await startSimulator({ estate, pageSize: 1, latencyMs: 1 });
  try {
    const argv = ["--org", "--concurrency", "4", "--format", "tsv", "--columns", "functionName", "-q"];
    const { code, stdout } = await program(argv, { env: simulator.env() });
    assert.equal(code, 0);
    assert.equal(stdout.trimEnd().split("\n").length, 1 + ACCOUNTS * REGIONS * PAGES);

    const asked = new Map<string, number>();
    let half = 0;
    let most = 0;
    for (const { accountId, region } of simulator.requests.of("lambda:ListFunctions")) {
      const pages = (asked.get(`${accountId}/${region}`) ?? 0) + 1;
      asked.set(`${accountId}/${region}`, pages);
      if (pages === 1) most = Math.max(most, ++half);
      if (pages === PAGES) half--;
    }
    assert.equal(asked.size, ACCOUNTS * REGIONS);
    // One for each slot; those whose last page is requested but has not arrived are no longer counted.
    assert.ok(most <= 4, `${most} targets were half read at once`);
  } finally {
    await simulator.close();
  }
});
