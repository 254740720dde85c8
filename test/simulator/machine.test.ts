import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";

const run = promisify(execFile);
const ROLE = "arn:aws:iam::222222222222:role/Machine";
const spec = estate({
  accounts: [{}, { roles: [{ name: "Machine", webIdentitySubjects: ["system:serviceaccount:*"] }] }],
});
let simulator: Simulator;
let home: string;

before(async () => {
  simulator = await startSimulator({ estate: spec });
  home = await mkdtemp(join(tmpdir(), "simulator-"));
});
after(async () => {
  await simulator.close();
  await rm(home, { recursive: true });
});

/** Who the SDK's default credential chain is in a process with this environment and no other credentials. */
async function chain(env: Record<string, string>): Promise<string> {
  const program = `
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const { Arn } = await new STSClient({ maxAttempts: 1 }).send(new GetCallerIdentityCommand({}));
    process.stdout.write(Arn);`;
  const clean = { PATH: process.env.PATH ?? "", HOME: home, AWS_REGION: "us-east-1" };
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...clean, ...env },
  });
  return stdout;
}

test("instance metadata, version 2", async () => {
  simulator.requests.reset();
  assert.equal(
    await chain(simulator.instanceEnv(ROLE)),
    "arn:aws:sts::222222222222:assumed-role/Machine/i-0123456789abcdef0",
  );
  assert.deepEqual(simulator.requests.byAction, {
    "imds:GetToken": 1,
    "imds:ListRoles": 1,
    "imds:GetCredentials": 1,
    "sts:GetCallerIdentity": 1,
  });
});

test("instance metadata without tokens, as behind kube2iam", async () => {
  const old = await startSimulator({ estate: spec, metadataVersion: 1 });
  assert.equal(
    await chain(old.instanceEnv(ROLE)),
    "arn:aws:sts::222222222222:assumed-role/Machine/i-0123456789abcdef0",
  );
  await old.close();
});

test("instance metadata, version 2, require a token", async () => {
  simulator.instanceEnv(ROLE);
  const path = `${simulator.url}/latest/meta-data/iam/security-credentials/`;
  assert.equal((await fetch(path)).status, 401);
  assert.equal((await fetch(`${simulator.url}/latest/api/token`, { method: "PUT" })).status, 400);
});

test("container credentials", async () => {
  const env = simulator.containerEnv(ROLE);
  assert.equal(await chain(env), "arn:aws:sts::222222222222:assumed-role/Machine/pod");
  const refused = chain({ ...env, AWS_CONTAINER_AUTHORIZATION_TOKEN: "wrong" });
  await assert.rejects(refused);
});

test("a web identity token in a file", async () => {
  const file = join(home, "token");
  await writeFile(file, simulator.webIdentityToken("system:serviceaccount:inventory"));
  const { AWS_ENDPOINT_URL = "" } = simulator.env();
  const env = {
    AWS_ENDPOINT_URL,
    AWS_ROLE_ARN: ROLE,
    AWS_WEB_IDENTITY_TOKEN_FILE: file,
    AWS_ROLE_SESSION_NAME: "irsa",
  };
  assert.equal(await chain(env), "arn:aws:sts::222222222222:assumed-role/Machine/irsa");
});
