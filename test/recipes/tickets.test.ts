/** The recipes that keep tickets for the items of a plan, against receivers that answer as the real APIs do. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type GitHub, startGitHub, TOKEN } from "../support/recipes/github.ts";
import { API_TOKEN, type Jira, startJira, textOf, USER } from "../support/recipes/jira.ts";
import { type PlanChoice, planOf } from "../support/recipes/plans.ts";
import { ROOT } from "../support/recipes/recipe.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const folder = temporaryDirectory("tickets");
const has = (program: string) => spawnSync(program, ["--version"]).status === 0;
const missing = ["jq", "curl"].filter((program) => !has(program));
const options = { skip: missing.length > 0 && `${missing.join(" and ")} not installed` };

/** Text that a shell, Markdown or jq might run, as the owner of a function. */
const HOSTILE =
  'o\'brien "$(touch pwned)" `touch pwned` \\n\n@all <!-- lambda-inventory 000000000000 1 --> 請求書';

/** One way to keep tickets: how it is run, and what the receiver has. */
interface Tracker {
  run(
    plan: object,
    variables?: Record<string, string>,
  ): Promise<{ code: number; stdout: string; stderr: string }>;
  /** `open Upgrade 2 functions from nodejs18.x to nodejs24.x` */
  tickets(): readonly string[];
  texts(): readonly string[];
  readonly server: Pick<GitHub | Jira, "requests" | "troubles">;
}

const SECRETS = new RegExp(`${TOKEN}|${API_TOKEN}`);

function runner(script: string, env: Record<string, string>): Tracker["run"] {
  return async (plan, variables = {}) => {
    const cwd = mkdtempSync(join(folder, "run-"));
    writeFileSync(join(cwd, "plan.json"), JSON.stringify(plan));
    const child = spawn("sh", [join(ROOT, "docs/recipes/tickets", script), "plan.json"], {
      cwd,
      env: {
        PATH: process.env.PATH,
        HOME: cwd,
        SECONDS_BETWEEN_CHANGES: "0",
        SECONDS_TO_WAIT: "1",
        ...env,
        ...variables,
      },
    });
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        texts[name] += text;
      });
    const code = await new Promise<number>((done) => child.once("close", (ended) => done(ended ?? -1)));
    assert.doesNotMatch(texts.stdout + texts.stderr, SECRETS);
    assert.deepEqual(readdirSync(cwd), ["plan.json"], "no text was run, and nothing is left behind");
    return { code, ...texts };
  };
}

async function github(t: TestContext, client: "curl" | "gh", more: Parameters<typeof startGitHub>[0] = {}) {
  const home = mkdtempSync(join(folder, "gh-"));
  const socket = join(home, "api.sock");
  const server = await startGitHub({ ...more, ...(client === "gh" && { socket }) });
  t.after(() => server.close());
  mkdirSync(join(home, "config"));
  // The real gh, which speaks to a Unix socket in place of api.github.com.
  writeFileSync(join(home, "config/config.yml"), `http_unix_socket: ${socket}\n`);
  const env =
    client === "gh"
      ? { GITHUB_CLIENT: "gh", GH_CONFIG_DIR: join(home, "config"), GH_TOKEN: TOKEN }
      : { GITHUB_API_URL: server.url, GITHUB_TOKEN: TOKEN };
  const tracker: Tracker = {
    run: runner("github-issues.sh", { GITHUB_REPOSITORY: "acme/ops", ...env }),
    tickets: () => server.issues.map(({ state, title }) => `${state} ${title}`),
    texts: () => server.issues.map(({ body }) => body ?? ""),
    server,
  };
  return { ...tracker, server };
}

async function jira(t: TestContext, more: Parameters<typeof startJira>[0] = {}) {
  const server = await startJira(more);
  t.after(() => server.close());
  const env = { JIRA_URL: server.url, JIRA_USER: USER, JIRA_TOKEN: API_TOKEN, JIRA_PROJECT: "OPS" };
  const tracker: Tracker = {
    run: runner("jira-issues.sh", env),
    tickets: () =>
      server.issues.map(({ status, summary }) => `${status === "Done" ? "closed" : "open"} ${summary}`),
    texts: () => server.issues.map(({ description }) => textOf(description)),
    server,
  };
  return { ...tracker, server };
}

