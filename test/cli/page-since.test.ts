/** `--since` with `--format html`: what changed since earlier reports, through the whole program. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import type { IndexEntry } from "../../src/cli/output/split-index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { A, B, type CellOf, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("page-since");
let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
});
after(() => simulator.close());

function save(path: string, cells: readonly CellOf[], day: string): void {
  writeFileSync(join(cwd, path), JSON.stringify(reportOf(cells, { startedAt: `${day}T08:00:00.000Z` })));
}

const old = (...names: string[]) =>
  names.map((functionName) => ({ functionName, runtime: "nodejs20.x", owner: "payments" }));
const cell = (functions: ReturnType<typeof old>, accountId = A): CellOf => ({
  accountId,
  region: "eu-west-1",
  functions,
});
const unread: CellOf = { accountId: B, region: "eu-west-1", status: "denied" };

mkdirSync(join(cwd, "weeks"));
save("weeks/1.json", [cell(old("a"))], "2026-11-01");
save("weeks/2.json", [cell(old("a", "b")), unread], "2026-11-08");
save("weeks/3.json", [cell(old("a", "b", "c")), cell(old("x"), B)], "2026-11-15");
save("now.json", [cell(old("b", "c", "d", "e")), unread], "2026-11-21");

const page = async (...argv: string[]) => {
  const { stdout, stderr, code } = await program(["report", "now.json", "-f", "html", ...argv], {
    env: {},
    cwd,
  });
  return { code, stderr, change: changeIn(stdout) };
};
const changeIn = (html: string) => /<p class="change">.*?<\/p>/.exec(html)?.[0] ?? "";
const text = (markup: string) => markup.replace(/<title>.*?<\/title>|<[^>]*>/g, "");

test("a report of the same day is named with its time", async () => {
  writeFileSync(
    join(cwd, "morning.json"),
    JSON.stringify(reportOf([cell(old("b"))], { startedAt: "2026-11-21T06:30:00.000Z" })),
  );
  const { change } = await page("--since", "morning.json");
  assert.match(text(change), /since 2026-11-21 06:30 UTC: 3 new, 0 fixed/);
});

test("the page says what changed since a report, on the targets that both read", async () => {
  const { change, code } = await page("--since", "weeks/3.json");
  assert.equal(code, 3);
  assert.equal(
    text(change),
    "▲ 1 more since 2026-11-15: 2 new, 1 fixed; 1 target not compared: not read both times",
  );
  assert.doesNotMatch(change, /<svg/, "two reports make no chart");
  assert.equal((await page()).change, "");
});

test("of repeated --format the last one counts", async () => {
  const argv = ["report", "now.json", "-f", "csv", "-f", "html", "--since", "weeks/3.json"];
  const { stdout, stderr } = await program(argv, { env: {}, cwd });
  assert.match(text(changeIn(stdout)), /^▲ 1 more/, stderr);
});

test("a directory gives a chart of all its reports, in which incomplete ones are marked", async () => {
  const { change } = await page("--since", "weeks");
  assert.match(
    text(change),
    /^▲ 1 more since 2026-11-15: 2 new, 1 fixed; /,
    "what changed since the last of them",
  );
  assert.match(
    change,
    /aria-label="Functions on deprecated runtimes in 4 reports from 2026-11-01 to 2026-11-21"/,
  );
  assert.deepEqual(
    [...change.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title),
    [
      "2026-11-01: 1",
      "2026-11-08: 2, incomplete: 1 target not read",
      "2026-11-15: 4",
      "2026-11-21: 4, incomplete: 1 target not read",
    ],
  );
  assert.equal(change.match(/class="partial"/g)?.length, 2);
});

test("each page of --split-by says what changed in its part", async () => {
  const of = (owner: string) => (fn: ReturnType<typeof old>[number]) => ({ ...fn, owner });
  save("then.json", [cell([...old("a", "b").map(of("x/y")), ...old("c").map(of("data"))])], "2026-11-16");
  save(
    "split.json",
    [cell([...old("b", "d", "e").map(of("x/y")), ...old("c").map(of("data"))])],
    "2026-11-21",
  );
  const argv = ["report", "split.json", "-f", "html", "--since", "then.json"];
  const split = async (by: string) => {
    const { code, stderr } = await program([...argv, "--split-by", by, "--output-dir", by], { env: {}, cwd });
    assert.equal(code, 0, stderr);
    const index: IndexEntry[] = JSON.parse(readFileSync(join(cwd, by, "index.json"), "utf8"));
    return index.map(({ file, value }) => [value, text(changeIn(readFileSync(join(cwd, by, file), "utf8")))]);
  };
  assert.deepEqual(await split("owner"), [
    ["data", "± 0 since 2026-11-16: 0 new, 0 fixed"],
    ["x/y", "▲ 1 more since 2026-11-16: 2 new, 1 fixed"],
  ]);
  const all = "▲ 1 more since 2026-11-16: 2 new, 1 fixed";
  assert.deepEqual(await split("account"), [[A, all]]);
  assert.deepEqual(await split("runtime"), [["nodejs20.x", all]]);
  save("split.json", [cell(old("p", "q").map(of("new")))], "2026-11-21");
  assert.deepEqual(await split("owner"), [["new", "▲ 2 more since 2026-11-16: 2 new, 0 fixed"]]);
});

test("the filters of this run apply to the earlier report, too", async () => {
  assert.equal(
    text((await page("--since", "weeks/3.json", "--name", "[ad]")).change),
    "± 0 since 2026-11-15: 1 new, 1 fixed; 1 target not compared: not read both times",
  );
  assert.equal(
    text((await page("--since", "weeks/3.json", "--account", A)).change),
    "▲ 1 more since 2026-11-15: 2 new, 1 fixed",
  );
});

test("a fresh scan takes it, and keeps the rows it prints", async () => {
  const env = cleanEnv(simulator.env());
  const { stdout, stderr } = await program(
    ["--region", "eu-west-1", "-f", "html", "--since", "weeks", "--as-of", "2026-11-21"],
    { env, cwd },
  );
  assert.match(stdout, /<p class="change">/, stderr);
  assert.match(stdout, /"rows":[1-9]/);
});

test("bad input ends with exit code 2 before anything is printed", async () => {
  mkdirSync(join(cwd, "none"));
  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [["report", "now.json", "--since", "weeks/3.json"], /--since requires --format html/],
    [
      ["report", "now.json", "-f", "html", "--since", "now.json"],
      /now\.json .* is not older than this report/,
    ],
    [["report", "now.json", "-f", "html", "--since", "none"], /none contains no JSON report/],
    [["report", "now.json", "-f", "html", "--since", "absent"], /absent: no such file/],
  ];
  for (const [argv, message] of mistakes) {
    const { code, stdout, stderr } = await program([...argv], { env: {}, cwd });
    assert.deepEqual([code, stdout], [2, ""], argv.join(" "));
    assert.match(stderr, message);
  }
});

test("--since names an older report, wherever it may be passed", async () => {
  const newer = JSON.parse(readFileSync(join(cwd, "now.json"), "utf8"));
  writeFileSync(join(cwd, "newer.json"), JSON.stringify({ ...newer, startedAt: "2099-01-01T00:00:00.000Z" }));
  const env = { LAMBDA_INVENTORY_SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/T0/B0/x" };
  for (const argv of [
    ["report", "now.json", "-f", "html"],
    ["merge", "now.json", "-f", "html"],
    ["merge", "now.json", "--notify", "slack"],
    ["plan", "now.json"],
  ]) {
    const { code, stdout, stderr } = await program([...argv, "--since", "newer.json"], { env, cwd });
    assert.deepEqual([code, stdout], [2, ""], argv.join(" "));
    assert.match(
      stderr,
      /: --since: newer\.json \(2099-01-01T00:00:00\.000Z\) is newer than this report \(2026-.*\)\n {2}Pass an earlier report to --since\.\n$/,
      argv.join(" "),
    );
  }
});

test("a file that is written stays as it was when the earlier report is not one", async () => {
  writeFileSync(join(cwd, "page.html"), "before");
  writeFileSync(join(cwd, "odd.json"), "{}");
  const { code } = await program(["report", "now.json", "-o", "page.html", "--since", "odd.json"], {
    env: {},
    cwd,
  });
  assert.deepEqual([code, readFileSync(join(cwd, "page.html"), "utf8")], [2, "before"]);
});
