/** The built program, interrupted. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { estate, startSimulator } from "../../simulator/index.ts";
import { MAIN } from "../support/cli/child.ts";
import { cleanEnv } from "../support/cli/program.ts";
import { until } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

test("an interrupt prints what was read, lists the rest, and leaves no partial file", async (t) => {
  const slow = await startSimulator({
    estate: estate({
      organization: false,
      accounts: [
        { name: "one", functions: { "eu-west-1": ["quick nodejs20.x"], "us-east-1": ["slow nodejs20.x"] } },
      ],
    }),
    latencyMs: ({ region, action }) => (region === "us-east-1" && action === "ListFunctions" ? 60_000 : 0),
  });
  t.after(() => slow.close());
  const folder = temporaryDirectory("interrupt");
  const argv = ["-f", "json", "-o", "report.json", "-r", "eu-west-1,us-east-1", "-v"];
  const child = spawn(process.execPath, [MAIN, ...argv], {
    env: cleanEnv(slow.env()) as NodeJS.ProcessEnv,
    cwd: folder,
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const closed = new Promise((done) => child.on("close", done));
  await until(() => slow.requests.count("lambda:ListFunctions") === 2 && /functions 200/.test(stderr));
  child.kill("SIGINT");
  const code = await closed;
  assert.equal(code, 130, stderr);
  assert.deepEqual(readdirSync(folder), ["report.json"]);
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
  assert.deepEqual(
    report.functions.map(({ functionName }: { functionName: string }) => functionName),
    ["quick"],
  );
  assert.deepEqual(
    report.coverage.map(({ region, status }: { region: string; status: string }) => [region, status]),
    [
      ["eu-west-1", "ok"],
      ["us-east-1", "not-attempted"],
    ],
  );
  assert.deepEqual([report.summary.read, report.summary.notRead], [1, 1]);
});

test("SIGTERM ends with 143", async (t) => {
  const slow = await startSimulator({
    estate: estate({ organization: false, accounts: [{ functions: { "eu-west-1": ["fn nodejs20.x"] } }] }),
    latencyMs: 60_000,
  });
  t.after(() => slow.close());
  const child = spawn(process.execPath, [MAIN, "-f", "tsv"], {
    env: cleanEnv(slow.env()) as NodeJS.ProcessEnv,
  });
  const closed = new Promise((done) => child.on("close", done));
  await until(() => slow.requests.total > 0);
  child.kill("SIGTERM");
  assert.equal(await closed, 143);
});
