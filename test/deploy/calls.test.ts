/**
 * Every call that the program makes is allowed by what `role` prints, tested by `check` and described in the documents; and
 * `role` allows nothing else. The calls are those that the simulator saw.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Fault, type Simulator, startSimulator } from "../../simulator/index.ts";
import { hubPolicy, readerPolicy } from "../../src/deploy/policy.ts";
import { EXTRAS } from "../../src/model/column.ts";
import { program } from "../support/cli/program.ts";
import { textOf } from "../support/docs/pages.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const REGION = "eu-west-1";
const MEMBER = "222222222222";
const RuntimeConfig = {
  RuntimeArn: `arn:aws:lambda:${REGION}:${MEMBER}:runtime/house`,
  RuntimeAlias: "stable",
};
const ALL = ["--with", EXTRAS.join(",")];
const AGGREGATOR = ["--aggregator", "org"];
/** What only a refusal leads to. */
const REFUSALS: readonly Fault[] = ["ec2:DescribeRegions", "tag:GetResources"].map((action) => ({
  kind: "deny",
  action,
}));

const cwd = temporaryDirectory("calls");
let simulator: Simulator;
const called = new Set<string>();

async function run(faults: readonly Fault[], ...argv: readonly string[]): Promise<string> {
  simulator.faults.clear();
  simulator.faults.add(...faults);
  const { stdout, stderr, code } = await program(argv, { env: simulator.env(), cwd });
  assert.ok(code === 0 || code === 3, stderr);
  return stdout;
}

before(async () => {
  const revisions = [
    { id: "1", runtime: "nodejs24.x", createdAt: "2026-11-02T08:00:00Z" },
    { id: "2", runtime: "nodejs24.x", createdAt: "2026-11-03T08:00:00Z" },
  ];
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        { name: "hub", functions: { [REGION]: ["own nodejs24.x"] } },
        {
          name: "shop",
          ou: "Workloads",
          functions: {
            [REGION]: [
              { name: "custom", Runtime: "custom", RuntimeConfig, aliases: [{ name: "live", version: "1" }] },
              { name: "image", image: {} },
            ],
          },
          runtimes: { [REGION]: [{ name: "house", aliases: [{ name: "stable" }] }] },
          webFunctions: {
            [REGION]: [
              { name: "pages", revisions, endpoints: { main: { "1": 100 } } },
              { name: "idle", revisions },
            ],
          },
        },
      ],
      aggregators: [{ name: "org", region: REGION }],
    }),
  });
  writeFileSync(join(cwd, "owners.yaml"), "owners:\n  - match: {ou: ou-0000-00000000}\n    owner: a\n");
  const whole = ["list", "--org", "-f", "json", "-q"];
  await run([], ...whole, ...ALL, "--versions", "all", ...AGGREGATOR, "--owners", "owners.yaml");
  await run(REFUSALS, ...whole, ...ALL);
  await run([], ...whole, ...AGGREGATOR, "--aggregator-only");
  for (const action of Object.keys(simulator.requests.byAction)) called.add(action);
});
after(() => simulator.close());

/** AWS allows them to everyone, or, as a link that was signed for us, to whoever has it. */
const FREE = ["sts:GetCallerIdentity", "s3:GetObject"];

test("role allows the calls that the program makes, and no others", () => {
  const statements = [...readerPolicy(EXTRAS).Statement, ...hubPolicy("Reader", "aws", true).Statement];
  const allowed = new Set(statements.flatMap(({ Action }) => Action));
  assert.deepEqual([...allowed].sort(), [...called].filter((action) => !FREE.includes(action)).sort());
});

/** Calls that `check` makes as a scan does, with what shows their refusal. */
const SHOWN_OTHERWISE: Readonly<Record<string, string>> = {
  "sts:AssumeRole": "credentials",
  "sts:GetCallerIdentity": "identity",
  "account:ListRegions": "ec2:DescribeRegions",
  "organizations:ListAccounts": "exit code 2: no account is known",
  "organizations:ListAccountsForParent": "exit code 2: no account is known",
  "organizations:ListRoots": "exit code 2: no account is known",
  "organizations:ListOrganizationalUnitsForParent": "exit code 2: no account is known",
  "s3:GetObject": "nothing: the link exists for an image only",
};

test("check tests each of them", async () => {
  const stdout = await run([], "check", "--org", "--all", "-f", "json", ...ALL, ...AGGREGATOR);
  const targets: readonly {
    readonly checks: readonly { readonly action: string; readonly ok: unknown }[];
  }[] = JSON.parse(stdout);
  const checks = targets.flatMap((target) => target.checks);
  const tested = new Set(checks.filter(({ ok }) => ok === true).map(({ action }) => action));
  assert.deepEqual(
    [...called].filter((action) => !tested.has(action)).sort(),
    Object.keys(SHOWN_OTHERWISE)
      .filter((action) => called.has(action))
      .sort(),
  );
});

test("the documents say what each is for, and the simulator's page has it", () => {
  const permissions = textOf("docs/accounts.md") + textOf("docs/sources.md");
  const simulated = textOf("docs/simulator.md");
  for (const action of called) {
    const [service, operation = ""] = action.split(":");
    assert.ok(FREE.includes(action) || permissions.includes(`\`${action}\``), `${action} in docs/`);
    assert.ok(service === "s3" || simulated.includes(operation), `${operation} in docs/simulator.md`);
  }
});
