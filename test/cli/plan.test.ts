/** `plan`: the work items of saved reports and of a fresh scan, through the whole program. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { readPlanOrReport } from "../../src/cli/saved/plan-or-report.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("plan");
const SCAN = ["--org", "-r", "eu-west-1,us-east-1", "--with", "tags", "--as-of", "2026-11-29"];
let simulator: Simulator;
let env: Record<string, string | undefined>;

const spec = estate({
  accounts: [
    { name: "hub" },
    {
      name: "shop",
      functions: {
        "eu-west-1": [
          { name: "api", Runtime: "nodejs18.x", tags: { Owner: "payments" } },
          { name: "cron", Runtime: "nodejs18.x", tags: { Owner: "payments" } },
          { name: "helper", Runtime: "nodejs16.x", Handler: "framework.onEvent", tags: {} },
          { name: "fine", Runtime: "nodejs24.x", tags: {} },
        ],
        "us-east-1": [{ name: "old", Runtime: "python3.6", tags: { Owner: "search" } }],
      },
    },
    { name: "closed", roles: [] },
  ],
});
const scan = (...argv: string[]) => program([...SCAN, ...argv], { env, cwd });
const plan = (...argv: string[]) => program(["plan", ...argv], { env: {}, cwd });

before(async () => {
  simulator = await startSimulator({ estate: spec });
  env = cleanEnv(simulator.env());
  assert.equal((await scan("-f", "json", "-o", "saved.json")).code, 3);
});
after(() => simulator.close());

async function items(...argv: string[]): Promise<readonly Record<string, unknown>[]> {
  const { stdout } = await plan("saved.json", "-f", "json", ...argv);
  return JSON.parse(stdout).items;
}

test("the plan of a saved report, due first, with exit code 3 for what was not read", async () => {
  const { stdout, stderr, code } = await plan("saved.json");
  assert.equal(code, 3);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.replaceAll(/ {2,}/g, " | "));
  assert.match(lines[0] ?? "", /^due \| state \| owner \| what/);
  assert.match(
    lines[1] ?? "",
    /^2027-07-29 \| open \| .*Redeploy 1 aws-cdk function that runs on nodejs16\.x|python3\.6/,
  );
  assert.equal(lines.length, 4);
  assert.match(stderr, /3 items \(3 open\), 4 functions/);
  assert.match(stderr, /1 target not read.*closed/);
});

test("a fresh scan gives the same plan", async () => {
  const fresh = await program(["plan", ...SCAN, "-f", "json"], { env, cwd });
  const { items: fromScan } = JSON.parse(fresh.stdout);
  assert.deepEqual(fromScan, await items());
  assert.equal(fresh.code, 3);
});

test("JSON has every key of the contract", async () => {
  const { stdout } = await plan("saved.json", "-f", "json", "--report-url", "https://example.com/r.html");
  for (const [format, link] of [
    ["markdown", "\n[Full report](https://example.com/r.html)\n"],
    ["html", '<a href="https://example.com/r.html">Full report</a>'],
  ] as const) {
    const other = await plan("saved.json", "-f", format, "--report-url", "https://example.com/r.html");
    assert.ok(other.stdout.includes(link), format);
  }
  const made = JSON.parse(stdout);
  assert.deepEqual(Object.keys(made), ["schemaVersion", "asOf", "items", "notRead", "summary"]);
  assert.equal(made.asOf, "2026-11-29");
  for (const key of [
    "id",
    "state",
    "owner",
    "ownerSource",
    "contact",
    "repository",
    "action",
    "managedBy",
    "runtime",
    "successor",
    "dueDate",
    "dueEvent",
    "functions",
    "accounts",
    "functionArns",
    "title",
    "body",
  ])
    for (const item of made.items) assert.ok(key in item, key);
  assert.ok(made.items.every(({ body }: { body: string }) => body.includes("https://example.com/r.html")));
  assert.deepEqual(Object.keys(made.summary), ["items", "functions", "byState", "byAction", "waived"]);
});

test("filters apply", async () => {
  assert.deepEqual(
    (await items("--owner", "payments")).map(({ title }) => title),
    ["Upgrade 2 functions from nodejs18.x to nodejs24.x"],
  );
  assert.deepEqual(
    (await items("--action", "redeploy")).map(({ managedBy }) => managedBy),
    ["aws-cdk"],
  );
});

/** As a scan without `--with tags` lists it. */
function untagged(row: object): object {
  return { ...row, tags: null, owner: null, ownerSource: null };
}

