/** What `check` prints when AWS denies requests. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fault } from "../../simulator/index.ts";
import { home, keysSection } from "../support/aws/world.ts";
import { ALL_ACTIONS, check, HUB, shop, simulate, targetsIn, VIA } from "../support/cli/check-world.ts";
import { program } from "../support/cli/program.ts";

const SESSION = "arn:aws:sts::222222222222:assumed-role/LambdaInventoryReadOnly/lambda-inventory";

const NO_LIST_REGIONS: Fault = { kind: "deny", action: "account:ListRegions" };

for (const action of ALL_ACTIONS) {
  test(`a role without ${action}`, async (t) => {
    const allows = ALL_ACTIONS.filter((other) => other !== action);
    // Otherwise the management account finds the regions.
    const simulator = await simulate(t, [HUB, shop(allows)], { faults: [NO_LIST_REGIONS] });
    const argv = "--org --account shop --region eu-west-* --with tags,lastInvoked,aliases -f json";
    const ended = await check(simulator, argv);
    assert.equal(ended.code, 3);
    // Without DescribeRegions the default-enabled regions are tried, of which three match.
    const eu = targetsIn(ended).filter(({ region }) => region === "eu-west-1");
    assert.equal(eu.length, 1);
    const [target] = eu;
    assert.equal(target?.status, "denied");
    const refused = target?.checks.filter(({ ok }) => ok === false) ?? [];
    assert.deepEqual(
      refused.map((each) => [each.action, each.code]),
      [[action, action.startsWith("ec2:") ? "UnauthorizedOperation" : "AccessDeniedException"]],
    );
    assert.ok(refused[0]?.message.includes(`no IAM policy allows ${action}: `), refused[0]?.message);
    assert.equal(target?.message, refused[0]?.message);
    const alternative = "; account:ListRegions, which would be enough, failed too (AccessDeniedException)";
    assert.equal(target?.message.endsWith(alternative), action === "ec2:DescribeRegions", target?.message);
    const untried = target?.checks.filter(({ ok }) => ok === null).map((each) => [each.action, each.message]);
    const noFunction = "not testable: lambda:ListFunctions is denied";
    const onFunctions = ["lambda:ListTags", "lambda:ListAliases", "lambda:ListVersionsByFunction"];
    assert.deepEqual(
      untried,
      action === "lambda:ListFunctions" ? onFunctions.map((each) => [each, noFunction]) : [],
    );
    assert.doesNotMatch(ended.stdout, /function:api/);
  });
}

test("a role that cannot be assumed, a service control policy in one region, a suspended account", async (t) => {
  const policy = { actions: ["lambda:*"], regions: ["us-east-1"] };
  const simulator = await simulate(t, [
    HUB,
    shop(undefined, { controlPolicies: [policy] }),
    { name: "norole", roles: [] },
    { name: "gone", state: "SUSPENDED" },
  ]);
  assert.deepEqual(await check(simulator, "--org"), {
    code: 3,
    stdout: [
      "account       name    credentials  identity  regions  via",
      "111111111111  hub     ✓            ✓         ✓        environment variables",
      `222222222222  shop    ✓            ✓         ✓        ${VIA}`,
      "333333333333  norole  ✗            –         –        environment variables → arn:aws:iam::333333333333:role/LambdaInventoryReadOnly",
      "444444444444  gone    –            –         –        AWS Organizations: skipped, suspended in AWS Organizations",
      "",
      "account       name  region     functions",
      "111111111111  hub   eu-west-1  ✓",
      "222222222222  shop  eu-west-1  ✓",
      "222222222222  shop  us-east-1  ✗",
      "",
      "✗ lambda:ListFunctions: 222222222222 shop (us-east-1)",
      "    AccessDeniedException: a service control policy of the organization denies lambda:ListFunctions:" +
        ` User: ${SESSION} is not authorized to perform: lambda:ListFunctions on resource: *` +
        " with an explicit deny in a service control policy",
      "✗ credentials: 333333333333 norole",
      "    AccessDenied: arn:aws:iam::111111111111:user/inventory may not assume" +
        " arn:aws:iam::333333333333:role/LambdaInventoryReadOnly: check that the role exists and that its trust" +
        " policy allows this caller, and whether it requires an external id or MFA",
      "",
    ].join("\n"),
    stderr: "3 accounts, 3 regions, 1 skipped: 2 with failed checks\n",
  });
});

test("a region that is not enabled needs no fix", async (t) => {
  const simulator = await simulate(t, [HUB]);
  const said = "The security token included in the request is invalid.";
  assert.deepEqual(await check(simulator, "-r eu-west-1,af-south-1 --with lastInvoked"), {
    code: 0,
    stdout: [
      "account       name  credentials  identity  regions  via",
      "111111111111        ✓            ✓         –        environment variables",
      "",
      "account       name  region      functions  lastInvoked",
      "111111111111        af-south-1  –          –",
      "111111111111        eu-west-1   ✓          ✓",
      "",
      "– lambda:ListFunctions: 111111111111 (af-south-1)",
      `    UnrecognizedClientException: not enabled in this account: the region does not recognize the account's credentials: ${said}`,
      "",
    ].join("\n"),
    stderr: "1 account, 2 regions: all checks passed\n",
  });
});

test("the same error in every region means bad credentials", async (t) => {
  const faults = [
    { kind: "disabled-region", action: "lambda:ListFunctions", account: "222222222222" },
  ] as const;
  const simulator = await simulate(t, [HUB, shop()], { faults });
  const ended = await check(simulator, "--org --account shop -f json");
  assert.equal(ended.code, 3);
  assert.deepEqual(
    targetsIn(ended).map(({ region, status }) => `${region} ${status}`),
    ["eu-west-1 unauthenticated", "us-east-1 unauthenticated"],
  );
  for (const { message } of targetsIn(ended)) {
    assert.match(message, /no region of this account accepts these credentials/);
  }
});

test("base credentials that AWS does not accept end the check", async (t) => {
  const simulator = await simulate(t, [HUB]);
  const env = { ...simulator.env(), AWS_SECRET_ACCESS_KEY: "wrong" };
  const ended = await program(["check"], { env });
  assert.deepEqual([ended.code, ended.stdout], [2, ""]);
  assert.match(ended.stderr, /AWS does not accept the credentials from environment variables/);
});

test("a role that may not list regions: the regions that were checked, and why some may be missing", async (t) => {
  const simulator = await simulate(t, [HUB, shop(["lambda:*"])], { faults: [NO_LIST_REGIONS] });
  const ended = await check(simulator, "--org --account shop --region eu-west-1,us-east-*");
  assert.equal(ended.code, 3);
  assert.deepEqual(ended.stdout.split("\n").slice(0, 7), [
    "account       name  credentials  identity  regions  via",
    `222222222222  shop  ✓            ✓         ✗        ${VIA}`,
    "",
    "account       name  region     functions",
    "222222222222  shop  eu-west-1  ✓",
    "222222222222  shop  us-east-1  ✓",
    "222222222222  shop  us-east-2  ✓",
  ]);
  assert.match(
    ended.stdout,
    /\n✗ ec2:DescribeRegions: 222222222222 shop\n {4}UnauthorizedOperation: .*no IAM policy/,
  );
  assert.match(ended.stdout, /only default-enabled regions were scanned/);
});

test("a profile with invalid keys is listed beside the others", async (t) => {
  const simulator = await simulate(t, [HUB]);
  const { env } = home({
    credentials: `${keysSection(simulator, "good")}[bad]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = no\n`,
  });
  const surroundings = { ...env, AWS_ENDPOINT_URL: simulator.url };
  const ended = await program(["check", "--all", "--all-profiles", "-r", "eu-west-1"], { env: surroundings });
  assert.deepEqual(ended, {
    code: 3,
    stdout: [
      "account       name  credentials  identity  regions  via",
      "              bad   ✓            ✗         –        profile bad",
      "111111111111  good  ✓            ✓         –        profile good",
      "",
      "account       name  region     functions",
      "111111111111  good  eu-west-1  ✓",
      "",
      "✗ identity: bad",
      "    InvalidClientTokenId: AWS does not accept the credentials from profile bad (InvalidClientTokenId):" +
        " check the access key and its secret, and AWS_REGION if they belong to another partition",
      "",
    ].join("\n"),
    stderr: "2 accounts, 1 region: 1 with failed checks\n",
  });
});
