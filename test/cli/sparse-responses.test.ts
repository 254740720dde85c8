/** Servers that answer less than AWS, or a little else, as emulators do: what they leave out is not needed. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { estate, startSimulator } from "../../simulator/index.ts";
import type { FunctionRow, Report } from "../../src/model/report.ts";
import { startAltering } from "../support/aws/altering.ts";
import { cleanEnv, program } from "../support/cli/program.ts";

const HUB = "111111111111";
const REGIONS = ["-r", "eu-west-1,us-east-1"];

type Functions = Readonly<Record<string, readonly string[]>>;

const tagged = (line: string) => {
  const [name = "", Runtime = ""] = line.split(" ");
  return { name, Runtime, tags: { team: `${name}-team` } };
};

/** A scan of one account, in which each body of AWS's responses went through `alter`. */
async function scanned(
  t: TestContext,
  { functions, denied }: { readonly functions: Functions; readonly denied?: string },
  alter: (body: string) => string,
  ...argv: readonly string[]
) {
  const simulator = await startSimulator({
    verifySignatures: false,
    faults: denied === undefined ? [] : [{ kind: "deny", action: "lambda:ListFunctions", region: denied }],
    estate: estate({
      accounts: [
        {
          name: "hub",
          functions: Object.fromEntries(
            Object.entries(functions).map(([region, lines]) => [region, lines.map(tagged)]),
          ),
        },
      ],
    }),
  });
  t.after(() => simulator.close());
  const server = await startAltering(simulator.url, (_, { status, body }) => ({ status, body: alter(body) }));
  t.after(() => server.close());
  const env = cleanEnv({ ...simulator.env(), AWS_ENDPOINT_URL: server.url });
  const { code, stdout, stderr } = await program([...REGIONS, "-f", "json", ...argv], { env });
  return { code, stdout, stderr, report: JSON.parse(stdout) as Report };
}

function folder(t: TestContext): string {
  const cwd = mkdtempSync(join(tmpdir(), "sparse-"));
  t.after(() => rmSync(cwd, { recursive: true }));
  return cwd;
}

const withoutArns = (body: string) => body.replaceAll(/"FunctionArn":"[^"]*",?/g, "");
const arns = (rows: readonly FunctionRow[]) => rows.map(({ functionArn }) => functionArn);

test("a function without an ARN has the one that AWS would have returned, and its tags", async (t) => {
  const { report } = await scanned(
    t,
    { functions: { "eu-west-1": ["orders nodejs18.x", "refund nodejs18.x"] } },
    withoutArns,
    "--with",
    "tags",
  );
  assert.deepEqual(arns(report.functions), [
    `arn:aws:lambda:eu-west-1:${HUB}:function:orders`,
    `arn:aws:lambda:eu-west-1:${HUB}:function:refund`,
  ]);
  assert.deepEqual(
    report.functions.map(({ owner }) => owner),
    ["orders-team", "refund-team"],
  );
});

test("plans of functions without ARNs tell what was fixed from what was not read", async (t) => {
  const cwd = folder(t);
  const before = { "eu-west-1": ["a nodejs18.x", "b nodejs16.x"], "us-east-1": ["c ruby2.7"] };
  const old = await scanned(t, { functions: before }, withoutArns);
  const next = { "eu-west-1": ["a nodejs18.x", "b nodejs24.x"], "us-east-1": ["c ruby2.7"] };
  const now = await scanned(t, { functions: next, denied: "us-east-1" }, withoutArns);
  assert.deepEqual([old.code, now.code], [0, 3]);
  writeFileSync(join(cwd, "old.json"), old.stdout);
  writeFileSync(join(cwd, "now.json"), now.stdout);
  const states = async (since: string) => {
    const argv = ["plan", "now.json", "--since", since, "-f", "json"];
    const { items } = JSON.parse((await program(argv, { env: {}, cwd })).stdout) as {
      readonly items: readonly Readonly<Record<"runtime" | "state", string>>[];
    };
    return items.map(({ runtime, state }) => `${runtime} ${state}`).sort();
  };
  const expected = ["nodejs16.x done", "nodejs18.x open", "ruby2.7 unknown"];
  assert.deepEqual(await states("old.json"), expected);
  await program(["plan", "old.json", "-f", "json", "-o", "plan.json"], { env: {}, cwd });
  assert.deepEqual(await states("plan.json"), expected);
});

test("the report of a scan can be read again when its ARNs name another account", async (t) => {
  const cwd = folder(t);
  const { code, stdout, report } = await scanned(
    t,
    { functions: { "eu-west-1": ["orders nodejs18.x"] } },
    (body) => body.replaceAll(/("FunctionArn":"arn:aws:lambda:[\w-]+):\d+/g, "$1:000000000000"),
  );
  assert.deepEqual([code, report.functions[0]?.accountId], [0, HUB]);
  assert.deepEqual(arns(report.functions), ["arn:aws:lambda:eu-west-1:000000000000:function:orders"]);
  writeFileSync(join(cwd, "saved.json"), stdout);
  const again = await program(["report", "saved.json", "-f", "json"], { env: {}, cwd });
  assert.deepEqual([again.code, JSON.parse(again.stdout).functions], [0, report.functions]);
});
