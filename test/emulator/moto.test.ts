import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { program } from "../support/cli/program.ts";
import { type Moto, motoMissing, seed, startMoto } from "../support/emulator/moto.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const skip = motoMissing() ?? false;
const ACCOUNTS = ["111122223333", "222233334444", "333344445555"];
let moto: Moto;
let listed: Record<string, [string, string, string, string][]>;

before(async () => {
  if (skip) return;
  moto = await startMoto();
  listed = await seed(moto.url);
});
after(() => moto?.stop());

/** What boto3 saw, in the words of our report. */
function expected(accounts: readonly string[]): string[] {
  return Object.entries(listed)
    .flatMap(([target, functions]) =>
      functions.map(([name, runtime, , description]) => [...target.split("/"), name, runtime, description]),
    )
    .filter(([account]) => accounts.includes(account ?? ""))
    .map((cells) => JSON.stringify(cells))
    .sort();
}

interface Row {
  readonly accountId: string;
  readonly region: string;
  readonly functionName: string;
  readonly runtime: string | null;
  readonly description: string;
}

function rowOf({ accountId, region, functionName, runtime, description }: Row): string {
  return JSON.stringify([accountId, region, functionName, runtime ?? "", description]);
}

test("several accounts through assumed roles: the functions that boto3 lists, none more and none less", {
  skip,
}, async (t) => {
  const file = join(temporaryDirectory("moto"), "accounts.yaml");
  const entries = ACCOUNTS.map((id) => `  - { id: "${id}", role: Reader }\n`).join("");
  writeFileSync(file, `accounts:\n${entries}`);
  const { code, stdout, stderr } = await program(["--accounts", file, "-f", "json"], { env: moto.env });
  assert.equal(code, 0, stderr);
  const report = JSON.parse(stdout);
  assert.deepEqual(report.functions.map(rowOf).sort(), expected(ACCOUNTS));
  assert.equal(report.summary.targets, Object.keys(listed).length);
  assert.equal(report.summary.notRead, 0);
  assert.ok(!stdout.includes("s3cr3t-of-a-function"), "environment variables stay out of the report");
  t.diagnostic(
    `${report.functions.length} functions in ${report.summary.targets} targets, as boto3 lists them`,
  );
});

test("tags come from the Resource Groups Tagging API, and functions without any have none", {
  skip,
}, async () => {
  const argv = [
    "-r",
    "eu-west-1",
    "--role",
    `arn:aws:iam::${ACCOUNTS[0]}:role/Reader`,
    "--with",
    "tags",
    "-f",
    "json",
    "-v",
  ];
  const { code, stdout, stderr } = await program(argv, { env: moto.env });
  assert.equal(code, 0, stderr);
  const tags = (JSON.parse(stdout).functions as { functionName: string; tags: object | null }[])
    .filter(({ functionName }) => functionName.startsWith("fn-"))
    .map((fn) => [Number(fn.functionName.split("-")[2]), fn.tags]);
  assert.equal(tags.length, 11);
  for (const [i, of] of tags) assert.deepEqual(of, Number(i) % 3 === 0 ? { team: `team-${i}` } : {});
  assert.match(stderr, /tagging/i);
});

test("the shell loop that this program replaces: the same functions, and both times", { skip }, async (t) => {
  const [account = ""] = ACCOUNTS;
  const env = { ...moto.env, ...(await credentialsOf(account)) };
  // The two regions in which this account has functions: the loop takes about a second for each.
  const regions = ["eu-west-1", "us-east-1"];
  const loopStart = performance.now();
  const loop = await promisify(execFile)(
    "sh",
    [join(import.meta.dirname, "loop.sh"), `^(${regions.join("|")})$`],
    {
      env: { ...process.env, ...env },
    },
  );
  const loopMs = performance.now() - loopStart;
  const ourStart = performance.now();
  const ours = await program(
    ["-r", regions.join(), "-f", "tsv", "--no-header", "--columns", "region,functionName,runtime"],
    {
      env,
    },
  );
  const ourMs = performance.now() - ourStart;
  assert.equal(ours.code, 0, ours.stderr);
  // A newline inside a description breaks the loop's lines; ours keep theirs.
  const loopNames = loop.stdout
    .split("\n")
    .map((line) => line.split("\t").slice(0, 3))
    .filter(([, name]) => /^(fn-|image)/.test(name ?? ""))
    .map(([region, name, runtime]) => `${region}\t${name}\t${runtime === "None" ? "" : runtime}`);
  assert.deepEqual(ours.stdout.split("\n").slice(0, -1).sort(), loopNames.sort());
  t.diagnostic(`shell loop ${(loopMs / 1000).toFixed(1)} s, lambda-inventory ${(ourMs / 1000).toFixed(1)} s`);
});

async function credentialsOf(account: string): Promise<Record<string, string>> {
  const query = ["--query", "Credentials", "--output", "json"];
  const role = ["--role-arn", `arn:aws:iam::${account}:role/Reader`, "--role-session-name", "loop"];
  const { stdout } = await promisify(execFile)("aws", ["sts", "assume-role", ...role, ...query], {
    env: { ...process.env, ...moto.env },
  });
  const found = JSON.parse(stdout);
  return {
    AWS_ACCESS_KEY_ID: found.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: found.SecretAccessKey,
    AWS_SESSION_TOKEN: found.SessionToken,
  };
}
