/** The filters by owner, tag, manager and action through the whole program, and the columns and groups beside them. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";

let simulator: Simulator;
const STACK = { "aws:cloudformation:stack-name": "shop-prod", "aws:cloudformation:logical-id": "Api" };
const spec = estate({
  accounts: [
    {
      name: "shop",
      functions: {
        "eu-west-1": [
          { name: "api", Runtime: "nodejs18.x", tags: { ...STACK, Owner: "payments", Service: "pay-api" } },
          { name: "cron", Runtime: "python3.6", tags: { team: "shop" }, lastInvoked: "2026-11-20" },
          {
            name: "helper",
            Runtime: "nodejs16.x",
            Handler: "framework.onEvent",
            tags: { Owner: "payments" },
          },
          { name: "idle", Runtime: "python3.10", tags: {} },
          { name: "new", Runtime: "nodejs24.x", tags: {} },
          { name: "image", PackageType: "Image", tags: {} },
        ],
      },
    },
  ],
});

before(async () => {
  simulator = await startSimulator({ estate: spec });
});
after(() => simulator.close());

async function run(...argv: string[]) {
  const env = cleanEnv(simulator.env());
  return program(["-r", "eu-west-1", "--as-of", "2026-11-29", ...argv], { env });
}

async function names(...argv: string[]): Promise<string> {
  const { stdout } = await run(...argv, "-f", "tsv", "--columns", "functionName", "--no-header");
  return stdout.trim().replaceAll("\n", " ");
}

const CASES: readonly (readonly [string, readonly string[], string])[] = [
  ["an owner by tag", ["--with", "tags", "--owner", "pay*"], "api helper"],
  ["several owners", ["--with", "tags", "--owner", "payments,shop"], "api cron helper"],
  ["no owner", ["--with", "tags", "--owner", "none"], "idle image new"],
  ["no owner, as an empty text", ["--with", "tags", "--owner", ""], "idle image new"],
  ["the owner's tag key", ["--owner-tag", "Service", "--owner", "pay-*"], "api"],
  ["a tag", ["--tag", "Owner=payments"], "api helper"],
  ["a tag with a pattern", ["--tag", "Service=pay*"], "api"],
  ["one key twice: either", ["--tag", "team=shop,team=bank"], "cron"],
  ["two keys: both", ["--tag", "Owner=payments", "--tag", "Service=*"], "api"],
  ["a tag value with =", ["--tag", "Service=a=b"], ""],
  ["managed by", ["--managed-by", "aws-cdk"], "helper"],
  ["the team's own code", ["--managed-by", "none", "--deprecated"], "api cron idle"],
  ["an action", ["--action", "redeploy,check-image"], "helper image"],
  ["to retire", ["--with", "lastInvoked", "--action", "retire"], "api idle"],
  ["names excluded", ["--exclude-name", "i*,new"], "api cron helper"],
  ["runtimes excluded, which images have none of", ["--exclude-runtime", "nodejs*,python*"], "image"],
];

for (const [what, argv, expected] of CASES) {
  test(`keeps ${what}`, async () => assert.equal(await names(...argv), expected));
}

test("a column of one tag, which tags are read for", async () => {
  const { stdout } = await run(
    "-f",
    "json",
    "--columns",
    "functionName,tags.Service,tags.x",
    "--name",
    "api",
  );
  assert.deepEqual(JSON.parse(stdout).functions, [
    { functionName: "api", "tags.Service": "pay-api", "tags.x": null },
  ]);
  assert.equal(await names("--sort=-tags.Service", "--name", "api,cron"), "api cron");
});

test("groups by owner, status, action and manager; runtimes in the order of their versions", async () => {
  const headings = async (by: string) => {
    const { stdout } = await run(
      "--with",
      "tags",
      "-f",
      "markdown",
      "--group-by",
      by,
      "--status",
      "deprecated,create-blocked,update-blocked",
    );
    return [...stdout.matchAll(/^### (.*?)(?: \(.*)?$/gm)].map(([, title]) => title);
  };
  assert.deepEqual(await headings("owner"), ["no owner", "payments", "shop"]);
  assert.deepEqual(await headings("action"), ["upgrade", "redeploy"]);
  assert.deepEqual(await headings("managedBy"), ["the team's own code", "aws-cdk"]);
  assert.deepEqual(await headings("runtime"), ["nodejs16.x", "nodejs18.x", "python3.6", "python3.10"]);
  assert.equal(await names("--sort", "runtime", "--name", "cron,idle"), "cron idle");
});

test("the summary counts owners and actions", async () => {
  const { stdout } = await run("--with", "tags", "-f", "json");
  const { summary } = JSON.parse(stdout);
  assert.deepEqual(summary.byOwner, { "": 3, payments: 2, shop: 1 });
  assert.deepEqual(summary.byAction, { upgrade: 3, redeploy: 1, "check-image": 1, none: 1 });
  assert.equal(summary.waived, 0);
});

for (const [argv, message] of [
  [["--tag", "team"], /--tag/],
  [["--tag", "=x"], /--tag/],
  [["--action", "fix"], /invalid value "fix" for --action/],
  [["--columns", "tags."], /--columns/],
  [["--owner", "[z-a]"], /--owner/],
] as const) {
  test(`refuses ${argv.join(" ")}`, async () => {
    const { code, stdout, stderr } = await run(...argv);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
  });
}

test("filters that leave nothing say which they are; a name that matches nothing is a warning", async () => {
  const misspelt = await run("--tag", "Owner=nobody", "--managed-by", "aws-sam", "-f", "tsv");
  assert.match(
    misspelt.stderr,
    /warning: no function matches --tag Owner=nobody --managed-by aws-sam \(6 functions read\)$/m,
  );
  const clean = await run("--action", "update-product", "-f", "tsv");
  assert.match(clean.stderr, /^no function matches --action update-product \(6 functions read\)$/m);
  assert.doesNotMatch((await run("-f", "tsv")).stderr, /no function/);
});

for (const [argv, message] of [
  [
    ["--with", "tags", "--owner", "paymnets"],
    "--owner paymnets (6 functions read); did you mean --owner payments?",
  ],
  [
    ["--managed-by", "aws-ckd"],
    "--managed-by aws-ckd (6 functions read); did you mean --managed-by aws-cdk?",
  ],
  [["--name", "hepler"], "--name hepler (6 functions read); did you mean --name helper?"],
  [["--tag", "owner=pay*"], "--tag owner=pay* (6 functions read); did you mean --tag 'Owner=pay*'?"],
  [
    ["--tag", "Service=pay-apo"],
    "--tag Service=pay-apo (6 functions read); did you mean --tag Service=pay-api?",
  ],
  // Others of the list match something.
  [["--with", "tags", "--owner", "payments,shpo"], "--owner shpo; did you mean --owner shop?"],
  [["--exclude-name", "hepler"], "--exclude-name hepler; did you mean --exclude-name helper?"],
] as const) {
  test(`what was probably meant by ${argv.join(" ")}`, async () => {
    const { stderr } = await run(...argv, "-f", "tsv");
    assert.ok(stderr.includes(`warning: no function matches ${message}\n`), stderr);
  });
}

test("a plan of a fresh scan says it, too", async () => {
  const { stderr } = await run("plan", "--managed-by", "aws-ckd");
  assert.match(stderr, /no function matches --managed-by aws-ckd .* did you mean --managed-by aws-cdk\?$/m);
});

test("names that match something, and `none`, get no suggestion", async () => {
  const { stderr } = await run(
    "--with",
    "tags",
    "--owner",
    "payments,none",
    "--name",
    "api,new",
    "-f",
    "tsv",
  );
  assert.doesNotMatch(stderr, /did you mean/);
  assert.doesNotMatch((await run("--managed-by", "none,aws-cdk", "--name", "x")).stderr, /did you mean/);
});

test("a plain name that matches nothing: how to match a part of names", async () => {
  const plain = await run("--name", "mag", "-f", "tsv");
  assert.match(
    plain.stderr,
    /no function matches --name mag \(6 functions read\); names must match completely, so use --name '\*mag\*' for a part\n/,
  );
  assert.doesNotMatch((await run("--name", "x*", "-f", "tsv")).stderr, /completely/);
});

test("every account that --account names and that does not exist is listed; one of --exclude-account is a warning", async () => {
  const two = await run("--org", "--account", "shoop,bank");
  assert.equal(two.code, 2);
  assert.match(
    two.stderr,
    /^lambda-inventory: --account: no account "shoop" among the 1 account found\n {2}Did you mean shop\?\n--account: no account "bank" among the 1 account found\n {2}`lambda-inventory accounts` lists them\.\n$/,
  );
  const excluded = await run("--org", "--exclude-account", "shoop,x*", "-f", "tsv");
  assert.equal(excluded.code, 0);
  assert.match(
    excluded.stderr,
    /warning: --exclude-account: no account "shoop" among the 1 account found; did you mean shop\?\n/,
  );
  assert.doesNotMatch(excluded.stderr, /"x\*"/);
});

test("a scan that is complete because no region was to be read says so", async () => {
  const scanned = async (...argv: string[]) => {
    const { code, stderr } = await program([...argv, "-f", "json"], { env: cleanEnv(simulator.env()) });
    return [code, /warning: (nothing was read: .*)\n/.exec(stderr)?.[1]];
  };
  const none = "nothing was read: no enabled region of any account matches --region eu_*";
  assert.deepEqual(await scanned("-r", "eu_*"), [0, none]);
  assert.deepEqual(await scanned("plan", "-r", "eu_*"), [0, none]);
  assert.deepEqual(await scanned("-r", "me-south-1"), [
    0,
    "nothing was read: me-south-1 is not enabled in any account, or Lambda is not available there",
  ]);
  assert.deepEqual(await scanned("-r", "eu-*"), [0, undefined]);
});
