import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { cloudformation } from "../../src/deploy/cloudformation.ts";
import { readerPolicy, trustPolicy } from "../../src/deploy/policy.ts";
import { account, connect, enter, home } from "../support/aws/world.ts";
import { type Moto, motoMissing, startMoto } from "../support/emulator/moto.ts";

const skip = motoMissing() ?? false;
const HUB = "123456789012";
const ONE = "222222222222";

let moto: Moto | undefined;
before(async () => {
  if (!skip) moto = await startMoto();
});
after(() => moto?.stop());

/** CloudFormation of an emulator that we did not write makes the role. */
async function deploy(url: string, template: string, into: string) {
  const child = promisify(execFile)("python3", [join(import.meta.dirname, "stack.py"), url, into]);
  child.child.stdin?.end(template);
  return JSON.parse((await child).stdout);
}

test("the stack can be created, holds the same policies, and its role be assumed", { skip }, async (t) => {
  const { url, env } = moto ?? assert.fail();
  const extras = ["tags", "aliases"] as const;
  const deployment = { role: "audit/Reader", trustedAccount: HUB, externalId: "x-1", extras };
  const made = await deploy(url, cloudformation(deployment), ONE);
  assert.equal(made.status, "CREATE_COMPLETE");
  assert.equal(made.arn, `arn:aws:iam::${ONE}:role/audit/Reader`);
  assert.deepEqual(made.policy, readerPolicy(extras));
  assert.deepEqual(made.trust, trustPolicy(`arn:aws:iam::${HUB}:root`, "x-1"));

  const aws = connect(t, { ...home().env, ...env });
  const session = await enter(
    aws,
    account({ id: ONE, roles: [{ role: "audit/Reader", externalId: "x-1" }] }),
  );
  assert.equal(session.accountId, ONE);
  assert.equal(session.via, `environment variables → ${made.arn}`);
});

test("without an external id the trust has no condition", { skip }, async () => {
  const { url } = moto ?? assert.fail();
  const deployment = { role: "Reader", trustedAccount: HUB, externalId: undefined, extras: [] };
  const made = await deploy(url, cloudformation(deployment), "333333333333");
  assert.deepEqual(made.trust, trustPolicy(`arn:aws:iam::${HUB}:root`, undefined));
});