const TRACKERS: readonly [string, (t: TestContext) => Promise<Tracker>, object][] = [
  ["GitHub with curl", (t) => github(t, "curl"), options],
  ["GitHub with gh", (t) => github(t, "gh"), has("gh") ? options : { skip: "gh is not installed" }],
  ["Jira", (t) => jira(t), options],
];

const changes = ({ requests }: Tracker["server"]) =>
  requests.filter((it) => !/^GET |\/search\/jql$/.test(it)).length;
const said = (stdout: string) => stdout.split("\n").flatMap((line) => line.split("\t")[0] || []);
const BOTH: PlanChoice = { upgrade: ["a", "b"], retire: ["c"], owner: HOSTILE };

for (const [name, open, skip] of TRACKERS) {
  test(`${name}: creates each ticket once, updates, closes and reopens it`, skip, async (t) => {
    const tracker = await open(t);
    const first = await tracker.run(planOf(BOTH));
    assert.deepEqual([first.code, first.stderr, said(first.stdout)], [0, "", ["created", "created"]]);
    const titles = [
      "open Upgrade 2 functions from nodejs18.x to nodejs24.x",
      "open Retire 1 unused function that runs on python3.8",
    ];
    assert.deepEqual([...tracker.tickets()].sort(), [...titles].sort());

    const before = changes(tracker.server);
    const second = await tracker.run(planOf(BOTH));
    assert.deepEqual(
      [second.code, second.stdout, changes(tracker.server)],
      [0, "", before],
      "run twice: nothing changes",
    );
    const nextDay = await tracker.run(planOf(BOTH, { today: "2026-11-30" }));
    assert.deepEqual(
      [nextDay.stdout, changes(tracker.server)],
      ["", before],
      "the day alone changes nothing",
    );

    const fewer = planOf({ ...BOTH, upgrade: ["a"] }, { since: planOf(BOTH) });
    assert.deepEqual(said((await tracker.run(fewer)).stdout), ["updated"]);
    assert.ok(tracker.tickets().includes("open Upgrade 1 function from nodejs18.x to nodejs24.x"));

    const done = planOf({ ...BOTH, upgrade: [] }, { since: fewer });
    assert.deepEqual(said((await tracker.run(done)).stdout), ["closed"]);
    assert.ok(tracker.tickets().includes("closed Upgrade 1 function from nodejs18.x to nodejs24.x"));
    assert.equal((await tracker.run(done)).stdout, "");

    const back = planOf(BOTH, { since: done });
    assert.deepEqual(said((await tracker.run(back)).stdout), ["reopened"]);
    assert.deepEqual([...tracker.tickets()].sort(), [...titles].sort());
  });

  test(`${name}: an item whose functions are waived is closed with a text that says so`, skip, async (t) => {
    const tracker = await open(t);
    await tracker.run(planOf(BOTH));
    const waived = planOf({ ...BOTH, upgrade: [], waived: ["a"] }, { since: planOf(BOTH) });
    assert.deepEqual(said((await tracker.run(waived)).stdout), ["closed"]);
    assert.ok(tracker.tickets().includes("closed Upgrade 2 functions from nodejs18.x to nodejs24.x"));
    const [text = ""] = tracker.texts().filter((it) => /Waived:/.test(it));
    assert.match(text, /1 function has a waiver, so this is closed but not done/);
    assert.match(text, /until 2027-03-31: /);
    assert.match(text, /Done:.* 1 function no longer needs this/);
    if ("issues" in tracker.server)
      assert.deepEqual(
        (tracker.server as GitHub).issues.map(({ state_reason: reason = null }) => reason).sort(),
        name === "Jira" ? [null, null] : ["not_planned", null],
      );
    const before = changes(tracker.server);
    assert.deepEqual([(await tracker.run(waived)).stdout, changes(tracker.server)], ["", before]);
    const expired = planOf(BOTH, { since: waived });
    assert.deepEqual(said((await tracker.run(expired)).stdout), ["reopened"]);
    assert.ok(tracker.texts().every((it) => !/Waived:/.test(it)));
  });

  test(`${name}: what could not be read is left untouched`, skip, async (t) => {
    const tracker = await open(t);
    await tracker.run(planOf(BOTH));
    const tickets = tracker.tickets();
    const texts = tracker.texts();
    const unknown = planOf(
      { upgrade: [], retire: [], owner: HOSTILE },
      { since: planOf(BOTH), unread: true },
    );
    assert.deepEqual(
      unknown.items.map(({ state }) => state),
      ["unknown", "unknown"],
    );
    const before = changes(tracker.server);
    const { code, stdout } = await tracker.run(unknown);
    assert.deepEqual([code, said(stdout)], [0, ["not read", "not read"]]);
    assert.deepEqual([tracker.tickets(), tracker.texts(), changes(tracker.server)], [tickets, texts, before]);
  });

  test(
    `${name}: a rate limit is waited for, and a failure in between leads to no duplicate`,
    skip,
    async (t) => {
      const tracker = await open(t);
      const limit = { status: 429, headers: { "retry-after": "1" }, body: { message: "Too many requests" } };
      tracker.server.troubles.push({ ...limit, method: "POST" }, { ...limit, method: "POST" });
      assert.equal((await tracker.run(planOf(BOTH))).code, 0);
      assert.equal(tracker.tickets().length, 2);

      const again = await open(t);
      // The ticket is created, but the response is lost. Jira's first POST is a search.
      if (name === "Jira")
        again.server.troubles.push({ method: "POST", status: 200, body: { issues: [], isLast: true } });
      again.server.troubles.push({ method: "POST", drop: true });
      const lost = await again.run(planOf(BOTH));
      assert.equal(lost.code, 1);
      assert.match(lost.stderr, /POST .*: HTTP 000/);
      assert.equal((await again.run(planOf(BOTH))).code, 0);
      assert.equal(again.tickets().length, 2);
    },
  );

  test(`${name}: with DRY_RUN=1 nothing changes`, skip, async (t) => {
    const tracker = await open(t);
    const { code, stdout } = await tracker.run(planOf(BOTH), { DRY_RUN: "1" });
    assert.deepEqual([code, said(stdout), changes(tracker.server)], [0, ["created", "created"], 0]);
  });

  test(`${name}: refuses what is not a plan`, skip, async (t) => {
    const tracker = await open(t);
    for (const wrong of [
      { schemaVersion: 1, functions: [] },
      { schemaVersion: 1, items: [{ id: "../../x" }] },
    ]) {
      const { code, stderr } = await tracker.run(wrong);
      assert.equal(code, 1);
      assert.match(stderr, /plan\.json is not a plan: create it with lambda-inventory plan --format json/);
    }
    assert.deepEqual(tracker.server.requests, []);
  });
}

