import assert from "node:assert/strict";
import { test } from "node:test";
import type { Call } from "../../simulator/index.ts";
import { ALL_ACTIONS, check, HUB, shop, simulate, VIA } from "../support/cli/check-world.ts";

test("all checks passed: each account and region, one request per action, and no function appears", async (t) => {
  const queries: string[] = [];
  const latencyMs = ({ action, region, request }: Call): number => {
    if (action.startsWith("List")) queries.push(`${region} ${action} ${request.query}`);
    return 0;
  };
  const simulator = await simulate(t, [HUB, shop()], { latencyMs });
  assert.deepEqual(await check(simulator, "--org --with aliases,tags,lastInvoked --account hub,shop"), {
    code: 0,
    stdout: [
      "account       name  credentials  identity  regions  organization  via",
      "                    –            –         –        ✓             AWS Organizations",
      "111111111111  hub   ✓            ✓         ✓        –             environment variables",
      `222222222222  shop  ✓            ✓         ✓        –             ${VIA}`,
      "",
      "account       name  region     functions  tags  lastInvoked  aliases",
      "111111111111  hub   eu-west-1  ✓          ✓     ✓            ✓",
      "222222222222  shop  eu-west-1  ✓          ✓     ✓            ✓",
      "222222222222  shop  us-east-1  ✓          –     ✓            –",
      "",
      "– lambda:ListTags, lambda:ListAliases, lambda:ListVersionsByFunction: 222222222222 shop (us-east-1)",
      "    not testable: no functions in this region",
      "",
    ].join("\n"),
    stderr: "2 accounts, 3 regions: all checks passed\n",
  });
  const { requests } = simulator;
  const counts = ["sts:AssumeRole", ...ALL_ACTIONS].map((action) => requests.count(action));
  assert.deepEqual(counts, [1, 2, 3, 3, 2, 3, 2, 2]);
  assert.deepEqual(queries.filter((query) => !/Accounts|ListTagsForResource/.test(query)).sort(), [
    ...["eu-west-1 ListAliases MaxItems=1", "eu-west-1 ListAliases MaxItems=1"],
    ...["eu-west-1 ListFunctions MaxItems=1", "eu-west-1 ListFunctions MaxItems=1"],
    ...["eu-west-1 ListTags ", "eu-west-1 ListTags "],
    ...["eu-west-1 ListVersionsByFunction MaxItems=1", "eu-west-1 ListVersionsByFunction MaxItems=1"],
    "us-east-1 ListFunctions MaxItems=1",
  ]);
});

test("JSON has an object for each account and region", async (t) => {
  const simulator = await simulate(t, [HUB]);
  const ended = await check(simulator, "-r eu-west-1 -f json");
  assert.deepEqual(
    { code: ended.code, targets: JSON.parse(ended.stdout) },
    {
      code: 0,
      targets: [
        {
          accountId: "111111111111",
          accountName: "",
          region: "eu-west-1",
          via: "environment variables",
          arn: "arn:aws:iam::111111111111:user/inventory",
          status: "ok",
          message: "",
          checks: [
            { action: "credentials", ok: true, code: "", message: "" },
            { action: "identity", ok: true, code: "", message: "" },
            {
              action: "ec2:DescribeRegions",
              ok: null,
              code: "NotNeeded",
              message: "not needed: all regions are literal names",
            },
            { action: "lambda:ListFunctions", ok: true, code: "", message: "" },
          ],
        },
      ],
    },
  );
  assert.equal(simulator.requests.count("ec2:DescribeRegions"), 0);
});

test("TSV has a line for each check", async (t) => {
  const simulator = await simulate(t, [HUB, { name: "gone", state: "SUSPENDED" }]);
  const me = "environment variables\tarn:aws:iam::111111111111:user/inventory";
  assert.deepEqual(await check(simulator, "--org -f tsv -q"), {
    code: 0,
    stdout: [
      "accountId\taccountName\tregion\tstatus\taction\tok\tcode\tmessage\tvia\tarn",
      `111111111111\thub\teu-west-1\tok\tcredentials\ttrue\t\t\t${me}`,
      `111111111111\thub\teu-west-1\tok\tidentity\ttrue\t\t\t${me}`,
      `111111111111\thub\teu-west-1\tok\tec2:DescribeRegions\ttrue\t\t\t${me}`,
      `111111111111\thub\teu-west-1\tok\tlambda:ListFunctions\ttrue\t\t\t${me}`,
      "222222222222\tgone\t\tskipped\t\t\t\tsuspended in AWS Organizations\tAWS Organizations\t",
      "",
    ].join("\n"),
    stderr: "",
  });
});

test("accounts with the same problem are listed together, each by name", async (t) => {
  const accounts = Array.from({ length: 5 }, (_, i) => ({ ...shop(["ec2:*"]), name: `shop-${i}` }));
  const simulator = await simulate(t, [HUB, ...accounts]);
  const ended = await check(simulator, "--org --account shop-* -r eu-west-1");
  assert.equal(ended.code, 3);
  const [problem = "", ...others] = ended.stdout.split("\n").filter((line) => line.startsWith("✗"));
  assert.deepEqual(others, []);
  for (const { name } of accounts) assert.match(problem, new RegExp(` \\d{12} ${name} \\(eu-west-1\\)`));
});
