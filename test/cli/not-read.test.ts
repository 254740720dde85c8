/** What was not read, through the whole program: every account and region by name, with its own reason, in every output. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readXlsx } from "hucre/xlsx";
import { type AccountSpec, estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { startReceiver } from "../support/notify/receiver.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const REGIONS = ["eu-west-1", "us-east-1", "us-east-2", "us-west-2"];
const SCP = Array.from({ length: 5 }, (_, index): AccountSpec => {
  const controlPolicies = [{ actions: ["lambda:*"], regions: REGIONS.slice(1) }];
  return { id: `22222222220${index}`, name: `guarded-${index}`, controlPolicies };
});
/** Refused by IAM in one region, with the same error code. */
const IAM: AccountSpec = {
  id: "333333333333",
  name: "forgotten",
  roles: [{ name: "LambdaInventoryReadOnly", allows: ["ec2:*"] }],
};

const cwd = temporaryDirectory("not-read");
const SCAN = ["--org", "-r", REGIONS.join(",")];
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  const management = { id: "111111111111", name: "management" };
  simulator = await startSimulator({ estate: estate({ accounts: [management, ...SCP, IAM] }) });
  env = cleanEnv(simulator.env());
});
after(() => simulator.close());

/** Every account, and both complete reasons. */
function assertNamed(written: string, about: string): void {
  const text = written.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  for (const { id, name } of [...SCP, IAM]) {
    assert.ok(text.includes(id ?? ""), `${about}: ${id}`);
    assert.ok(text.includes(name ?? ""), `${about}: ${name}`);
  }
  for (const region of REGIONS) assert.ok(text.includes(region), `${about}: ${region}`);
  assert.match(text, /a service control policy of the organization denies lambda:ListFunctions/, about);
  assert.match(text, /no IAM policy allows lambda:ListFunctions/, about);
  assert.match(text, /with an explicit deny in a service control policy/, about);
  assert.match(text, /because no identity-based policy allows/, about);
}

test("the summary, Markdown and HTML", async () => {
  for (const format of ["table", "tsv", "markdown", "html"]) {
    const { code, stdout, stderr } = await program([...SCAN, "-f", format], { env, cwd });
    assert.equal(code, 3);
    assertNamed(stderr, `stderr of ${format}`);
    assert.match(stderr, /^ {2}15 denied AccessDenied/m, "reasons with the same code are apart");
    assert.match(stderr, /^ {2}4 denied AccessDenied/m);
    if (format === "markdown" || format === "html") assertNamed(stdout, format);
  }
});

test("the workbook", async () => {
  await program([...SCAN, "-q", "-o", "report.xlsx"], { env, cwd });
  const { sheets } = await readXlsx(readFileSync(join(cwd, "report.xlsx")));
  for (const sheet of [sheets[0], sheets.at(-1)]) assertNamed(JSON.stringify(sheet?.rows), sheet?.name ?? "");
});

test("notices to Slack and to a webhook", async () => {
  const receiver = await startReceiver(200);
  const addresses = {
    LAMBDA_INVENTORY_SLACK_WEBHOOK_URL: receiver.url,
    LAMBDA_INVENTORY_WEBHOOK_URL: receiver.url,
  };
  const argv = [...SCAN, "-q", "-f", "json", "--notify", "slack,webhook"];
  await program(argv, { env: { ...env, ...addresses }, cwd });
  await receiver.close();
  assert.equal(receiver.bodies.length, 2);
  for (const body of receiver.bodies) assertNamed(JSON.stringify(body), "a notice");
});

test("a message that Slack refuses as too long is posted in a shorter form", async () => {
  const receiver = await startReceiver(400, 200);
  const argv = [...SCAN, "-q", "-f", "json", "--notify", "slack"];
  const { code, stderr } = await program(argv, {
    env: { ...env, LAMBDA_INVENTORY_SLACK_WEBHOOK_URL: receiver.url },
    cwd,
  });
  await receiver.close();
  assert.deepEqual([receiver.bodies.length, code, stderr], [2, 3, ""]);
});