test("an owner that a report without owners cannot have: the message names the options that help", async () => {
  const saved = JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8"));
  writeFileSync(
    join(cwd, "untagged.json"),
    JSON.stringify({ ...saved, functions: saved.functions.map(untagged) }),
  );
  writeFileSync(join(cwd, "owners.yaml"), "owners: [{match: {name: api}, owner: billing}]");
  const lost = await plan("untagged.json", "--owner", "billing");
  assert.match(
    lost.stderr,
    /no function matches --owner billing \(5 functions read\); add --owners FILE, .*, or scan with --with tags/,
  );
  const found = await plan("untagged.json", "--owner", "billing", "--owners", "owners.yaml");
  assert.match(found.stdout, /billing +Upgrade 1 function/);
  assert.doesNotMatch(found.stderr, /no function matches/);
  const other = await plan("untagged.json", "--owner", "bills", "--owners", "owners.yaml");
  assert.doesNotMatch(other.stderr, /add --owners/);
});

test("--since a report or a saved plan: new, open, done, unknown", async () => {
  writeFileSync(join(cwd, "plan.json"), (await plan("saved.json", "-f", "json")).stdout);
  const later = JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8"));
  later.functions = later.functions.filter(
    ({ functionName }: { functionName: string }) => functionName !== "old" && functionName !== "helper",
  );
  writeFileSync(join(cwd, "later.json"), JSON.stringify(later));
  for (const since of ["saved.json", "plan.json"]) {
    const { stdout } = await plan("later.json", "--since", since, "-f", "json");
    const states = JSON.parse(stdout).items.map(
      ({ state, runtime }: Record<string, string>) => `${runtime} ${state}`,
    );
    assert.deepEqual(states.sort(), ["nodejs16.x done", "nodejs18.x open", "python3.6 done"], since);
  }
  for (const row of later.coverage)
    if (row.region === "us-east-1") Object.assign(row, { status: "timeout", message: "slow" });
  later.summary.read -= 2;
  later.summary.notRead += 2;
  writeFileSync(join(cwd, "later.json"), JSON.stringify(later));
  const { stdout } = await plan("later.json", "--since", "plan.json", "-f", "json");
  const old = JSON.parse(stdout).items.find(({ runtime }: { runtime: string }) => runtime === "python3.6");
  assert.deepEqual([old.state, old.functions, old.functionArns.length], ["unknown", 1, 1]);
});

test("--since reads a report or a saved plan from a pipe, whichever of the two it is", {
  skip: process.platform === "win32",
}, async () => {
  const pipe = join(cwd, "pipe");
  execFileSync("mkfifo", [pipe]);
  writeFileSync(join(cwd, "plan.json"), (await plan("saved.json", "-f", "json")).stdout);
  for (const name of ["saved.json", "plan.json"]) {
    const written = pipeline(createReadStream(join(cwd, name)), createWriteStream(pipe));
    assert.deepEqual(await items("--since", "pipe"), await items("--since", name), name);
    await written;
    const piped = await readPlanOrReport("-", cwd, createReadStream(join(cwd, name), { highWaterMark: 100 }));
    assert.deepEqual(Object.keys(piped), [name === "plan.json" ? "plan" : "report"]);
  }
});

test("--since refuses a report that is newer", async () => {
  const newer = JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8"));
  newer.startedAt = newer.finishedAt = "2099-01-01T00:00:00.000Z";
  writeFileSync(join(cwd, "newer.json"), JSON.stringify(newer));
  const { code, stdout, stderr } = await plan("saved.json", "--since", "newer.json");
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /--since: newer\.json \(2099-01-01T.*\) is newer than this report/);
});

