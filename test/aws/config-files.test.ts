import assert from "node:assert/strict";
import { test } from "node:test";
import { HUB, keysOf, ONE, role, SPEC, SSO, TWO, twoProfiles } from "../support/aws/profiles.ts";
import {
  ALL_REGIONS,
  account,
  complaint,
  connect,
  type Env,
  enter,
  home,
  keyless,
  keysSection,
  logIn,
  profile,
  refusal,
  simulate,
} from "../support/aws/world.ts";

for (const header of [
  "[profile b]# x",
  "[profile b];x",
  "[profile b] # x",
  "[profile b] x",
  "[profile b]\t; x",
]) {
  test(`text after a section header does not give its keys to the profile above: ${header}`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const { env } = home({ config: twoProfiles(simulator, header) });
    const aws = connect(t, { ...env, ...keyless(simulator) });
    assert.equal((await enter(aws, account({ base: profile("a") }))).accountId, ONE);
    assert.equal((await enter(aws, account({ base: profile("b") }))).accountId, TWO);
    assert.deepEqual(await aws.profiles(), ["a", "b"]);
  });
}

test("the same in the credentials file", async (t) => {
  const simulator = await simulate(t, SPEC);
  const text = (header: string) => `[a]\n${keysOf(simulator, ONE)}${header}\n${keysOf(simulator, TWO)}`;
  for (const header of ["[b];x", "[b]# x", "[b] x"]) {
    const aws = connect(t, { ...home({ credentials: text(header) }).env, ...keyless(simulator) });
    assert.equal((await enter(aws, account({ base: profile("a") }))).accountId, ONE);
    assert.equal((await enter(aws, account({ base: profile("b") }))).accountId, TWO);
  }
  const broken = connect(t, { ...home({ credentials: text("[b") }).env, ...keyless(simulator) });
  assert.match(
    await complaint(broken.profiles()),
    /credentials:4: the section header has no closing "\]" \|/,
  );
});

test("every name that the AWS CLI accepts is listed, and leads to its own credentials", async (t) => {
  const simulator = await simulate(t, SPEC);
  const names = ["my team", "équipe", "日本", "a.b/c@d", "tab\tname", "semi ;colon", "hash #tag", "(x)"];
  const { env } = home({
    config: names
      .map((name) => `[profile '${name}']\n${role(TWO, "Inner")}\nsource_profile = source ${name}\n`)
      .join(""),
    credentials: names
      .map((name) => `[source ${name}]\n${keysOf(simulator, ONE)}`)
      .join("")
      .replaceAll("aws_access", "AWS_ACCESS"),
  });
  const aws = connect(t, { ...env, ...keyless(simulator) });
  assert.deepEqual(await aws.profiles(), [...names, ...names.map((name) => `source ${name}`)].sort());
  for (const name of names) {
    assert.match(
      await refusal(aws, account({ base: profile(name) })),
      /^denied credentials AccessDenied: .*:user\/\S+ may not assume arn:aws:iam::333333333333:role\/Inner: /,
    );
    assert.equal((await enter(aws, account({ base: profile(`source ${name}`) }))).accountId, ONE);
  }
});

test("a section that the AWS CLI ignores is listed as skipped, with the way to write it", async (t) => {
  const simulator = await simulate(t, SPEC);
  const ignored = ["profile my team", "Profile b", "profile 'open", "team"];
  const { env } = home({
    config: `${ignored.map((header) => `[${header}]\n${keysOf(simulator, TWO)}`).join("")}[plugins]\nx = y\n`,
    credentials: keysSection(simulator, "hub", HUB),
  });
  const aws = connect(t, { ...env, ...keyless(simulator) });
  const { accounts, skipped } = await aws.profileAccounts({
    names: undefined,
    roles: [],
    regions: ALL_REGIONS,
  });
  assert.deepEqual(
    accounts.map(({ name }) => name),
    ["hub"],
  );
  assert.deepEqual(
    skipped.map(({ name }) => name),
    ignored,
  );
  assert.match(
    skipped[0]?.reason ?? "",
    /^the AWS CLI ignores \[profile my team\] \(\S+config:1\): write \[profile NAME\]/,
  );
});

