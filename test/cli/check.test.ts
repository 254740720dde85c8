import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  type AccountSpec,
  type Call,
  estate,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../src/simulator/index.ts";
import { home, keysSection } from "../aws/world.ts";
import { type Ended, program } from "./program.ts";

const HUB: AccountSpec = { name: "hub", functions: { "eu-west-1": ["secret-project nodejs20.x", "b", "c"] } };
const ROLE = "arn:aws:iam::222222222222:role/LambdaInventoryReadOnly";
const SESSION = "arn:aws:sts::222222222222:assumed-role/LambdaInventoryReadOnly/lambda-inventory";
const VIA = `environment variables → ${ROLE}`;
const ALL_ACTIONS = [
  "ec2:DescribeRegions",
  "lambda:ListFunctions",
  "lambda:ListTags",
  "cloudwatch:GetMetricData",
  "lambda:ListAliases",
  "lambda:ListVersionsByFunction",
];

async function simulate(
  t: TestContext,
  accounts: readonly AccountSpec[],
  options: Omit<SimulatorOptions, "estate"> = {},
): Promise<Simulator> {
  const simulator = await startSimulator({ estate: estate({ accounts }), ...options });
  t.after(() => simulator.close());
  return simulator;
}

function check(simulator: Simulator, argv: string, interrupt?: Promise<unknown>): Promise<Ended> {
  const args = argv.split(" ").filter((word) => word !== "");
  return program(["check", ...args], { env: simulator.env(), ...(interrupt && { interrupt }) });
}

/** An account with two regions whose role allows these actions. */
function shop(allows: readonly string[] = ["*"], more: Partial<AccountSpec> = {}): AccountSpec {
  const roles = [{ name: "LambdaInventoryReadOnly", allows }];
  return { name: "shop", functions: { "eu-west-1": ["api"], "us-east-1": [] }, roles, ...more };
}

interface JsonTarget {
  readonly region: string;
  readonly status: string;
  readonly message: string;
  readonly checks: readonly {
    readonly action: string;
    readonly ok: boolean | null;
    readonly code: string;
    readonly message: string;
  }[];
}

function targetsIn({ stdout }: Ended): readonly JsonTarget[] {
  return JSON.parse(stdout);
}

test("all is well: each account and region, one question an action, and no function is named", async (t) => {
  const queries: string[] = [];
  const latencyMs = ({ action, region, request }: Call): number => {
    if (action.startsWith("List")) queries.push(`${region} ${action} ${request.query}`);
    return 0;
  };
  const simulator = await simulate(t, [HUB, shop()], { latencyMs });
  assert.deepEqual(await check(simulator, "--org --with aliases,tags,lastInvoked --account hub,shop"), {
    code: 0,
    stdout: [
      "account       name  credentials  identity  regions  via",
      "111111111111  hub   ✓            ✓         ✓        environment variables",
      `222222222222  shop  ✓            ✓         ✓        ${VIA}`,
      "",
      "account       name  region     functions  tags  lastInvoked  aliases",
      "111111111111  hub   eu-west-1  ✓          ✓     ✓            ✓",
      "222222222222  shop  eu-west-1  ✓          ✓     ✓            ✓",
      "222222222222  shop  us-east-1  ✓          –     ✓            –",
      "",
      "– lambda:ListTags, lambda:ListAliases, lambda:ListVersionsByFunction: 222222222222 shop (us-east-1)",
      "    no function to try it on",
      "",
    ].join("\n"),
    stderr: "2 accounts, 3 regions: all answer\n",
  });
  const { requests } = simulator;
  const counts = ["sts:AssumeRole", ...ALL_ACTIONS].map((action) => requests.count(action));
  assert.deepEqual(counts, [1, 2, 3, 2, 3, 2, 2]);
  assert.deepEqual(queries.filter((query) => !query.includes("Accounts")).sort(), [
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
              message: "not needed: the regions are named",
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

for (const action of ALL_ACTIONS) {
  test(`a role without ${action}`, async (t) => {
    const allows = ALL_ACTIONS.filter((other) => other !== action);
    const simulator = await simulate(t, [HUB, shop(allows)]);
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
    const untried = target?.checks.filter(({ ok }) => ok === null).map((each) => [each.action, each.message]);
    const noFunction = "no function to try it on, since lambda:ListFunctions is refused";
    const onFunctions = ["lambda:ListTags", "lambda:ListAliases", "lambda:ListVersionsByFunction"];
    assert.deepEqual(
      untried,
      action === "lambda:ListFunctions" ? onFunctions.map((each) => [each, noFunction]) : [],
    );
    assert.doesNotMatch(ended.stdout, /function:api/);
  });
}

test("an account whose role is refused, one with a service control policy in one region, one suspended", async (t) => {
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
        " policy names this caller, and whether it asks for an external id or MFA",
      "",
    ].join("\n"),
    stderr: "3 accounts, 3 regions, 1 skipped: 2 with something missing\n",
  });
});

test("a region that is not enabled lacks nothing", async (t) => {
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
      `    UnrecognizedClientException: the region does not know this account's credentials, so it is not enabled: ${said}`,
      "",
    ].join("\n"),
    stderr: "1 account, 2 regions: all answer\n",
  });
});

test("the same refusal in every region is a matter of the credentials", async (t) => {
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
    assert.match(message, /the same in every region of this account: the credentials are not accepted/);
  }
});

