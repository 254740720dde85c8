/** `--format openmetrics`: what Prometheus reads, from a scan and from saved reports. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { COVERAGE_STATUSES } from "../../src/model/coverage.ts";
import type { Report } from "../../src/model/report.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { A, B, reportOf } from "../support/compare/reports.ts";
import { recipe } from "../support/recipes/recipe.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("openmetrics");
const METRICS = ["-f", "openmetrics"];
let simulator: Simulator;
let scanned: string;

before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
  const env = cleanEnv(simulator.env());
  const scan = ["--org", "-r", "eu-west-1,us-east-1", "--as-of", "2026-11-21", "--owner-tag", "team"];
  const { code, stdout } = await program([...scan, ...METRICS], { env, cwd });
  assert.equal(code, 3);
  scanned = stdout;
  await program([...scan, "-f", "json", "-o", "saved.json"], { env, cwd });
});
after(() => simulator.close());

/** Prints a report with these options. */
async function metricsOf(report: Partial<Report>, ...argv: string[]): Promise<string> {
  writeFileSync(join(cwd, "given.json"), JSON.stringify(report));
  const { stdout } = await program(["report", "given.json", ...METRICS, ...argv], { env: {}, cwd });
  return stdout;
}

const series = (text: string, name: string) =>
  text.split("\n").filter((line) => line.startsWith(name) && /^[a-z_]+[ {]/.test(line));

test("a scan: every gauge of the contract, no series per function, # EOF last", () => {
  const names = [...scanned.matchAll(/^# TYPE (\S+) gauge$/gm)].map(([, name]) => name);
  assert.deepEqual(names, [
    "lambda_inventory_functions",
    "lambda_inventory_targets",
    "lambda_inventory_runtime_days_left",
    "lambda_inventory_catalogue_age_days",
    "lambda_inventory_complete",
    "lambda_inventory_scan_timestamp_seconds",
  ]);
  assert.ok(scanned.endsWith("\n# EOF\n"));
  assert.doesNotMatch(scanned, /refund|invoice|arn:/);
  assert.equal([...scanned.matchAll(/^# HELP \S+ .+\.$/gm)].length, names.length);
  assert.match(scanned, /^lambda_inventory_complete 0$/m);
  assert.match(scanned, /^# UNIT lambda_inventory_catalogue_age_days days$/m);
});

test("functions are counted by their labels, and a label without a value is empty", () => {
  const functions = series(scanned, "lambda_inventory_functions");
  const payments = functions.filter((line) => line.includes('account_name="payments"'));
  assert.equal(functions.length, 7);
  assert.ok(
    payments.some((line) =>
      /region="eu-west-1",runtime="",status="container",owner="payments@example\.com"} 1$/.test(line),
    ),
  );
  assert.ok(
    payments.some((line) => /runtime="java8",status="create-blocked",owner="billing"} 1$/.test(line)),
    payments.join("\n"),
  );
});

test("targets have every status of the ledger, and add up", () => {
  const targets = series(scanned, "lambda_inventory_targets");
  const counts = targets.map((line) => Number(line.split(" ").at(-1)));
  assert.equal(targets.length, COVERAGE_STATUSES.length);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    5,
  );
  assert.ok(targets.includes('lambda_inventory_targets{status="denied"} 1'));
});

test("report and merge print the same from the saved report; --sort and --limit change nothing", async () => {
  const withoutTime = (text: string) => text.replace(/(timestamp_seconds) .+/, "$1");
  for (const argv of [
    ["report", "saved.json", ...METRICS],
    ["merge", "saved.json", ...METRICS],
    ["report", "saved.json", ...METRICS, "--sort=-region", "--limit", "1"],
  ]) {
    const { stdout } = await program(argv, { env: {}, cwd });
    assert.equal(withoutTime(stdout), withoutTime(scanned));
  }
});

test("the time is the end of the scan, and files that end in .prom or .openmetrics have this format", async () => {
  const { finishedAt } = JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8"));
  for (const name of ["x.prom", "x.openmetrics"]) {
    const { code } = await program(["report", "saved.json", "-o", name, "--allow-incomplete"], {
      env: {},
      cwd,
    });
    const [line] = series(readFileSync(join(cwd, name), "utf8"), "lambda_inventory_scan_timestamp_seconds");
    assert.deepEqual([code, line?.split(" ")[1]], [0, String(Date.parse(finishedAt) / 1000)]);
  }
});

test("days left of a runtime whose dates differ by region are those of the earliest", async () => {
  const cell = (accountId: string, blockUpdateDate: string) => ({
    accountId,
    region: "eu-west-1",
    functions: [{ functionName: "f", runtime: "ruby3.3", blockUpdateDate }],
  });
  const text = await metricsOf(reportOf([cell(A, "2026-12-21"), cell(B, "2026-12-01")]));
  assert.deepEqual(
    series(text, "lambda_inventory_runtime_days_left").map((line) => line.replace(/^.*event=/, "")),
    ['"deprecation"} 130', '"create-block"} 130', '"update-block"} 10'],
  );
});

const HOSTILE = 'a"b\\c\nd\u001b[31m\u0000e\u202ef';

test("quotes, backslashes and line breaks in labels are escaped, and other controls are removed", async () => {
  const functions = [{ functionName: "f", owner: HOSTILE, ownerSource: "tag:Owner" }];
  const text = await metricsOf(
    reportOf([{ accountId: A, accountName: HOSTILE, region: "eu-west-1", functions }]),
  );
  const [line] = series(text, "lambda_inventory_functions");
  assert.ok(line?.includes('account_name="a\\"b\\\\c\\nd ef"'), line);
  assert.ok(line?.endsWith('owner="a\\"b\\\\c\\nd ef"} 1'), line);
});

test("labels that are equal once they are cleaned are one series", async () => {
  const functions = ["one", "\u202eone"].map((owner) => ({ functionName: `f${owner.length}`, owner }));
  const text = await metricsOf(reportOf([{ accountId: A, region: "eu-west-1", functions }]));
  const lines = series(text, "lambda_inventory_functions");
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /owner="one"} 2$/);
});

test("a report without functions is complete and has no series of functions", async () => {
  const text = await metricsOf(reportOf([{ accountId: A, region: "eu-west-1" }]));
  assert.match(text, /^lambda_inventory_complete 1$/m);
  assert.deepEqual(series(text, "lambda_inventory_functions"), []);
});

const noPromtool =
  spawnSync("promtool", ["--version"]).status !== 0 &&
  "promtool is not installed: apt-get install prometheus";
/** Names of the contract that count days; promtool would have seconds. */
const DAYS = ["lambda_inventory_catalogue_age_days", "lambda_inventory_runtime_days_left"];

test("promtool reads it, and only suggests another unit than days", { skip: noPromtool }, async () => {
  const cell = { accountId: A, accountName: HOSTILE, region: "eu-west-1" };
  const hostile = await metricsOf(
    reportOf([{ ...cell, functions: [{ functionName: "f", runtime: "ruby3.3" }] }]),
  );
  for (const input of [scanned, hostile]) {
    const { stdout, stderr, status } = spawnSync("promtool", ["check", "metrics"], {
      input,
      encoding: "utf8",
    });
    const suggestions = DAYS.map((name) => `${name} use base unit "seconds" instead of "days"`);
    assert.deepEqual(`${stdout}${stderr}`.trim().split("\n"), suggestions);
    assert.equal(status, 3, "1 would mean that it cannot be parsed");
  }
});

test("every metric and label of the Grafana dashboard exists", () => {
  const { panels, templating } = JSON.parse(recipe("grafana-dashboard.json", "metrics"));
  const expressions: string[] = [
    ...panels.flatMap((panel: { targets: { expr: string }[] }) => panel.targets.map(({ expr }) => expr)),
    ...templating.list.map((variable: { query: { query?: string } }) => variable.query.query ?? ""),
  ];
  assert.ok(expressions.length > 7);
  for (const [name = ""] of expressions.join("\n").matchAll(/lambda_inventory_\w+/g))
    assert.ok(scanned.includes(`# TYPE ${name} gauge`), name);
  for (const [, key = ""] of expressions.join("\n").matchAll(/(\w+)[=!]~?"/g))
    assert.ok(scanned.includes(`${key}="`), key);
});
