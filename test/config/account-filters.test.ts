/** `--account` and `--exclude-account` in a whole run: what is read, and what the report lists as skipped. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";

const functions = (name: string) => ({ "eu-west-1": [`${name} nodejs24.x`] });
let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        { name: "hub", functions: functions("a") },
        { name: "shop", functions: functions("b") },
        { name: "222222222222", functions: functions("c") },
      ],
    }),
  });
});
after(() => simulator.close());

async function scan(...argv: string[]): Promise<{ read: string[]; skipped: string[] }> {
  const { code, stdout, stderr } = await program(["--org", "-r", "eu-west-1", "-f", "json", ...argv], {
    env: cleanEnv(simulator.env()),
  });
  assert.equal(code, 0, stderr);
  const { functions, accounts } = JSON.parse(stdout) as {
    functions: { accountId: string }[];
    accounts: { accountId: string; status: string; message: string }[];
  };
  return {
    read: functions.map(({ accountId }) => accountId),
    skipped: accounts
      .filter(({ status }) => status === "skipped")
      .map(({ accountId, message }) => `${accountId} ${message}`),
  };
}

test("--exclude-account with an id leaves an account of that name alone, and lists the one it left out", async () => {
  assert.deepEqual(await scan("--exclude-account", "222222222222"), {
    read: ["111111111111", "333333333333"],
    skipped: ["222222222222 excluded by --exclude-account"],
  });
});

test("--account with an id does not read an account of that name", async () => {
  assert.deepEqual(await scan("--account", "222222222222"), {
    read: ["222222222222"],
    skipped: ["111111111111 does not match --account", "333333333333 does not match --account"],
  });
});

test("a region pattern and a name pattern that make a backtracking matcher hang are matched at once", async () => {
  const start = process.cpuUsage();
  const { read } = await scan("-r", "{*,*}".repeat(10), "--name", "*a*a*a*a*a*a*a*b*");
  assert.deepEqual(read, []);
  assert.ok(process.cpuUsage(start).user < 10_000_000, "takes seconds of CPU");
});
