/** What AWS Config knew, in saved reports: resumed, merged, compared, planned and followed over time. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Difference } from "../../src/compare/difference.ts";
import type { Report } from "../../src/model/report.ts";
import { CLOSED, scanned, sources, type World } from "../support/cli/aggregator.ts";
import { program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("lambda-inventory-aggregator");
const OPINION = ["--aggregator", "org"];
const ONLY = [...OPINION, "--aggregator-only"];
/** AWS Config still thinks that the function is on an old runtime, and lacks the others. */
const OLD = { knows: { [`${CLOSED}/eu-west-1`]: ["api java8"], [`${CLOSED}/us-east-1`]: [] } };

async function saved(name: string, world: World, ...argv: readonly string[]): Promise<Report> {
  const { stdout } = await scanned(world, ...argv);
  writeFileSync(join(cwd, name), stdout);
  return JSON.parse(stdout) as Report;
}

async function run(...argv: readonly string[]) {
  return program([...argv], { cwd });
}

async function difference(old: string, fresh: string): Promise<Difference> {
  const { stdout } = await run("diff", old, fresh, "-f", "json");
  return JSON.parse(stdout) as Difference;
}

test("an account that can be read now replaces what AWS Config knew of it", async () => {
  await saved("refused.json", {}, ...OPINION);
  const { code, report } = await scanned({ open: true }, "--resume", join(cwd, "refused.json"));
  assert.equal(code, 0);
  assert.deepEqual(
    sources(report).filter((line) => line.startsWith("3/")),
    [
      "3/eu-west-1/api undefined",
      "3/eu-west-1/batch undefined",
      "3/eu-west-1/image undefined",
      "3/us-east-1/cleanup undefined",
    ],
  );
  assert.equal(report?.summary.aggregator, undefined);
});

test("an account that is refused again lists what AWS Config knows now, once", async () => {
  await saved("refused.json", {}, ...OPINION);
  const resume = ["--resume", join(cwd, "refused.json")];
  const again = await scanned({ aggregator: OLD }, ...OPINION, ...resume);
  assert.equal(again.code, 3);
  assert.deepEqual(
    sources(again.report).filter((line) => line.startsWith("3/")),
    ["3/eu-west-1/api config"],
  );
  const without = await scanned({}, ...resume);
  assert.equal(without.report?.functions.length, 5);
});

test("merge takes what AWS Config knew from the part whose target counts, and adds up the differences", async () => {
  await saved("shop.json", {}, ...OPINION, "--account", "shop");
  await saved("closed.json", {}, ...OPINION, "--account", "closed");
  const shards = await run("merge", "shop.json", "closed.json");
  assert.equal(shards.code, 3);
  const merged = JSON.parse(shards.stdout) as Report;
  assert.deepEqual(merged.summary.aggregator, { onlyConfig: 4, onlyLambda: 0, otherRuntime: 0 });
  assert.equal(merged.functions.length, 8);

  await saved("closed-later.json", { aggregator: OLD }, ...OPINION, "--account", "closed");
  const twice = await run("merge", "closed.json", "closed-later.json");
  const joined = JSON.parse(twice.stdout) as Report;
  assert.equal(joined.summary.aggregator, undefined);
  assert.equal(new Set(joined.functions.map(({ functionArn }) => functionArn)).size, joined.functions.length);
});

test("report prints them again, with the differences", async () => {
  await saved("refused.json", {}, ...OPINION);
  const { code, stdout, stderr } = await run(
    "report",
    "refused.json",
    "--columns",
    "functionName,source",
    "-f",
    "tsv",
  );
  assert.equal(code, 3);
  assert.match(stdout, /^cleanup\tconfig$/m);
  assert.match(stderr, /^aggregator 4 functions only in AWS Config/m);
});

test("diff compares no target that was not read: nothing is gone, new, fixed or deprecated there", async () => {
  await saved("read.json", { open: true });
  await saved("refused.json", { aggregator: OLD }, ...OPINION);
  for (const [old, fresh, kind] of [
    ["read.json", "refused.json", "unread"],
    ["refused.json", "read.json", "newlyVisible"],
  ] as const) {
    const { summary } = await difference(old, fresh);
    const { unchanged, byStatus: _, waived: __, ...counts } = summary;
    assert.equal(unchanged, 5);
    const found = Object.entries(counts).filter(([, count]) => count > 0);
    assert.deepEqual(found, [[kind, 4]], `${old} ${fresh}`);
  }
});

test("diff with a stale or unrecorded target: the same", async () => {
  await saved("config.json", {}, ...ONLY);
  for (const gap of ["stale", "recorder-off", "no-source"] as const) {
    const gaps = [{ gap, account: CLOSED }];
    await saved(`${gap}.json`, { aggregator: { gaps, ...OLD } }, ...ONLY);
    const { summary } = await difference("config.json", `${gap}.json`);
    assert.deepEqual(
      [summary.gone, summary.moved, summary.newlyDeprecated, summary.unread],
      [0, 0, 0, 4],
      gap,
    );
  }
});

test("diff of two reports of AWS Config compares the targets for which its data is complete", async () => {
  await saved("config.json", {}, ...ONLY);
  await saved("config-later.json", { aggregator: OLD }, ...ONLY);
  const { summary } = await difference("config.json", "config-later.json");
  assert.deepEqual([summary.gone, summary.moved, summary.unchanged], [3, 1, 5]);
});

test("trend compares only targets that were read in both", async () => {
  const reports = [
    await saved("read.json", { open: true }),
    await saved("refused.json", { aggregator: OLD }, ...OPINION),
  ];
  for (const [i, report] of reports.entries()) {
    const startedAt = `2026-11-2${i}T12:00:00.000Z`;
    writeFileSync(
      join(cwd, `day-${i}.json`),
      JSON.stringify({ ...report, startedAt, finishedAt: startedAt }),
    );
  }
  const { stdout } = await run("trend", "day-0.json", "day-1.json", "-f", "json");
  const { rows } = JSON.parse(stdout) as { rows: readonly Record<string, unknown>[] };
  const { new: appeared, fixed, stillOpen, targetsLeftOut } = rows[1] ?? {};
  assert.deepEqual([appeared, fixed, stillOpen], [0, 0, 2]);
  assert.equal(targetsLeftOut, 2);
});

test("plan: work in a target that was not read is unknown, not done", async () => {
  await saved("read.json", { open: true });
  await saved("refused.json", { aggregator: { knows: { [`${CLOSED}/eu-west-1`]: [] } } }, ...OPINION);
  const { stdout } = await run("plan", "refused.json", "--since", "read.json", "-f", "json");
  const { items } = JSON.parse(stdout) as { items: readonly { state: string; owner: string }[] };
  assert.ok(items.length > 0);
  assert.ok(!items.some(({ state }) => state === "done"));
});