test("base credentials that AWS does not accept end the check", async (t) => {
  const simulator = await simulate(t, [HUB]);
  const env = { ...simulator.env(), AWS_SECRET_ACCESS_KEY: "wrong" };
  const ended = await program(["check"], { env });
  assert.deepEqual([ended.code, ended.stdout], [2, ""]);
  assert.match(ended.stderr, /AWS does not accept the credentials from environment variables/);
});

test("a role that may not list regions: the regions tried, and why they may not be all", async (t) => {
  const simulator = await simulate(t, [HUB, shop(["lambda:*"])]);
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
  assert.match(ended.stdout, /default-enabled regions were tried/);
});

test("a region that hangs is bounded by --timeout, and the others answer", async (t) => {
  const faults = [{ kind: "hang", region: "us-east-1", action: "cloudwatch:*" }] as const;
  const simulator = await simulate(t, [HUB], { faults });
  const ended = await check(simulator, "-r eu-west-1,us-east-1 --with lastInvoked --timeout 0.5 -f json");
  assert.equal(ended.code, 3);
  assert.deepEqual(
    targetsIn(ended).map(({ region, status, checks }) => [
      region,
      status,
      ...checks.slice(3).map(({ action, ok, code }) => `${action} ${ok} ${code}`),
    ]),
    [
      ["eu-west-1", "ok", "lambda:ListFunctions true ", "cloudwatch:GetMetricData true "],
      [
        ...["us-east-1", "timeout", "lambda:ListFunctions true "],
        "cloudwatch:GetMetricData false TargetTimeout",
      ],
    ],
  );
});

const ENDS = [
  ["an interrupt", "", 130, "Interrupted", "the run was interrupted"],
  ["the deadline", "--deadline 1", 3, "DeadlineExceeded", "the run's deadline of 1 s passed (--deadline)"],
] as const;
for (const [name, argv, code, reason, message] of ENDS) {
  test(`${name}: what was checked is printed, the rest is named`, async (t) => {
    const faults = [{ kind: "hang", region: "us-east-1", action: "lambda:ListFunctions" }] as const;
    const simulator = await simulate(t, [HUB], { faults });
    const interrupt = argv === "" ? asked(simulator, "lambda:ListFunctions", 2) : undefined;
    const ended = await check(simulator, `-r eu-west-1,us-east-1 ${argv}`, interrupt);
    assert.deepEqual(ended, {
      code,
      stdout: [
        "account       name  credentials  identity  regions  via",
        "111111111111        ✓            ✓         –        environment variables",
        "",
        "account       name  region     functions",
        "111111111111        eu-west-1  ✓",
        "111111111111        us-east-1  –",
        "",
        "– lambda:ListFunctions: 111111111111 (us-east-1)",
        `    ${reason}: ${message}`,
        "",
      ].join("\n"),
      stderr: "1 account, 2 regions: 1 not checked\n",
    });
  });
}

/** Resolves once so many calls of this action have come in. */
async function asked(simulator: Simulator, action: string, times: number): Promise<void> {
  while (simulator.requests.count(action) < times) await new Promise((done) => setTimeout(done, 10));
  // The answer of the one that does not hang is on its way.
  await new Promise((done) => setTimeout(done, 50));
}

test("an interrupt while an account is being entered names it", async (t) => {
  const faults = [{ kind: "hang", account: "222222222222", action: "sts:AssumeRole" }] as const;
  const simulator = await simulate(t, [HUB, shop()], { faults });
  const ended = await check(simulator, "--org -r eu-west-1", asked(simulator, "sts:AssumeRole", 1));
  assert.deepEqual(ended, {
    code: 130,
    stdout: [
      "account       name  credentials  identity  regions  via",
      "111111111111  hub   ✓            ✓         –        environment variables",
      `222222222222  shop  –            –         –        ${VIA}`,
      "",
      "account       name  region     functions",
      "111111111111  hub   eu-west-1  ✓",
      "222222222222  shop  eu-west-1  –",
      "",
      "– credentials: 222222222222 shop",
      "    Interrupted: the run was interrupted",
      "",
    ].join("\n"),
    stderr: "2 accounts, 2 regions: 1 not checked\n",
  });
});

test("a profile whose keys are refused stands beside the others", async (t) => {
  const simulator = await simulate(t, [HUB]);
  const { env } = home({
    credentials: `${keysSection(simulator, "good")}[bad]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = no\n`,
  });
  const surroundings = { ...env, AWS_ENDPOINT_URL: simulator.url };
  const ended = await program(["check", "--all-profiles", "-r", "eu-west-1"], { env: surroundings });
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
    stderr: "2 accounts, 1 region: 1 with something missing\n",
  });
});

test("many accounts with the same fault are told once", async (t) => {
  const accounts = Array.from({ length: 5 }, (_, i) => ({ ...shop(["ec2:*"]), name: `shop-${i}` }));
  const simulator = await simulate(t, [HUB, ...accounts]);
  const ended = await check(simulator, "--org --account shop-* -r eu-west-1");
  assert.equal(ended.code, 3);
  assert.deepEqual(
    ended.stdout.split("\n").filter((line) => line.startsWith("✗")),
    ["✗ lambda:ListFunctions: 5 accounts"],
  );
});