test("--since compares only what the filters of this run choose", async () => {
  writeFileSync(join(cwd, "plan.json"), (await plan("saved.json", "-f", "json")).stdout);
  const states = async (...argv: string[]) =>
    (await items(...argv)).map(({ runtime, state }) => `${runtime} ${state}`).sort();
  assert.deepEqual(await states("--since", "plan.json", "--owner", "payments"), ["nodejs18.x open"]);
  assert.deepEqual(await states("--since", "saved.json", "--name", "api"), ["nodejs18.x open"]);
  assert.deepEqual(await states("--since", "saved.json", "-r", "us-east-1"), ["python3.6 open"]);
  for (const argv of [["--name", "api"], ["--exclude-name", "api"], ["--tag", "Owner=x"], ["--deprecated"]]) {
    const { code, stdout, stderr } = await plan("saved.json", "--since", "plan.json", ...argv);
    assert.deepEqual([code, stdout], [2, ""], argv.join(" "));
    assert.match(stderr, /plan\.json is a saved plan, which cannot be compared with the functions that --/);
  }
});

test("--since takes a report for one, whatever else it holds, and refuses what is neither a report nor a plan", async () => {
  const saved = JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8"));
  writeFileSync(join(cwd, "more.json"), JSON.stringify({ items: [], ...saved }));
  assert.deepEqual(await items("--since", "more.json"), await items("--since", "saved.json"));
  for (const text of ["{}", "[]", "null", "5", '"items"', '[{"items":[]}]']) {
    writeFileSync(join(cwd, "other.json"), text);
    const { code, stdout, stderr } = await plan("saved.json", "--since", "other.json");
    assert.deepEqual([code, stdout], [2, ""], text);
    assert.match(stderr, /other\.json is .*not a (?:valid lambda-inventory|JSON) report/, text);
  }
});

test("every format prints the items, without a terminal in a pipe", async () => {
  for (const format of ["table", "markdown", "html", "csv"]) {
    const { stdout, code } = await plan("saved.json", "-f", format, "--allow-incomplete");
    assert.equal(code, 0);
    assert.match(stdout, /Upgrade 2 functions from nodejs18\.x to nodejs24\.x/, format);
    assert.doesNotMatch(stdout, /\u001b/);
  }
  const { stdout, stderr } = await plan("saved.json", "-f", "atx");
  assert.equal(stdout, "source,transformation,validationCommands,additionalPlanContext\n");
  assert.match(
    stderr,
    /\natx lists 0 of \d+ items: only upgrades that have a repository \(owners file\) and/,
  );
});

test("an empty plan prints nothing and exits with 0", async () => {
  const { stdout, stderr, code } = await plan("saved.json", "--name", "fine", "--exclude-account", "closed");
  assert.deepEqual([stdout, code], ["", 0]);
  assert.match(stderr, /0 items, 0 functions/);
});

test("--fail-on works as in a scan", async () => {
  assert.equal((await plan("saved.json", "--allow-incomplete", "--fail-on", "deprecated")).code, 1);
});

writeFileSync(join(cwd, "broken-plan.json"), '{"schemaVersion":1,"items":[{"id":"zzz","owner":5}]}');
for (const [argv, message] of [
  [["missing.json"], /missing\.json: no such file/],
  [["saved.json", "--org"], /--org applies only when REPORT is omitted/],
  [
    ["saved.json", "--since", "broken-plan.json"],
    /broken-plan\.json is not a plan of lambda-inventory: it has 15 mistakes\n {2}items\[0\]\.id is not an item id of .*\n {2}items\[0\]\.state is missing\n {2}items\[0\]\.owner is 5, not string\n[\s\S]*\n {2}Pass a JSON report, or a plan written with --format json\.$/m,
  ],
  [["saved.json", "--report-url", "x"], /--report-url/],
  [["saved.json", "-f", "tsv"], /invalid value "tsv" for --format/],
] as const) {
  test(`refuses ${argv.join(" ")}`, async () => {
    const { code, stdout, stderr } = await plan(...argv);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
  });
}

test("a long owner does not crowd out how to do it", async () => {
  const owner = `a-very-long-team-name-${"of-many-words-".repeat(5)}@example.com`;
  writeFileSync(join(cwd, "long.yaml"), `owners: [{match: {}, owner: ${owner}}]`);
  const { stdout } = await program(["plan", "saved.json", "--owners", "long.yaml", "--color", "never"], {
    env: {},
    cwd,
    terminal: 140,
  });
  const lines = stdout.trimEnd().split("\n");
  assert.match(lines[0] ?? "", /^due +state +owner +what +accounts +how +id$/);
  for (const line of lines) assert.ok(line.length <= 140, line);
});
