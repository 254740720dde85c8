/** A check that hangs, is interrupted, or runs out of time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, check, HUB, shop, simulate, targetsIn, VIA } from "../support/cli/check-world.ts";

test("a region that hangs ends after --timeout, and the others pass", async (t) => {
  const faults = [{ kind: "hang", region: "us-east-1", action: "cloudwatch:*" }] as const;
  const simulator = await simulate(t, [HUB], { faults });
  const ended = await check(simulator, "-r eu-west-1,us-east-1 --with lastInvoked --timeout 3 -f json");
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
  ["the deadline", "--deadline 3", 3, "DeadlineExceeded", "the run's deadline of 3 s passed (--deadline)"],
] as const;
for (const [name, argv, code, reason, message] of ENDS) {
  test(`${name}: finished checks are printed, the rest is listed`, async (t) => {
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

test("an interrupt while a role is being assumed lists that account", async (t) => {
  const faults = [{ kind: "hang", account: "222222222222", action: "sts:AssumeRole" }] as const;
  const simulator = await simulate(t, [HUB, shop()], { faults });
  const interrupt = asked(simulator, "lambda:ListFunctions", 1).then(() =>
    asked(simulator, "sts:AssumeRole", 1),
  );
  const ended = await check(simulator, "--org -r eu-west-1", interrupt);
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
