/** Lambda Web Functions: listed with --with webFunctions only, on the runtime of the revisions they run, without secrets. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Fault, SECRET_MARK, type Simulator, startSimulator } from "../../simulator/index.ts";
import type { FunctionRow, Report } from "../../src/model/report.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { forget } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("web");
const environment = { STAGE: "prod", TOKEN: `${SECRET_MARK}-web` };
const revision = (id: string, runtime: string, day: string) => ({
  id,
  runtime,
  createdAt: `${day}T08:00:00+00:00`,
  environment,
});
const OLD = revision("1", "nodejs18.x", "2026-10-02");
const NEW = revision("2", "nodejs24.x", "2026-11-02");
const NEXT = revision("3", "nodejs99.x", "2026-11-03");

const TAGS = { Owner: "web-team", stage: "prod" };

const WEB = [
  { name: "both", revisions: [NEW, OLD], endpoints: { main: { "2": 90, "1": 10 } } },
  { name: "empty" },
  { name: "idle", revisions: [NEW, OLD] },
  { name: "pinned", revisions: [OLD, NEW], endpoints: { main: { "1": 100, "2": 0 }, beta: { "1": 100 } } },
  { name: "shop", tags: TAGS, revisions: [OLD, NEW], endpoints: { main: { "2": 100 } } },
  { name: "strange", revisions: [NEW, NEXT], endpoints: { main: { "2": 50, "3": 50 } } },
];

let simulator: Simulator;
const regions = ["-r", "eu-west-1,us-east-1"];

before(async () => {
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        {
          name: "shop",
          functions: {
            "eu-west-1": [
              { name: "shop", Runtime: "python3.14", tags: { Owner: "shop-team" } },
              "api nodejs20.x",
            ],
            "us-east-1": ["job python3.14"],
          },
          webFunctions: { "eu-west-1": WEB },
        },
      ],
    }),
    pageSize: 2,
  });
});
after(() => simulator.close());

async function scanned(faults: readonly Fault[] = [], ...argv: string[]) {
  simulator.faults.clear();
  simulator.faults.add(...faults);
  await forget(simulator);
  const args = ["list", ...regions, "-f", "json", "--with", "webFunctions", ...argv];
  const ended = await program(args, { env: cleanEnv(simulator.env()), cwd });
  return { ...ended, report: JSON.parse(ended.stdout || "{}") as Report };
}

const web = ({ functions }: Report): readonly FunctionRow[] =>
  functions.filter(({ kind }) => kind === "web-function");
const statusOf = (report: Report) =>
  Object.fromEntries(web(report).map((row) => [row.functionName, `${row.runtime} ${row.runtimeStatus}`]));

test("without the option no call is made, and the summary says so", async () => {
  await forget(simulator);
  const { stdout, stderr, code } = await program(["list", ...regions, "-f", "json"], {
    env: cleanEnv(simulator.env()),
  });
  assert.equal(code, 0);
  assert.match(stderr, /\nweb {8}web functions were not asked for; --with webFunctions lists them\n/);
  assert.equal("webFunctions" in JSON.parse(stdout).summary, false);
  const actions = Object.keys(simulator.requests.byAction);
  assert.deepEqual(
    actions.filter((action) => action.includes("Web")),
    [],
  );
});

test("each runs the runtime of the revisions with traffic, or else of the newest", async () => {
  const { report, stderr, code } = await scanned();
  assert.equal(code, 0);
  assert.deepEqual(statusOf(report), {
    both: "nodejs18.x deprecated",
    empty: "null unknown",
    idle: "nodejs24.x supported",
    pinned: "nodejs18.x deprecated",
    shop: "nodejs24.x supported",
    strange: "nodejs99.x unknown",
  });
  assert.match(stderr, /\nweb {8}6 web functions, already counted above\n/);
  assert.deepEqual([report.summary.functions, report.summary.webFunctions], [9, 6]);
  assert.equal(report.summary.byRuntime.container, undefined);
  assert.equal(report.coverage.find(({ region }) => region === "eu-west-1")?.functions, 8);
});

test("one without a revision is not among the container images", async () => {
  const { report } = await scanned();
  writeFileSync(join(cwd, "saved.json"), JSON.stringify(report));
  const { stdout } = await program(["report", "saved.json", "--group-by", "runtime"], { env: {}, cwd });
  assert.match(stdout, /^unknown \(1 function\)\n\S.*\bempty\b/m);
  assert.doesNotMatch(stdout, /container image/);
  const page = await program(["report", "saved.json", "-f", "html"], { env: {}, cwd });
  assert.doesNotMatch(page.stdout, /<title>container image/);
  assert.match(page.stdout, /<title>unknown: 1 function, unknown<\/title>/);
});

test("a row has what AWS says, an empty version, and another kind of ARN", async () => {
  const { report } = await scanned();
  const row = web(report).find(({ functionName }) => functionName === "shop");
  assert.deepEqual(
    [row?.version, row?.timeout, row?.memorySize, row?.role, row?.lastModified, row?.functionArn],
    [
      "",
      30,
      null,
      "arn:aws:iam::111111111111:role/web-execution",
      "2026-10-05T08:00:00.000Z",
      "arn:aws:lambda:eu-west-1:111111111111:web-function/shop",
    ],
  );
  const here = report.functions.filter(({ region }) => region === "eu-west-1");
  const names = here.map(({ functionName, version }) => `${functionName} ${version}`);
  assert.deepEqual(names, [...names].sort());
  assert.ok(names.includes("shop ") && names.includes("shop $LATEST"));
});

test("the calls: a list for each target, and for each function its endpoints and the revisions in use", async () => {
  await scanned();
  const count = (action: string) => simulator.requests.count(`lambda:${action}`);
  assert.equal(count("ListWebFunctions"), 3 + 1);
  assert.equal(count("ListWebFunctionEndpoints"), 6);
  assert.equal(count("ListWebFunctionRevisions"), 2);
  assert.equal(count("GetWebFunctionRevision"), 2 + 0 + 1 + 1 + 1 + 2);
});

test("environment variables reach no output, log, error or file", async () => {
  const formats = ["table", "tsv", "csv", "json", "ndjson", "markdown", "html", "openmetrics"];
  const texts: string[] = [];
  for (const format of formats) {
    const { stdout, stderr } = await scanned([], "-f", format, "-v", "-o", `out.${format}`);
    texts.push(stdout, stderr);
  }
  for (const kind of ["cut-json", "html", "truncate"] as const) {
    const fault: Fault = { kind, action: "lambda:GetWebFunctionRevision" };
    const { stdout, stderr } = await scanned([fault], "-v", "--max-attempts", "1");
    texts.push(stdout, stderr);
  }
  for (const file of readdirSync(cwd)) texts.push(readFileSync(join(cwd, file), "latin1"));
  assert.ok(texts.join("").includes("shop"));
  for (const text of texts) assert.doesNotMatch(text, new RegExp(`${SECRET_MARK}|environmentVariables`));
});

for (const kind of ["deny", "unknown-operation", "scp-deny", "throttle", "html", "hang"] as const)
  test(`${kind} at the list: a note, and the other functions of the target are intact`, async () => {
    const limits = ["--max-attempts", "1", ...(kind === "hang" ? ["--timeout", "5"] : [])];
    const fault: Fault = { kind, action: "lambda:ListWebFunctions", region: "eu-west-1" };
    const { report, code, stderr } = await scanned([fault], ...limits);
    assert.equal(code, 0, stderr);
    const row = report.coverage.find(({ region }) => region === "eu-west-1");
    assert.equal(row?.status, "ok");
    assert.match(row?.message ?? "", /web functions could not be listed: /);
    if (kind === "unknown-operation") assert.match(row?.message ?? "", /the region may not offer them/);
    const names = report.functions.filter((fn) => fn.kind === "function").map((fn) => fn.functionName);
    assert.deepEqual(names, ["api", "shop", "job"]);
    assert.match(stderr, /\nnotes {6}1 target: web functions could not be listed/);
    assert.match(stderr, /\nweb {8}0 web functions; could not be listed in 1 target\n/);
  });

test("where revisions cannot be read the runtime is unknown, with a note", async () => {
  const { report, code } = await scanned([{ kind: "deny", action: "lambda:GetWebFunctionRevision" }]);
  assert.equal(code, 0);
  assert.deepEqual(new Set(Object.values(statusOf(report))), new Set(["null unknown"]));
  assert.match(
    report.coverage[0]?.message ?? "",
    /revisions of \d functions could not be read: no IAM policy/,
  );
});

test("where endpoints cannot be read the newest revision counts, with a note", async () => {
  const { report } = await scanned([{ kind: "deny", action: "lambda:ListWebFunctionEndpoints" }]);
  assert.equal(statusOf(report).both, "nodejs24.x supported");
  assert.match(report.coverage[0]?.message ?? "", /endpoints of 6 functions could not be read/);
});

test("a web function without a name is a note: it cannot be listed, and to drop it would hide one", async () => {
  const nameless = await startSimulator({
    estate: estate({
      accounts: [
        { name: "odd", webFunctions: { "eu-west-1": [{ name: "a", revisions: [NEW] }, { name: "" }] } },
      ],
    }),
  });
  try {
    const args = ["list", "-r", "eu-west-1", "-f", "json", "--with", "webFunctions"];
    const { stdout, code } = await program(args, { env: cleanEnv(nameless.env()), cwd });
    const { functions, coverage } = JSON.parse(stdout) as Report;
    assert.deepEqual([code, functions.map(({ functionName }) => functionName)], [0, ["a"]]);
    assert.match(coverage[0]?.message ?? "", /a web function without a name/);
  } finally {
    await nameless.close();
  }
});

test("with tags each has its own, and so its own owner", async () => {
  const { report, code } = await scanned([], "--with", "webFunctions,tags");
  assert.equal(code, 0);
  const named = (name: string) =>
    report.functions.filter(({ functionName }) => functionName === name).map((row) => [row.tags, row.owner]);
  assert.deepEqual(named("shop"), [
    [TAGS, "web-team"],
    [{ Owner: "shop-team" }, "shop-team"],
  ]);
  assert.deepEqual(named("idle"), [[{}, null]]);
  assert.equal(simulator.requests.count("lambda:ListTags"), WEB.length);
  assert.ok(report.coverage.every(({ message }) => message === ""));
});

test("a filter by name saves the calls for what others run on, and the ledger still counts them", async () => {
  const { report } = await scanned([], "--with", "webFunctions", "--name", "shop", "-r", "eu-west-1");
  assert.equal(simulator.requests.count("lambda:ListWebFunctionEndpoints"), 1);
  assert.deepEqual(
    report.functions.map(({ functionName, kind, runtime }) => [functionName, kind, runtime]),
    [
      ["shop", "web-function", "nodejs24.x"],
      ["shop", "function", "python3.14"],
    ],
  );
  assert.equal(report.coverage[0]?.functions, 8);
});

test("the filters save calls for tags that no output shows", async () => {
  await scanned([], "--with", "webFunctions,tags", "--name", "shop");
  assert.equal(simulator.requests.count("lambda:ListTags"), 1);
  await scanned([], "--with", "webFunctions,tags", "--runtime", "python*");
  assert.equal(simulator.requests.count("lambda:ListTags"), 0);
});

test("where their tags are refused, those of the other functions are there, with a note", async () => {
  const fault: Fault = { kind: "deny", action: "lambda:ListTags" };
  const { report, code } = await scanned([fault], "--with", "webFunctions,tags");
  assert.equal(code, 0);
  assert.deepEqual(new Set(web(report).map(({ tags }) => tags)), new Set([null]));
  const own = report.functions.filter(({ kind }) => kind === "function");
  assert.deepEqual(
    own.map(({ tags }) => tags),
    [{}, { Owner: "shop-team" }, {}],
  );
  assert.match(
    report.coverage[0]?.message ?? "",
    /^tags of 6 functions could not be read: .*lambda:ListTags/,
  );
});

test("invocations are unknown, with a note; aliases are not requested", async () => {
  const { report, code } = await scanned([], "--with", "webFunctions,invocations,lastInvoked,aliases");
  assert.equal(code, 0);
  for (const row of web(report))
    assert.deepEqual([row.invocations, row.lastInvoked, row.aliases], [undefined, null, null]);
  const [west, east] = report.coverage;
  assert.deepEqual([west?.status, west?.stage, west?.code], ["ok", "enrich", "NoMetric"]);
  const WHY = "could not be read: AWS documents no metric for invocations of web functions";
  assert.equal(west?.message, `lastInvoked of 6 functions ${WHY}; invocations of 6 functions ${WHY}`);
  assert.equal(east?.message, "");
  assert.equal(simulator.requests.count("lambda:ListAliases"), 3);
});

test("saved reports: listed again, compared, and resumed with the same option only", async () => {
  await scanned([], "-o", "web.json");
  const plain = ["list", ...regions, "-f", "json", "-o", "plain.json"];
  await program(plain, { env: cleanEnv(simulator.env()), cwd });
  const again = await program(["report", "web.json", "-q", "-f", "json", "--as-of", "2026-11-21"], { cwd });
  assert.equal(statusOf(JSON.parse(again.stdout)).both, "nodejs18.x deprecated");
  assert.equal(statusOf(JSON.parse(again.stdout)).empty, "null unknown");
  const { stdout } = await program(["diff", "plain.json", "web.json", "-f", "json"], { cwd });
  const { summary } = JSON.parse(stdout);
  assert.deepEqual([summary.new, summary.newlyVisible, summary.gone], [0, 6, 0]);
  const back = await program(["diff", "web.json", "plain.json", "-f", "json"], { cwd });
  assert.deepEqual([JSON.parse(back.stdout).summary.gone, JSON.parse(back.stdout).summary.unread], [0, 6]);
  const resumed = await scanned([], "--resume", "plain.json");
  assert.equal(resumed.code, 2);
  assert.match(resumed.stderr, /created without --with webFunctions/);
});

for (const action of ["ListWebFunctions", "GetWebFunctionRevision"])
  test(`where lambda:${action} is denied, none that were seen before are gone, fixed or done`, async () => {
    const denied: Fault = { kind: "deny", action: `lambda:${action}` };
    const run = (...argv: string[]) => program(argv, { env: cleanEnv(simulator.env()), cwd });
    const plan = ["plan", ...regions, "--with", "webFunctions", "-f", "json"];
    await scanned([], "-o", "seen.json");
    await run(...plan, "-o", "plan.json");
    await scanned([denied], "-o", "denied.json");
    const { summary } = JSON.parse((await run("diff", "seen.json", "denied.json", "-f", "json")).stdout);
    assert.deepEqual([summary.gone, summary.newlyFixed], [0, 0]);
    assert.equal(summary.unread, action === "ListWebFunctions" ? WEB.length : 0);
    const later = JSON.parse(readFileSync(join(cwd, "denied.json"), "utf8"));
    later.startedAt = later.startedAt.replace("2026-", "2027-");
    writeFileSync(join(cwd, "later.json"), JSON.stringify(later));
    const { rows } = JSON.parse((await run("trend", "seen.json", "later.json", "-f", "json")).stdout);
    assert.deepEqual([rows[1].new, rows[1].fixed], [0, 0]);
    const { items } = JSON.parse((await run(...plan, "--since", "plan.json")).stdout);
    const old = items.find(({ runtime }: { runtime: string }) => runtime === "nodejs18.x");
    // On a runtime that is unknown now, they are in the item of those.
    const expected = action === "ListWebFunctions" ? ["unknown", 2, undefined] : ["done", 0, 2];
    assert.deepEqual([old.state, old.functions, old.moved], expected);
  });

test("plan --since: an item about web functions is not done because they were not asked for", async () => {
  const env = cleanEnv(simulator.env());
  simulator.faults.clear();
  const plan = (...argv: string[]) => program(["plan", ...regions, "-f", "json", ...argv], { env, cwd });
  assert.equal((await plan("--with", "webFunctions", "-o", "plan.json")).code, 0);
  const { stdout } = await plan("--since", "plan.json");
  const items: readonly { runtime: string; state: string; functionArns: string[] }[] =
    JSON.parse(stdout).items;
  const item = items.find(({ runtime }) => runtime === "nodejs18.x");
  assert.equal(item?.state, "unknown");
  assert.equal(item?.functionArns.length, 2);
});

test("check and role know the calls", async () => {
  simulator.faults.clear();
  simulator.faults.add({ kind: "deny", action: "lambda:GetWebFunctionRevision" });
  const args = ["check", ...regions, "--with", "webFunctions", "-f", "json", "--all"];
  const { stdout, code } = await program(args, { env: cleanEnv(simulator.env()), cwd });
  assert.equal(code, 3);
  const targets: readonly { checks: readonly { action: string; ok: boolean | null }[] }[] =
    JSON.parse(stdout);
  const results = targets.map(({ checks }) =>
    checks.filter(({ action }) => action.includes("Web")).map(({ ok }) => ok),
  );
  assert.deepEqual(results, [
    [true, true, true, false],
    [true, null, null, null],
  ]);
  const role = await program(["role", "--with", "webFunctions"], { cwd });
  for (const action of ["ListWebFunctions", "ListWebFunctionEndpoints", "GetWebFunctionRevision"])
    assert.match(role.stdout, new RegExp(`"lambda:${action}"`));
});
