/** The accounts that a scan would read: how they are listed, selected and accessed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { home, keysSection } from "../support/aws/world.ts";
import { type Ended, program } from "../support/cli/program.ts";

const HUB = "111111111111";
const SHOP = "222222222222";
const ROLE = `arn:aws:iam::${SHOP}:role/LambdaInventoryReadOnly`;
let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        { name: "hub", functions: { "eu-west-1": ["a nodejs24.x"] }, roles: [{ name: "Own" }] },
        { name: "shop", functions: { "eu-west-1": ["b nodejs24.x"] } },
        { name: "gone", state: "SUSPENDED" },
      ],
    }),
  });
});
after(() => simulator.close());

const { env: OF_HOME, path: cwd } = home();

function run(line: string, env: Record<string, string | undefined> = {}): Promise<Ended> {
  simulator.requests.reset();
  return program(line.split(" "), { cwd, env: { ...OF_HOME, ...simulator.env(), ...env } });
}

test("an organization: which accounts are read and how, and which are skipped and why", async () => {
  assert.deepEqual(await run("accounts --org"), {
    code: 0,
    stdout: [
      "account       name  status   via",
      "111111111111  hub   read     environment variables",
      `222222222222  shop  read     environment variables → ${ROLE}`,
      "333333333333  gone  skipped  AWS Organizations: suspended in AWS Organizations",
      "",
    ].join("\n"),
    stderr: "2 accounts to read, 1 skipped\n",
  });
  assert.equal(simulator.requests.count("sts:AssumeRole"), 0, "no role is assumed");
});

test("the account of the default credentials has its id", async () => {
  const listed = await run("accounts -f tsv -q");
  assert.deepEqual(listed, {
    code: 0,
    stdout: `accountId\taccountName\tstatus\tvia\treason\ttags\n${HUB}\t\tread\tenvironment variables\t\t\n`,
    stderr: "",
  });
  const chosen = await run(`--account ${HUB} -r eu-west-1 -f tsv -q --columns accountId,functionName`);
  assert.deepEqual([chosen.code, chosen.stdout], [0, `accountId\tfunctionName\n${HUB}\ta\n`]);
  assert.equal(simulator.requests.count("sts:GetCallerIdentity"), 1);
  const excluded = await run(`--exclude-account ${HUB}`);
  assert.deepEqual([excluded.code, excluded.stdout], [2, ""]);
  assert.match(excluded.stderr, /--exclude-account 111111111111 leaves none of the 1 account/);
});

test("a role with a profile is assumed in the account of the profile", async () => {
  const { env } = home({ credentials: keysSection(simulator, "x", HUB) });
  const profile = { ...env, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  const via = `profile x → arn:aws:iam::${HUB}:role/Own`;
  const listed = await run("accounts -p x --role Own -f json -q", profile);
  assert.deepEqual(
    JSON.parse(listed.stdout).map((row: { accountId: string; via: string }) => [row.accountId, row.via]),
    [[HUB, via]],
  );
  const scanned = await run("-p x --role Own -r eu-west-1 -f json -q", profile);
  assert.equal(scanned.code, 0, scanned.stderr);
  assert.deepEqual(
    JSON.parse(scanned.stdout).accounts.map((row: { via: string; status: string }) => [row.via, row.status]),
    [[via, "ok"]],
  );
});

test("an account that two profiles lead to is read once, with a role too", async () => {
  const { env } = home({
    credentials: keysSection(simulator, "x", HUB) + keysSection(simulator, "y", HUB),
  });
  const profiles = { ...env, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  const { stdout, code } = await run("-p y,x --role Own -r eu-west-1 -f ndjson -q", profiles);
  assert.deepEqual([code, stdout.split("\n").length - 1], [0, 1]);
});

test("the YAML output is an accounts file with the same accounts", async () => {
  for (const source of ["--org", ""]) {
    const written = await run(`accounts ${source} -f yaml -o accounts.yaml`.replaceAll(/ +/g, " "));
    assert.deepEqual([written.code, written.stdout], [0, ""], written.stderr);
    assert.match(readFileSync(join(cwd, "accounts.yaml"), "utf8"), /id: "111111111111"/);
    const read = async (way: string) => {
      const { stdout } = await run(`accounts ${way} -f tsv -q`.replaceAll(/ +/g, " "));
      return stdout.split("\n").filter((line) => line.includes("\tread\t"));
    };
    assert.deepEqual(await read("-a accounts.yaml"), await read(source));
  }
});

test("a role of the defaults is not shown for an account that is read without it", async () => {
  await run("accounts --org -f yaml -o both.yaml");
  const { stdout } = await run("accounts -a both.yaml -f tsv -q");
  assert.deepEqual(
    stdout.split("\n").map((line) => line.split("\t")[3]),
    ["via", "environment variables", `environment variables → ${ROLE}`, undefined],
  );
});
