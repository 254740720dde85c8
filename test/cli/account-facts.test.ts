/** What AWS Organizations says of an account names the owner of its functions where nothing else does. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  type EstateSpec,
  estate,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { home, logIn, simulate } from "../support/aws/world.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { forget } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const SPEC: EstateSpec = {
  accounts: [
    { name: "hub", email: "hub@example.com" },
    {
      name: "shop",
      ou: "Workloads/Prod",
      email: "shop@example.com",
      tags: { owner: "payments" },
      functions: { "eu-west-1": ["a", { name: "b", tags: { owner: "search" } }] },
    },
    { name: "labs", ou: "Workloads", email: "labs@example.com", functions: { "eu-west-1": ["c"] } },
  ],
};
const ESTATE = estate(SPEC);

async function start(t: TestContext, options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ estate: ESTATE, ...options });
  t.after(() => simulator.close());
  const cwd = temporaryDirectory("account-facts");
  const scan = async (...argv: string[]) => {
    const args = ["--org", "-r", "eu-west-1", "-f", "json", ...argv];
    const ended = await program(args, { env: cleanEnv(simulator.env()), cwd });
    return { ...ended, report: JSON.parse(ended.stdout || "null") as Report };
  };
  const saved = async (...argv: string[]): Promise<Report> =>
    JSON.parse((await program(["report", "saved.json", "-f", "json", ...argv], { env: {}, cwd })).stdout);
  return { simulator, cwd, scan, saved };
}

const ownersIn = ({ functions }: Report) =>
  functions.map(({ functionName, owner, ownerSource }) => `${functionName} ${owner} ${ownerSource}`);

function callsTo(service: string, { requests }: Simulator): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(requests.byAction).filter(([action]) => action.startsWith(`${service}:`)),
  );
}

test("without tags the account's e-mail address is the owner, and costs no call", async (t) => {
  const { simulator, scan } = await start(t);
  const { report, code } = await scan();
  assert.equal(code, 0);
  assert.deepEqual(ownersIn(report), [
    "a shop@example.com account-email",
    "b shop@example.com account-email",
    "c labs@example.com account-email",
  ]);
  assert.deepEqual(
    report.accounts.map(({ email, ous, tags }) => [email, ous, tags]),
    ["hub", "shop", "labs"].map((name) => [`${name}@example.com`, undefined, undefined]),
  );
  assert.deepEqual(callsTo("organizations", simulator), { "organizations:ListAccounts": 1 });
  assert.deepEqual(callsTo("tag", simulator), {});
});

test("--owner-tag: the function's tag, else the account's, else its e-mail address", async (t) => {
  const { simulator, scan } = await start(t);
  const { report, code, stderr } = await scan("--owner-tag", "owner");
  assert.equal(code, 0, stderr);
  assert.deepEqual(ownersIn(report), [
    "a payments account-tag:owner",
    "b search tag:owner",
    "c labs@example.com account-email",
  ]);
  assert.deepEqual(
    report.accounts.map(({ tags }) => tags),
    [{}, { owner: "payments" }, {}],
  );
  assert.equal(simulator.requests.count("organizations:ListTagsForResource"), 3);
});

test("--with tags: the account's tags are looked at, too", async (t) => {
  const { scan } = await start(t);
  const { report } = await scan("--with", "tags", "--name", "a");
  assert.deepEqual(ownersIn(report), ["a payments account-tag:owner"]);
});

test("tags are read of the accounts that are scanned only", async (t) => {
  const { simulator, scan } = await start(t);
  await scan("--owner-tag", "owner", "--account", "shop");
  assert.equal(simulator.requests.count("organizations:ListTagsForResource"), 1);
});

test("account tags that are refused are a warning and no gap", async (t) => {
  const { scan } = await start(t, { faults: [{ kind: "deny", action: "ListTagsForResource" }] });
  const { report, code, stderr } = await scan("--owner-tag", "owner");
  assert.equal(code, 0);
  assert.match(
    stderr,
    /warning: the tags of 3 accounts could not be read: no IAM policy allows organizations:ListTagsForResource/,
  );
  assert.deepEqual(ownersIn(report), [
    "a shop@example.com account-email",
    "b search tag:owner",
    "c labs@example.com account-email",
  ]);
});

test("--ou: the units on the way to each account, without another call", async (t) => {
  const { simulator, scan } = await start(t);
  const unit = (name: string) => ESTATE.organization?.units.find((each) => each.name === name)?.id ?? "";
  const { report } = await scan("--ou", unit("Workloads"));
  assert.deepEqual(
    report.accounts.map(({ accountName, ous }) => [accountName, ous]),
    [
      ["shop", [unit("Workloads"), unit("Prod")]],
      ["labs", [unit("Workloads")]],
    ],
  );
  assert.deepEqual(callsTo("organizations", simulator), {
    "organizations:ListAccountsForParent": 2,
    "organizations:ListOrganizationalUnitsForParent": 2,
  });
});

test("where accounts come with their paths, the units above them are known from the root down, without another call", async (t) => {
  const { simulator, cwd, scan } = await start(t, { estate: estate({ ...SPEC, paths: true }) });
  const unit = (name: string) => ESTATE.organization?.units.find((each) => each.name === name)?.id ?? "";
  const [root = "", workloads, prod] = [ESTATE.organization?.rootId, unit("Workloads"), unit("Prod")];
  const placed = [
    ["hub", [root]],
    ["shop", [root, workloads, prod]],
    ["labs", [root, workloads]],
  ];
  const ousIn = ({ accounts }: Report) => accounts.map(({ accountName, ous }) => [accountName, ous]);
  assert.deepEqual(ousIn((await scan()).report), placed);
  assert.deepEqual(ousIn((await scan("--ou", prod)).report), placed.slice(1, 2));
  writeFileSync(join(cwd, "owners.yaml"), `owners: [{match: {ou: ${workloads}}, owner: platform}]`);
  await forget(simulator);
  const { report } = await scan("--owners", "owners.yaml");
  assert.deepEqual(ousIn(report), placed);
  assert.deepEqual(ownersIn(report), [
    "a platform owners-file",
    "b platform owners-file",
    "c platform owners-file",
  ]);
  assert.deepEqual(callsTo("organizations", simulator), { "organizations:ListAccounts": 1 });
});

test("a saved report looks for owners in what it knows of its accounts", async (t) => {
  const { cwd, scan, saved } = await start(t);
  await scan("--owner-tag", "nobody", "-o", "saved.json");
  assert.deepEqual(ownersIn(await saved("--owner-tag", "owner")), [
    "a payments account-tag:owner",
    "b search tag:owner",
    "c labs@example.com account-email",
  ]);
  // As written before there were owners.
  const file = join(cwd, "saved.json");
  const old = JSON.parse(readFileSync(file, "utf8"));
  for (const row of old.functions)
    for (const key of ["owner", "ownerSource", "action", "kind"]) delete row[key];
  old.accounts[0].ous = null;
  writeFileSync(file, JSON.stringify(old));
  assert.deepEqual(ownersIn(await saved())[2], "c labs@example.com account-email");
});

test("an owners file with ou: the units above every account are read, two calls a unit", async (t) => {
  const { simulator, cwd, scan } = await start(t);
  const unit = (name: string) => ESTATE.organization?.units.find((each) => each.name === name)?.id ?? "";
  writeFileSync(join(cwd, "owners.yaml"), `owners: [{match: {ou: ${unit("Workloads")}}, owner: platform}]`);
  for (const argv of [[], ["--ou", unit("Prod")]]) {
    const { report, code } = await scan("--owners", "owners.yaml", ...argv);
    assert.equal(code, 0);
    assert.ok(ownersIn(report).every((text) => text.endsWith("platform owners-file")));
    const shop = report.accounts.find(({ accountName }) => accountName === "shop");
    assert.deepEqual(shop?.ous, [ESTATE.organization?.rootId, unit("Workloads"), unit("Prod")]);
  }
  assert.equal(simulator.requests.count("organizations:ListRoots"), 2);
});

test("units that may not be read are a warning and no gap", async (t) => {
  const { cwd, scan } = await start(t, { faults: [{ kind: "deny", action: "ListRoots" }] });
  writeFileSync(join(cwd, "owners.yaml"), 'owners: [{match: {ou: "ou-*"}, owner: platform}]');
  const { report, code, stderr } = await scan("--owners", "owners.yaml");
  assert.equal(code, 0);
  assert.match(
    stderr,
    /warning: owners and waivers that match by ou may not apply: .* no IAM policy allows organizations:ListRoots/,
  );
  assert.equal(report.functions.length, 3);
});

test("entries with ou do not apply without --org, nor to a report without units: warnings say so", async (t) => {
  const { simulator, cwd, scan } = await start(t);
  writeFileSync(join(cwd, "owners.yaml"), 'owners: [{match: {ou: "ou-*"}, owner: platform}]');
  const argv = ["-r", "eu-west-1", "--owners", "owners.yaml"];
  const alone = await program(argv, { env: cleanEnv(simulator.env()), cwd });
  assert.equal(alone.code, 0);
  assert.match(
    alone.stderr,
    /warning: owners and waivers that match by ou do not apply: .* only with --org\n/,
  );

  const warning = /warning: the report has no organizational units: nothing in it can match an ou\n/;
  const again = async (path: string) =>
    (await program(["report", path, "--owners", "owners.yaml"], { env: {}, cwd })).stderr;
  await scan("-o", "bare.json");
  assert.match(await again("bare.json"), warning);
  const { stderr } = await scan("--owners", "owners.yaml", "-o", "units.json");
  assert.doesNotMatch(stderr, /match by ou/);
  assert.doesNotMatch(await again("units.json"), warning);
});

test("with Identity Center the e-mail address of an account is an owner, too; no tags of accounts are requested", async (t) => {
  const functions = { "eu-west-1": ["api nodejs18.x"] };
  const accounts = [{ name: "shop", email: "shop@example.com", permissionSets: ["ReadOnly"], functions }];
  const simulator = await simulate(t, { accounts });
  const own = home({
    config: "[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n",
  });
  logIn(own, "corp", simulator.portalLogin());
  const argv = ["--sso", "corp", "--sso-role", "ReadOnly", "-r", "eu-west-1", "--with", "tags", "-f", "json"];
  const { code, stdout, stderr } = await program(argv, {
    env: { ...own.env, AWS_ENDPOINT_URL: simulator.url },
  });
  assert.equal(code, 0, stderr);
  const report = JSON.parse(stdout) as Report;
  assert.deepEqual(ownersIn(report), ["api shop@example.com account-email"]);
  assert.equal(report.accounts[0]?.email, "shop@example.com");
  assert.deepEqual(callsTo("organizations", simulator), {});
});
