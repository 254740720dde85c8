import assert from "node:assert/strict";
import { test } from "node:test";
import { HUB, ONE, role, SPEC, SSO } from "../support/aws/profiles.ts";
import {
  ALL_REGIONS,
  account,
  complaint,
  connect,
  home,
  keyless,
  keysSection,
  logIn,
  refusal,
  simulate,
} from "../support/aws/world.ts";

test("--all-profiles: each account once, through the first profile; a profile that does not work stays in the list", async (t) => {
  const simulator = await simulate(t, SPEC);
  const config = [
    `[profile reader]\n${role(ONE, "Reader")}\nsource_profile = hub\n`,
    `[profile guarded]\n${role(ONE, "Guarded")}\nsource_profile = hub\nexternal_id = sesame\n`,
    `[profile broken]\n${role(ONE, "Nobody")}\nsource_profile = hub\n`,
    "[profile region-only]\nregion = eu-west-1\n",
    SSO,
    "[services dev]\nsts =\n  endpoint_url = http://localhost:1\n",
  ].join("");
  const { env } = home({
    config,
    credentials: keysSection(simulator, "hub", HUB) + keysSection(simulator, "also-one", ONE),
  });
  const aws = connect(t, { ...env, ...keyless(simulator) });
  assert.deepEqual(await aws.profiles(), ["also-one", "broken", "guarded", "hub", "reader"]);
  const { accounts, skipped } = await aws.profileAccounts({
    names: undefined,
    roles: [],
    regions: ALL_REGIONS,
  });
  assert.deepEqual(
    accounts.map(({ id, name }) => [id, name]),
    [
      [ONE, "also-one"],
      [undefined, "broken"],
      [HUB, "hub"],
    ],
  );
  assert.deepEqual(
    skipped.map(({ id, name, via, reason }) => [id, name, via, reason]),
    ["guarded", "reader"].map((name) => [
      ONE,
      name,
      `profile ${name}`,
      "already read through profile also-one (same account)",
    ]),
  );
  const broken = accounts.find(({ name }) => name === "broken");
  assert.match(
    await refusal(aws, broken ?? account()),
    /^denied credentials AccessDenied: .* may not assume arn:aws:iam::222222222222:role\/Nobody: /,
  );
});

test("one profile that works is enough to start; if none does, nothing is scanned", async (t) => {
  const simulator = await simulate(t, SPEC);
  const config = `[profile broken]\n${role(ONE, "Nobody")}\nsource_profile = hub\n`;
  const { env } = home({ config, credentials: keysSection(simulator, "hub", HUB) });
  const aws = connect(t, { ...env, ...keyless(simulator) });
  const list = (names: readonly string[]) => aws.profileAccounts({ names, roles: [], regions: ALL_REGIONS });
  assert.equal((await list(["hub", "broken"])).accounts.length, 2);
  assert.match(await complaint(list(["broken"])), /may not assume arn:aws:iam::222222222222:role\/Nobody/);
  assert.match(
    await complaint(list(["hub", "brokken"])),
    /^no profile "brokken" in .* \| Did you mean "broken"\?$/,
  );
});

test("hundreds of profiles of Identity Center are loaded a few at a time", async (t) => {
  const ids = Array.from({ length: 40 }, (_, i) => String(400000000000 + i));
  const accounts = ids.map((id) => ({ id, permissionSets: ["ReadOnly"] }));
  const simulator = await simulate(t, { accounts }, { latencyMs: 20 });
  const section = (id: string) =>
    `[profile p${id}]\nsso_session = corp\nsso_account_id = ${id}\nsso_role_name = ReadOnly\n`;
  const own = home({ config: SSO + ids.map(section).join("") });
  logIn(own, "corp", simulator.portalLogin());
  const aws = connect(t, { ...own.env, ...keyless(simulator) }, { maxAttempts: 1 });
  const listed = await aws.profileAccounts({ names: undefined, roles: [], regions: ALL_REGIONS });
  assert.deepEqual(
    listed.accounts.map(({ id }) => id),
    ids,
  );
  const { peakInFlight } = simulator.requests;
  assert.ok(peakInFlight > 1 && peakInFlight <= 8, `${peakInFlight} in flight`);
});

test("no profiles", async (t) => {
  const { env } = home();
  const aws = connect(t, env);
  const said = await complaint(aws.profileAccounts({ names: undefined, roles: [], regions: ALL_REGIONS }));
  assert.match(
    said,
    /^no profile with credentials in \S+ and \S+ \| Run: aws configure, or aws configure sso$/,
  );
});
