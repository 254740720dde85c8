/** --notify through the whole program, with a receiver on loopback. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, type Ended, program } from "../support/cli/program.ts";
import { type Answer, type Receiver, SECRET, startReceiver } from "../support/notify/receiver.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("notify");
const SCAN = ["--org", "-r", "eu-west-1,us-east-1", "--exclude-account", "legacy"];
const QUIET = [...SCAN, "--name", "charge"];
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
  env = cleanEnv(simulator.env());
  await program([...SCAN, "-q", "-f", "json", "-o", "old.json"], { env, cwd });
});
after(() => simulator.close());

interface Sent extends Ended {
  readonly receiver: Receiver;
}

/** Runs with both URLs set to a receiver; its URL must not appear anywhere. */
async function run(answers: readonly Answer[], ...argv: string[]): Promise<Sent> {
  const receiver = await startReceiver(...answers);
  const addresses = {
    LAMBDA_INVENTORY_SLACK_WEBHOOK_URL: receiver.url,
    LAMBDA_INVENTORY_WEBHOOK_URL: receiver.url,
  };
  try {
    const ended = await program(argv, { env: { ...env, ...addresses }, cwd });
    const files = readdirSync(cwd).map((name) => readFileSync(join(cwd, name), "utf8"));
    for (const text of [ended.stdout, ended.stderr, JSON.stringify(receiver.bodies), ...files]) {
      assert.doesNotMatch(text, new RegExp(SECRET));
    }
    return { ...ended, receiver };
  } finally {
    await receiver.close();
  }
}

const bodiesOf = ({ receiver }: Sent) => receiver.bodies as readonly Readonly<Record<string, unknown>>[];

test("posts to each channel after the report, which stays the same", async () => {
  const plain = await program([...SCAN, "-f", "tsv"], { env, cwd });
  const sent = await run([200], ...SCAN, "-f", "tsv", "--notify", "slack,webhook", "-v");
  assert.deepEqual([sent.code, sent.stdout], [0, plain.stdout]);
  const [slack, webhook] = [...bodiesOf(sent)].sort(
    (a, b) => ("blocks" in a ? -1 : 1) - ("blocks" in b ? -1 : 1),
  );
  assert.equal(slack?.text, "Lambda inventory: 2 functions on deprecated runtimes");
  assert.deepEqual(webhook?.reasons, ["deprecated"]);
  assert.equal(webhook?.change, null);
  assert.equal(webhook?.reportUrl, null);
});

test("--report-url is in the notice of a scan and of merge, from wherever it is set", async () => {
  const url = "https://reports.example/2026-11-21.html";
  const flag = await run([200], ...SCAN, "-f", "tsv", "--notify", "slack,webhook", "--report-url", url);
  assert.ok(bodiesOf(flag).every((body) => JSON.stringify(body).includes(url)));
  writeFileSync(join(cwd, "project.yaml"), `options:\n  report-url: ${url}\n  notify: webhook\n`);
  const merged = await run([200], "merge", "old.json", "-q", "--config", "project.yaml");
  assert.equal(bodiesOf(merged)[0]?.reportUrl, url);
  // Written for notices and plans: a run without either has no use for it.
  writeFileSync(join(cwd, "project.yaml"), `options:\n  report-url: ${url}\n`);
  assert.equal((await run([200], "merge", "old.json", "-q", "--config", "project.yaml")).code, 0);
});

test("a notice leads with the owners of what is due, and says what is waived", async () => {
  const waivers = [
    "waivers:",
    "  - match: {runtime: nodejs16.x}",
    "    reason: is replaced",
    "    until: '2027-03-31'",
  ];
  writeFileSync(join(cwd, "waivers.yaml"), `${waivers.join("\n")}\n`);
  const sent = await run([200], ...SCAN, "-q", "--waivers", "waivers.yaml", "--notify", "slack,webhook");
  const [slack, webhook] = [...bodiesOf(sent)].sort(
    (a, b) => ("blocks" in a ? -1 : 1) - ("blocks" in b ? -1 : 1),
  );
  assert.equal(slack?.text, "Lambda inventory: 1 function on deprecated runtimes, 1 waived");
  assert.deepEqual([webhook?.title, webhook?.waived], [slack?.text, 1]);
  assert.match(JSON.stringify(slack?.blocks), /^[^*]*\*Coming deadlines\*/);
});

test("posts nothing when there is nothing to report, unless --notify-always is set", async () => {
  assert.equal(bodiesOf(await run([200], ...QUIET, "--notify", "slack")).length, 0);
  const always = await run([200], ...QUIET, "--notify", "slack", "--notify-always");
  assert.deepEqual(
    bodiesOf(always).map(({ text }) => text),
    ["Lambda inventory: nothing runs on a deprecated runtime"],
  );
});

test("an incomplete scan is reported", async () => {
  const sent = await run([200], "--org", "-r", "eu-west-1", "--account", "legacy", "--notify", "webhook");
  assert.equal(sent.code, 3);
  assert.deepEqual(bodiesOf(sent)[0]?.reasons, ["incomplete"]);
});

