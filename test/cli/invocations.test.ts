/** `--with invocations` through the whole program: the column, its order, saved reports, the plan, and what it needs. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import type { FunctionRow, Report } from "../../src/model/report.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("invocations");
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const old = (name: string, Runtime: string, more: object = {}) => ({ name, Runtime, tags: {}, ...more });
const spec = estate({
  accounts: [
    {
      name: "shop",
      functions: {
        "eu-west-1": [
          old("busy", "nodejs20.x", { lastInvoked: yesterday }),
          old("idle", "nodejs20.x"),
          old("released", "nodejs20.x", { versions: [{ version: "1" }], lastInvoked: yesterday }),
          // The same dates as nodejs20.x: only their use orders the two items.
          old("unused", "nodejs20.x", { Handler: "framework.onEvent" }),
        ],
        "eu-west-3": [old("refused", "nodejs20.x", { lastInvoked: yesterday })],
      },
    },
  ],
});
let simulator: Simulator;
const RUN = ["-r", "eu-west-1,eu-west-3", "--with", "invocations", "--as-of", "2026-11-29"];
const run = (...argv: string[]) => program(argv, { env: cleanEnv(simulator.env()), cwd });

before(async () => {
  const faults = [{ kind: "scp-deny", action: "GetMetricData", region: "eu-west-3" } as const];
  simulator = await startSimulator({ estate: spec, faults, now: () => new Date() });
  assert.equal((await run(...RUN, "--versions", "all", "-f", "json", "-o", "saved.json")).code, 0);
});
after(() => simulator.close());

const saved = () => JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8")) as Report;
const rowOf = (name: string, version = "$LATEST") =>
  saved().functions.find((row) => row.functionName === name && row.version === version) as FunctionRow;

test("zero is a value; where it could not be read, and for a published version, the key is absent", () => {
  assert.ok((rowOf("busy").invocations ?? 0) > 0);
  assert.equal(rowOf("idle").invocations, 0);
  assert.equal("invocations" in rowOf("refused"), false);
  assert.equal("invocations" in rowOf("released", "1"), false);
  const [note] = saved().coverage.filter(({ region }) => region === "eu-west-3");
  assert.match(note?.message ?? "", /^invocations of refused could not be read: .*cloudwatch:GetMetricData/);
});

test("a column of TSV, empty where unknown, sorted by number with the unknown last", async () => {
  const { stdout } = await run(
    ...RUN,
    "-f",
    "tsv",
    "--sort",
    "-invocations",
    "--columns",
    "functionName,invocations",
  );
  const [header, ...lines] = stdout.trimEnd().split("\n");
  assert.equal(header, "functionName\tinvocations");
  const counts = lines.map((line) => line.split("\t")[1] ?? "");
  assert.deepEqual(counts.slice(2), ["0", "0", ""]);
  assert.ok(Number(counts[0]) >= Number(counts[1]) && Number(counts[1]) > 0);
  const standard = await run(...RUN, "-f", "tsv");
  assert.match(standard.stdout, /^accountId\t.*\tinvocations\towner\tmanagedBy\taction\tdueDate\n/);
});

test("a saved report keeps it when it is printed, assessed again, merged and resumed", async () => {
  writeFileSync(join(cwd, "copy.json"), readFileSync(join(cwd, "saved.json")));
  for (const argv of [
    ["report", "saved.json", "-f", "json"],
    ["report", "saved.json", "--as-of", "2027-06-01", "-f", "json"],
    ["merge", "saved.json", "copy.json", "-f", "json"],
    [...RUN, "--versions", "all", "--resume", "saved.json", "-f", "json"],
  ]) {
    const { stdout, stderr } = await run(...argv);
    const counts = (rows: readonly FunctionRow[]) => rows.map(({ invocations }) => invocations);
    assert.deepEqual(counts((JSON.parse(stdout) as Report).functions), counts(saved().functions), stderr);
  }
  const table = await run("report", "saved.json");
  assert.match(table.stdout.split("\n")[0] ?? "", /invocations/);
  const { code, stderr } = await run("-r", "eu-west-1", "--versions", "all", "--resume", "saved.json");
  assert.equal(code, 2);
  assert.match(stderr, /saved\.json was created with --with invocations/);
});

test("a report of another writer may say null for what is unknown", async () => {
  const report = {
    ...saved(),
    functions: saved().functions.map((row) => ({ ...row, invocations: null, waivedUntil: null })),
  };
  writeFileSync(join(cwd, "null.json"), JSON.stringify(report));
  const { code, stdout } = await run("plan", "null.json", "-f", "json");
  assert.equal(code, 0);
  assert.doesNotMatch(stdout, /invocation/);
  assert.equal(JSON.parse(stdout).summary.waived, 0);
});

test("the plan: items of the same date by use, and the use of each function in the ticket", async () => {
  const { stdout } = await run("plan", "saved.json", "-f", "json");
  const { items } = JSON.parse(stdout);
  const sum = (rowOf("busy").invocations ?? 0) + (rowOf("released").invocations ?? 0);
  assert.deepEqual(
    items.map(({ action, invocations }: Record<string, unknown>) => [action, invocations]),
    [
      ["upgrade", sum],
      ["redeploy", 0],
    ],
  );
  const [upgrade, redeploy] = items.map(({ body }: { body: string }) => body);
  assert.match(
    upgrade,
    new RegExp(
      `\\*\\*Use:\\*\\* ${sum} invocations in 30 days; 1 function had none; not known for 1 function\\.`,
    ),
  );
  assert.match(redeploy, /\*\*Use:\*\* 0 invocations in 30 days\./);
  const listed = [...upgrade.matchAll(/:function:([\w-]+)/g)].map(([, name]) => name);
  assert.deepEqual(listed.slice(2), ["idle", "released", "refused"], "unused after used, unknown last");
  const csv = await run("plan", "saved.json", "-f", "csv");
  assert.match(csv.stdout, new RegExp(`,invocations,waived,moved\\n[^\\n]*,${sum},,\\n[^\\n]*,0,,\\n`));
});

test("the role and the check: one permission, whichever of the two columns wants it", async () => {
  const policy = async (extras: string) => JSON.parse((await run("role", "--with", extras)).stdout).Statement;
  const actions = async (extras: string) =>
    (await policy(extras)).flatMap(({ Action }: { Action: string[] }) => Action);
  for (const extras of ["invocations", "lastInvoked,invocations"])
    assert.deepEqual(
      (await actions(extras)).filter((action: string) => action.startsWith("cloudwatch:")),
      ["cloudwatch:GetMetricData"],
    );
  const both = ["--with", "lastInvoked,invocations"];
  const { stdout, code } = await run("check", "-r", "eu-west-1,eu-west-3", ...both, "-f", "json");
  assert.equal(code, 3);
  const [target, ...others] = JSON.parse(stdout);
  assert.deepEqual([target.region, others], ["eu-west-3", []]);
  const asked = target.checks.filter(
    ({ action }: { action: string }) => action === "cloudwatch:GetMetricData",
  );
  assert.deepEqual(
    asked.map(({ ok }: { ok: boolean }) => ok),
    [false],
  );
});

test("the column is empty without --with, and a warning says how to fill it", async () => {
  const { stderr } = await run("-r", "eu-west-1", "--columns", "functionName,invocations", "-f", "tsv");
  assert.match(stderr, /invocations will be empty: add --with invocations/);
});
