/** `report`: saved reports printed again by the same code as a scan. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("report");
const SCAN = ["--org", "-r", "eu-west-1,us-east-1", "--with", "tags", "--as-of", "2026-11-21"];
let simulator: Simulator;
let env: Record<string, string | undefined>;
const scan = (...argv: string[]) => program([...SCAN, ...argv], { env, cwd });
const report = (...argv: string[]) => program(["report", ...argv], { env: {}, cwd });
const saved = () => JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8"));

before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
  env = cleanEnv(simulator.env());
  const { code } = await scan("-f", "json", "-o", "saved.json");
  assert.equal(code, 3);
});
after(() => simulator.close());

test("a warning names columns that stay empty, of a report and of a scan", async () => {
  const columns = ["--columns", "functionName,stack,lastInvoked", "--sort", "origin"];
  const { stderr } = await report("saved.json", ...columns);
  const without = "the report was created without --with lastInvoked";
  assert.match(stderr, new RegExp(`warning: lastInvoked will be empty: ${without}$`, "m"));
  const fresh = await program([...SCAN.filter((word) => !/with|tags/.test(word)), ...columns], { env, cwd });
  assert.match(
    fresh.stderr,
    /warning: stack,origin,lastInvoked will be empty: add --with tags,lastInvoked$/m,
  );
});

test("a terminal that says it has no columns gets 80", async () => {
  const inTerminal = (terminal: number) => program(["report", "saved.json"], { env: {}, cwd, terminal });
  const [unknown, usual] = [await inTerminal(0), await inTerminal(80)];
  assert.deepEqual(unknown, usual);
  assert.match(usual.stdout, /invoice/);
});

for (const options of [
  ["-f", "tsv"],
  ["-f", "csv", "--sort", "runtime"],
  ["-f", "ndjson"],
  ["-f", "markdown", "--group-by", "owner"],
  ["--deprecated"],
  ["--owner", "payments@*", "--exclude-runtime", "python*", "-f", "tsv"],
  ["--columns", "functionName,tags.team", "-f", "csv"],
  ["--query", "functions[].functionName"],
]) {
  test(`prints what a scan prints: ${options.join(" ")}`, async () => {
    const [printed, fresh] = [await report("saved.json", ...options), await scan(...options)];
    const without = (text: string) => text.replace(/Scanned .* UTC/, "").replace(/\d+ ms/g, "");
    assert.equal(without(printed.stdout), without(fresh.stdout));
    assert.equal(printed.code, 3);
  });
}

test("a misspelt runtime is an error that suggests another, as in a scan", async () => {
  for (const flag of ["--runtime", "--exclude-runtime"]) {
    const { code, stdout, stderr } = await report("saved.json", flag, "nodejs18.x,pyton3.9");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.equal(
      stderr,
      `lambda-inventory: ${flag}: unknown runtime "pyton3.9"\n  Did you mean python3.9? If the runtime is newer than the catalogue, use a pattern: 'pyton3.9*'.\n`,
    );
  }
});

test("as JSON it is the same report", async () => {
  const { stdout } = await report("saved.json", "-f", "json");
  assert.deepEqual(JSON.parse(stdout), saved());
});

test("no call is made and no credentials are needed; the summary is that of the part shown", async () => {
  const calls = simulator.requests.count("lambda:");
  const { stderr } = await report("saved.json", "--account", "payments", "-r", "us-*");
  assert.equal(simulator.requests.count("lambda:"), calls);
  assert.match(stderr, /^targets +1: 1 read, 0 not read$/m);
});

test("accounts and regions that are filtered out leave the ledger, so that nothing seems unread", async () => {
  const { stdout, code } = await report("saved.json", "--exclude-account", "legacy", "-f", "json");
  const { coverage, accounts, summary } = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.deepEqual([coverage.length, accounts.length, summary.notRead], [4, 2, 0]);
});

test("--fail-on and --allow-incomplete decide the exit code as in a scan", async () => {
  assert.equal((await report("saved.json", "--fail-on", "deprecated", "--allow-incomplete")).code, 1);
  assert.equal((await report("saved.json", "--allow-incomplete")).code, 0);
});

const statuses = async (...argv: string[]) => {
  const { stdout } = await report("saved.json", "--name", "charge,invoice,refund", "-f", "json", ...argv);
  const { functions, catalogue } = JSON.parse(stdout);
  return {
    days: catalogue.ageDays,
    is: functions.map((fn: Record<string, string>) => `${fn.functionName} ${fn.runtimeStatus} ${fn.action}`),
  };
};

test("assessed as saved; --as-of and --within assess again", async () => {
  const asSaved = await statuses();
  assert.deepEqual(asSaved.is, [
    "charge supported none",
    "invoice create-blocked upgrade",
    "refund deprecated upgrade",
  ]);
  const later = await statuses("--as-of", "2027-09-01");
  assert.deepEqual(later.is, [
    "charge supported none",
    "invoice update-blocked upgrade",
    "refund update-blocked upgrade",
  ]);
  assert.ok(later.days > asSaved.days);
  const wide = await statuses("--within", "600");
  assert.deepEqual([wide.is[0], wide.days], ["charge expiring upgrade", asSaved.days]);
});

test("another owner tag replaces the saved owners", async () => {
  const { stdout } = await report(
    "saved.json",
    "--owner-tag",
    "stage",
    "--owner",
    "prod",
    "-f",
    "tsv",
    "--columns",
    "functionName,owner,ownerSource",
    "--no-header",
  );
  assert.equal(stdout, "invoice\tprod\ttag:stage\n");
});

test("reports of versions before owners and actions get both", async () => {
  const old = saved();
  for (const fn of old.functions)
    for (const key of [
      "kind",
      "owner",
      "ownerSource",
      "managedBy",
      "action",
      "dueDate",
      "dueEvent",
      "remedy",
    ])
      delete fn[key];
  delete old.summary.byOwner;
  writeFileSync(join(cwd, "old.json"), JSON.stringify(old));
  const { stdout } = await report("old.json", "-f", "json");
  assert.deepEqual(JSON.parse(stdout).functions, saved().functions);
});

test("several reports are joined as merge joins them; a report given twice counts once", async () => {
  for (const shard of ["1/2", "2/2"])
    await scan("--shard", shard, "-f", "json", "-o", `part-${shard[0]}.json`);
  const { stdout } = await report("part-1.json", "part-2.json", "part-1.json", "-f", "tsv");
  assert.equal(stdout, (await report("saved.json", "-f", "tsv")).stdout);
});

test("a filter that leaves nothing says so, and what was probably meant, also of owners in --owners", async () => {
  const { stderr, stdout } = await report("saved.json", "--name", "hepler-*", "-f", "tsv", "--no-header");
  assert.equal(stdout, "");
  assert.match(stderr, /warning: no function matches --name hepler-\* \(\d+ functions read\)$/m);
  writeFileSync(join(cwd, "one.yaml"), "owners: [{match: {}, owner: front desk}]");
  const owned = await report("saved.json", "--owners", "one.yaml", "--owner", "frontdesk", "-f", "tsv");
  assert.match(
    owned.stderr,
    /--owner frontdesk \(\d+ functions read\); did you mean --owner 'front desk'\?$/m,
  );
});

test("accounts and regions that are not in the report are a warning that names the options", async () => {
  const { stderr } = await report("saved.json", "--account", "payments", "-r", "us-gov-*", "-f", "tsv");
  assert.match(stderr, /warning: nothing in the report matches --account payments --region us-gov-\*$/m);
});

for (const [argv, message] of [
  [[], /REPORT/],
  [
    ["saved.json", "--account", "payment"],
    /no account "payment" among the 3 accounts in the report\n {2}Did you mean payments\?/,
  ],
  [["missing.json"], /missing\.json: no such file/],
  [["saved.json", "--org"], /report does not accept --org/],
  [["saved.json", "--action", "fix"], /invalid value "fix" for --action/],
] as const) {
  test(`refuses ${argv.join(" ") || "no report"}`, async () => {
    const { code, stdout, stderr } = await report(...argv);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
  });
}

test("a file instead of a command: did you mean report", async () => {
  const { code, stderr } = await program(["saved.json"], { env: {}, cwd });
  assert.equal(code, 2);
  assert.match(stderr, /Did you mean `lambda-inventory report saved\.json`\?/);
});

test("entries that match tags cannot match in a report without tags, which is a warning", async () => {
  await program([...SCAN.slice(0, 3), "-f", "json", "-o", "untagged.json"], { env, cwd });
  writeFileSync(join(cwd, "by-tag.yaml"), "owners: [{match: {tag: {team: pay*}}, owner: payments}]");
  const warning = /warning: the report was created without --with tags: nothing in it can match a tag/;
  for (const options of [
    ["--owners", "by-tag.yaml"],
    ["--owner-tag", "team"],
    ["--tag", "team=pay*"],
  ]) {
    assert.match((await report("untagged.json", ...options)).stderr, warning);
    assert.doesNotMatch((await report("saved.json", ...options)).stderr, warning);
  }
  assert.doesNotMatch((await report("untagged.json")).stderr, warning);
});

test("no owner is found where e-mail addresses of accounts count; the message says how to look for them", async () => {
  const { stderr } = await report("saved.json", "--owner", "none");
  assert.match(stderr, /no function matches --owner none .*use --owner '\*@\*'/);
});

test("merge applies --owners and --waivers", async () => {
  writeFileSync(join(cwd, "all.yaml"), "owners: [{match: {}, owner: everybody}]");
  writeFileSync(
    join(cwd, "waive.yaml"),
    'waivers: [{match: {name: "*"}, until: "2027-03-31"}, {match: {name: zzz}, until: "2027-03-31"}]',
  );
  const argv = [
    "merge",
    "saved.json",
    "--owners",
    "all.yaml",
    "--waivers",
    "waive.yaml",
    "--fail-on",
    "deprecated",
  ];
  const { stdout, stderr, code } = await program([...argv, "--allow-incomplete"], { env: {}, cwd });
  const { functions, summary } = JSON.parse(stdout);
  assert.equal(code, 0, stderr);
  assert.deepEqual(summary.byOwner, { everybody: functions.length });
  assert.equal(summary.waived, functions.length);
  assert.match(stderr, /waive\.yaml:1:\d+: the waiver matches no function/);
});