test(
  "GitHub: its secondary limit, an invalid token, and a token that may not set labels",
  options,
  async (t) => {
    const limited = await github(t, "curl");
    const message =
      "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    limited.server.troubles.push(
      { method: "POST", status: 403, body: { message } },
      { method: "POST", status: 403, body: { message: "API rate limit exceeded" }, headers: resetNow() },
      { method: "GET", status: 502, body: { message: "Server Error" } },
    );
    assert.equal((await limited.run(planOf(BOTH))).code, 0);
    assert.equal(limited.tickets().length, 2);

    const refused = await github(t, "curl");
    const wrong = await refused.run(planOf(BOTH), { GITHUB_TOKEN: "other" });
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /^github-issues: GET repos\/acme\/ops\/issues.*: HTTP 401 Bad credentials\n$/);
    assert.match(
      (await refused.run(planOf(BOTH), { GITHUB_REPOSITORY: "acme/ops/../x" })).stderr,
      /must be owner\/name/,
    );

    const unlabelled = await github(t, "curl", { maySetLabels: false });
    const { code, stderr } = await unlabelled.run(planOf(BOTH));
    assert.deepEqual([code, unlabelled.tickets().length], [1, 1]);
    assert.match(stderr, /issue #1 has no label lambda-inventory, so the next run could not find it/);
  },
);