test("reports the change since an earlier report, with a note when its scope differs", async () => {
  const same = await run([200], ...SCAN, "--notify", "webhook", "--since", "old.json");
  assert.deepEqual(bodiesOf(same)[0]?.reasons, ["deprecated"]);
  const narrower = await run(
    [200],
    ...QUIET,
    "-r",
    "eu-west-1",
    "--notify",
    "webhook",
    "--since",
    "old.json",
  );
  assert.equal(narrower.code, 0);
  const { reasons, change } = bodiesOf(narrower)[0] as {
    reasons: unknown;
    change: { notes: string[]; summary: object };
  };
  assert.deepEqual(reasons, ["changed"]);
  assert.ok(
    change.notes.some((note) => /The newer report was created with a filter/.test(note)),
    change.notes.join(" "),
  );
});

test("the earlier report may be the file that the new one replaces", async () => {
  writeFileSync(join(cwd, "last.json"), readFileSync(join(cwd, "old.json")));
  const argv = ["-f", "json", "-o", "last.json", "--notify", "webhook", "--since", "last.json"];
  const { code, receiver } = await run([200], ...SCAN, ...argv);
  assert.deepEqual([code, receiver.bodies.length], [0, 1]);
});

test("merge sends notices", async () => {
  const sent = await run(
    [200],
    "merge",
    "old.json",
    "-f",
    "tsv",
    "--notify",
    "webhook",
    "--since",
    "old.json",
  );
  assert.equal(sent.code, 0);
  assert.deepEqual(bodiesOf(sent)[0]?.reasons, ["deprecated"]);
});

test("an undelivered notice is a warning and exit code 3; the report is complete", async () => {
  const sent = await run(
    [404],
    ...SCAN,
    "-f",
    "json",
    "-o",
    "new.json",
    "--notify",
    "slack",
    "--allow-incomplete",
  );
  assert.equal(sent.code, 3);
  assert.match(
    sent.stderr,
    /lambda-inventory: warning: could not deliver the Slack notification: HTTP 404\n$/,
  );
  const report = JSON.parse(readFileSync(join(cwd, "new.json"), "utf8")) as { functions: unknown[] };
  assert.equal(report.functions.length, 7);
  const quiet = await run([404], ...SCAN, "-q", "-f", "tsv", "--notify", "slack", "--fail-on", "deprecated");
  assert.deepEqual(
    [quiet.code, quiet.stderr],
    [3, "lambda-inventory: warning: could not deliver the Slack notification: HTTP 404\n"],
  );
});

test("retries", async () => {
  const { code, receiver } = await run([500, 200], ...SCAN, "-q", "--notify", "slack");
  assert.deepEqual([code, receiver.bodies.length], [0, 2]);
});

const TRUNCATED = '{"schemaVersion":1,"tool":{"name":"lambda-inventory"';
const LATER = '{"schemaVersion":2,"functions":[]}';

const MISTAKES: readonly (readonly [readonly string[], RegExp])[] = [
  [["--notify", "slack", "--since", "cut.json"], /cut\.json is cut off/],
  [["--notify", "slack", "--since", "later.json"], /later\.json.*schema.*2/i],
  [["--notify", "slack", "--since", "absent.json"], /report absent\.json: no such file/],
  [["--notify", "mail"], /invalid value "mail" for --notify/],
  [["--since", "old.json"], /--since requires --notify\n {2}Add --notify/],
  [["--notify-always"], /--notify-always requires --notify/],
  [["--report-url", "https://r.example"], /--report-url requires --notify/],
  [["--notify", "slack", "--report-url", "r.html"], /--report-url: "r\.html" is not a valid URL/],
  [["--notify", "slack", "--report-url", "https://me:pass@r.example"], /contains a user name or password/],
  [["--notify", "slack", "--report-url", `https://r.example/${"a".repeat(2000)}`], /has 2018 characters/],
];

for (const [argv, message] of MISTAKES) {
  test(`rejects ${argv.join(" ")} before anything is read`, async () => {
    writeFileSync(join(cwd, "cut.json"), TRUNCATED);
    writeFileSync(join(cwd, "later.json"), LATER);
    const asked = simulator.requests.calls.length;
    const ended = await run([200], ...SCAN, ...argv);
    assert.deepEqual([ended.code, ended.stdout, ended.receiver.bodies.length], [2, "", 0]);
    assert.match(ended.stderr, message);
    assert.equal(simulator.requests.calls.length, asked);
  });
}

test("without a URL nothing is scanned", async () => {
  const asked = simulator.requests.calls.length;
  const ended = await program([...SCAN, "--notify", "webhook"], { env, cwd });
  assert.deepEqual([ended.code, ended.stdout], [2, ""]);
  assert.match(
    ended.stderr,
    /--notify webhook requires a URL\n {2}Set the environment variable LAMBDA_INVENTORY_WEBHOOK_URL/,
  );
  assert.equal(simulator.requests.calls.length, asked);
});

test("a misspelled variable of a URL is an error", async () => {
  const wrong = { ...env, LAMBDA_INVENTORY_SLACK_WEBHOK_URL: `https://example.com/${SECRET}` };
  const ended = await program([...SCAN, "--notify", "slack"], { env: wrong, cwd });
  assert.equal(ended.code, 2);
  assert.match(ended.stderr, /Did you mean LAMBDA_INVENTORY_SLACK_WEBHOOK_URL\?/);
  assert.doesNotMatch(ended.stderr, new RegExp(SECRET));
});
