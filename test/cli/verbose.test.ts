/** `--verbose`: each call to AWS with the account, the region and the stage that it is made for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { estate, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";

const functions = { "eu-west-1": ["checkout nodejs18.x"], "us-west-2": ["ledger nodejs22.x"] };

/** The calls of a scan, each line without its method, host and time. */
async function callsOf(...argv: string[]) {
  const simulator = await startSimulator({
    estate: estate({ accounts: [{ name: "hub" }, { name: "shop", functions }] }),
  });
  try {
    const env = cleanEnv(simulator.env());
    const { stderr } = await program(["--org", "-v", ...argv], { env });
    const lines = stderr.split("\n").filter((line) => line.endsWith(" ms"));
    return lines.map((line) =>
      line.replace(/ (?:GET|POST) 127\.0\.0\.1(\S*)/, " $1").replace(/ \d+ ms$/, ""),
    );
  } finally {
    await simulator.close();
  }
}

test("each call of a scan names account, region and stage", async () => {
  const calls = await callsOf("--account", "shop", "--with", "tags");
  for (const expected of [
    "- us-east-1 credentials / AWSOrganizationsV20161128.ListAccounts 200",
    "222222222222 us-east-1 credentials / 200",
    "222222222222 us-east-1 regions / 200",
    "222222222222 eu-west-1 functions /2015-03-31/functions 200",
    "222222222222 us-west-2 functions /2015-03-31/functions 200",
    "222222222222 us-west-2 enrich / ResourceGroupsTaggingAPI_20170126.GetResources 200",
  ])
    assert.ok(calls.includes(expected), `${expected} is not in\n${calls.join("\n")}`);
});

test("no call of many accounts at once is without region and stage", async () => {
  const calls = await callsOf("--with", "tags,lastInvoked,aliases");
  assert.ok(calls.length > 8, calls.join("\n"));
  for (const call of calls)
    assert.match(call, /^(?:\d{12}|-) [a-z]+-[a-z]+-\d (?:credentials|identity|regions|functions|enrich) \//);
});