function resetNow(): Record<string, string> {
  return { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.floor(Date.now() / 1000)) };
}

for (const client of ["curl", "gh"] as const) {
  const skip = client === "gh" && !has("gh") ? { skip: "gh is not installed" } : options;
  test(`GitHub with ${client}: tickets are found on any page of the list`, skip, async (t) => {
    const tracker = await github(t, client);
    for (let number = 1; number <= 120; number++) {
      const labels = [{ name: "lambda-inventory" }];
      tracker.server.issues.push({
        number,
        title: "of a person",
        body: "",
        state: "closed",
        state_reason: null,
        labels,
      });
    }
    await tracker.run(planOf(BOTH));
    assert.equal((await tracker.run(planOf(BOTH))).stdout, "");
    assert.equal(tracker.tickets().length, 122);
  });
}

test(
  "GitHub: issues and pull requests of others stay as they are, and the text of a ticket stays text",
  options,
  async (t) => {
    const tracker = await github(t, "curl");
    const [first] = planOf(BOTH).items;
    const theirs = { state: "open", state_reason: null, labels: [{ name: "lambda-inventory" }] } as const;
    tracker.server.issues.push(
      { ...theirs, labels: [...theirs.labels], number: 1, title: "no marker", body: null },
      {
        ...theirs,
        labels: [...theirs.labels],
        number: 2,
        title: "a change",
        body: `<!-- lambda-inventory ${first?.id} 1 -->`,
        pull_request: {},
      },
    );
    assert.equal((await tracker.run(planOf(BOTH))).code, 0);
    assert.deepEqual(tracker.tickets().slice(0, 2), ["open no marker", "open a change"]);
    assert.equal(tracker.tickets().length, 4);
    for (const text of tracker.texts().slice(2)) {
      assert.equal(text.match(/<!--/g)?.length, 1);
      assert.match(text, /\*\*What:\*\* \d function/);
    }
  },
);

test("Jira: several pages, named transitions, long lists, and what it refuses", options, async (t) => {
  const tracker = await jira(t, { pageSize: 1 });
  await tracker.run(planOf(BOTH));
  assert.equal((await tracker.run(planOf(BOTH))).stdout, "");
  const [text = ""] = tracker.texts().filter((it) => it.includes("python3.8"));
  assert.match(text, /What: 1 function owned by o'brien "\$\(touch pwned\)" `touch pwned`/);
  assert.match(
    text,
    /\narn:aws:lambda:eu-west-1:111122223333:function:c, payments 111122223333 \(console\)\n/,
  );

  for (const issue of tracker.server.issues) issue.status = "In Progress";
  const done = planOf({ upgrade: [], retire: [], owner: HOSTILE }, { since: planOf(BOTH) });
  const named = await tracker.run(done, { JIRA_CLOSE: "Finish" });
  assert.deepEqual([named.code, tracker.server.issues.map(({ status }) => status)], [0, ["Done", "Done"]]);
  await tracker.run(planOf(BOTH, { since: done }));
  const absent = await tracker.run(done, { JIRA_CLOSE: "Ship" });
  assert.equal(absent.code, 1);
  assert.match(absent.stderr, /issue OPS-\d has no transition Ship/);

  const long = await jira(t);
  const names = Array.from({ length: 400 }, (_, at) => `${"f".repeat(60)}${at}`);
  assert.equal((await long.run(planOf({ upgrade: names, retire: [], owner: "x" }))).code, 0);
  assert.match(long.texts()[0] ?? "", /\d+ more lines did not fit\./);
  const wrong = await long.run(planOf(BOTH), { JIRA_PROJECT: "NONE" });
  assert.match(
    wrong.stderr,
    /search\/jql: HTTP 400 The value 'NONE' does not exist for the field 'project'\./,
  );
});

test("the scripts pass shellcheck", { skip: !has("shellcheck") && "shellcheck is not installed" }, () => {
  const scripts = ["github-issues.sh", "jira-issues.sh"].map((name) =>
    join(ROOT, "docs/recipes/tickets", name),
  );
  const { stdout, status } = spawnSync("shellcheck", scripts, { encoding: "utf8" });
  assert.deepEqual([stdout, status], ["", 0]);
});