test("line ends of old Macs and of Windows", async (t) => {
  const simulator = await simulate(t, SPEC);
  for (const end of ["\r", "\r\n"]) {
    const { env } = home({ config: twoProfiles(simulator, "[profile b]").replaceAll("\n", end) });
    const aws = connect(t, { ...env, ...keyless(simulator) });
    assert.equal((await enter(aws, account({ base: profile("a") }))).accountId, ONE);
    assert.equal((await enter(aws, account({ base: profile("b") }))).accountId, TWO);
  }
});

test("AWS_DEFAULT_PROFILE selects the profile, above AWS_PROFILE, as in the AWS CLI", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { env } = home({ config: twoProfiles(simulator, "[profile b]") });
  const ids = async (variables: Env) =>
    (await enter(connect(t, { ...env, ...keyless(simulator), ...variables }), account())).accountId;
  assert.equal(await ids({ AWS_DEFAULT_PROFILE: "b" }), TWO);
  assert.equal(await ids({ AWS_DEFAULT_PROFILE: "b", AWS_PROFILE: "a" }), TWO);
  assert.equal(await ids({ AWS_DEFAULT_PROFILE: "", AWS_PROFILE: "a" }), ONE);
});

test("$HOME and ~ in AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { env } = home({
    config: keysSection(simulator, "profile c", ONE),
    credentials: keysSection(simulator, "d", TWO),
  });
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
  for (const folder of ["$HOME/.aws", "${HOME}/.aws", "~/.aws"]) {
    const files = {
      AWS_CONFIG_FILE: `${folder}/config`,
      AWS_SHARED_CREDENTIALS_FILE: `${folder}/credentials`,
    };
    const aws = connect(t, { ...env, ...keyless(simulator), ...files });
    assert.deepEqual(await aws.profiles(), ["c", "d"]);
    assert.equal((await enter(aws, account({ base: profile("c") }))).accountId, ONE);
  }
  const other = connect(t, { ...env, ...keyless(simulator), AWS_CONFIG_FILE: "~nobody/config" });
  assert.match(
    await complaint(other.profiles()),
    /^AWS_CONFIG_FILE: the home directory of another user \(~nobody\)/,
  );
});

test("an sso-session whose name is quoted, for a profile and for --sso", async (t) => {
  const simulator = await simulate(t, SPEC);
  const own = home({
    config: `${SSO.replace("sso-session corp", 'sso-session "my corp"')}[profile x]\nsso_session = my corp\nsso_account_id = ${ONE}\nsso_role_name = ReadOnly\n`,
  });
  logIn(own, "my corp", simulator.portalLogin());
  const aws = connect(t, { ...own.env, ...keyless(simulator) });
  assert.equal((await enter(aws, account({ base: profile("x") }))).accountId, ONE);
  const listed = await aws.ssoAccounts({ session: "my corp", ssoRoles: ["ReadOnly"], regions: ALL_REGIONS });
  assert.deepEqual(
    listed.accounts.map(({ id }) => id),
    [HUB, ONE],
  );
});

test("the SDK's own settings come from the same reading: those of another profile do not apply", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint, ...instance } = simulator.instanceEnv(
    `arn:aws:iam::${HUB}:role/Machine`,
  );
  const setting = (url: string | undefined) => `ec2_metadata_service_endpoint = ${url}\n`;
  const { env } = home({
    config: `[default]\n${setting(endpoint)}[profile b]# x\n${setting("http://127.0.0.1:1")}`,
  });
  const variables = { ...env, ...keyless(simulator), ...instance, AWS_EC2_METADATA_DISABLED: "false" };
  assert.equal((await enter(connect(t, variables), account())).accountId, HUB);
});

test("a duration that is not a number is ignored, as in the AWS CLI", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { env } = home({
    config: `[profile x]\n${role(ONE, "Reader")}\nsource_profile = hub\nduration_seconds = abc\n`,
    credentials: keysSection(simulator, "hub", HUB),
  });
  const aws = connect(t, { ...env, ...keyless(simulator) });
  assert.equal((await enter(aws, account({ base: profile("x") }))).accountId, ONE);
});
