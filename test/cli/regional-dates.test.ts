/** A scan with the lifecycle data of AWS Health, where a date of one region differs. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { HEALTH } from "../support/runtimes/samples.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("regional");
const SCAN = ["list", "-r", "eu-west-1,us-east-1", "-q", "-f", "tsv", "--no-header"];
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  const fn = {
    name: "billing",
    Runtime: "python3.9",
    tags: { team: "billing" },
    versions: [{ version: "1", Runtime: "python3.9" }],
    aliases: [{ name: "live", version: "1" }],
  };
  const functions = { "eu-west-1": [fn], "us-east-1": [fn] };
  simulator = await startSimulator({ estate: estate({ accounts: [{ functions }] }) });
  env = cleanEnv(simulator.env());
  writeFileSync(join(cwd, "health.json"), JSON.stringify(HEALTH));
});
after(() => simulator.close());

async function lines(...argv: string[]): Promise<readonly string[]> {
  const { stdout, code } = await program(argv, { env, cwd });
  assert.equal(code, 0);
  return stdout.trimEnd().split("\n");
}

test("a function is assessed by the dates of its own region, and so are its aliases", async () => {
  const columns = ["--columns", "region,runtimeStatus,blockUpdateDate,dueDate,aliases", "--with", "aliases"];
  const found = await lines(...SCAN, "--catalogue", "health.json", ...columns);
  assert.deepEqual(
    found.map((line) => line.split("\t").slice(0, 4)),
    [
      ["eu-west-1", "deprecated", "2027-08-31", "2027-07-29"],
      ["us-east-1", "update-blocked", "2026-10-01", "2027-07-29"],
    ],
  );
  assert.match(found[1] ?? "", /update-blocked.*live.*update-blocked/);
  assert.doesNotMatch(found[0] ?? "", /update-blocked/);
});

test("the extra columns of a function that matches only by the dates of its region are read", async () => {
  const filter = ["--status", "update-blocked", "--with", "tags", "--columns", "region,tags"];
  assert.deepEqual(await lines(...SCAN, "--catalogue", "health.json", ...filter), [
    "us-east-1\tteam=billing",
  ]);
});

test("a saved report is assessed by region, too", async () => {
  await lines("list", "-r", "eu-west-1,us-east-1", "-q", "-f", "json", "-o", "saved.json");
  const columns = ["-f", "tsv", "--no-header", "-q", "--columns", "region,runtimeStatus"];
  assert.deepEqual(await lines("report", "saved.json", "--catalogue", "health.json", ...columns), [
    "eu-west-1\tdeprecated",
    "us-east-1\tupdate-blocked",
  ]);
});
