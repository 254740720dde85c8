import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createBases } from "../../src/aws/credentials/bases.ts";
import { createMfa } from "../../src/aws/credentials/mfa.ts";
import { createSso } from "../../src/aws/credentials/sso.ts";
import { ONE, SPEC, TWO } from "../support/aws/profiles.ts";
import { clientsFor } from "../support/aws/wire.ts";
import { account, home, keyless, keysSection, profile, simulate } from "../support/aws/world.ts";

test("keys that another program writes into the credentials file are used for a renewal", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { path, env } = home({ credentials: keysSection(simulator, "x", ONE) });
  const files = { ...env, ...keyless(simulator) };
  const clients = clientsFor(t, files);
  const base = createBases({
    env: files,
    clients,
    mfa: createMfa(undefined),
    sso: createSso(clients),
    log: undefined,
  })(account({ base: profile("x") }));
  const used = await base.credentials();
  assert.equal(await base.credentials.renew(used), false, "the same keys again");
  writeFileSync(join(path, ".aws", "credentials"), keysSection(simulator, "x", TWO));
  assert.equal(await base.credentials.renew(used), true);
  assert.equal((await base.credentials()).accessKeyId, simulator.credentialsFor(TWO).accessKeyId);
});
