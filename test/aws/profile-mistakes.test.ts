import assert from "node:assert/strict";
import { test } from "node:test";
import { findSource } from "../../src/aws/credentials/find-source.ts";
import { readConfigFiles } from "../../src/aws/profiles/files.ts";
import { HUB, ONE, role, SPEC, SSO } from "../support/aws/profiles.ts";
import {
  account,
  complaint,
  connect,
  home,
  keyless,
  logIn,
  profile,
  refusal,
  simulate,
} from "../support/aws/world.ts";

interface Broken {
  readonly config: string;
  /** Message | hint */
  readonly said: RegExp;
}

const BROKEN: Readonly<Record<string, Broken>> = {
  "that does not exist": {
    config: "[profile hubs]\nregion = us-east-1\n[profile prod]\nregion = us-east-1\n",
    said: /^no profile "x" in \S+config and \S+credentials \| `aws configure list-profiles` lists the available profiles\.$/,
  },
  "in a loop": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = y\n[profile y]\n${role(ONE, "B")}\nsource_profile = z\n[profile z]\n${role(ONE, "C")}\nsource_profile = x\n`,
    said: /^circular source_profile: x → y → z → x \| Give one of them its own credentials \(\S+config:3\)\.$/,
  },
  "that is its own source and has no keys": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = x\n`,
    said: /^circular source_profile: x → x \|/,
  },
  "whose source_profile is missing": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = prodd\n[profile prod]\nregion = us-east-1\n`,
    said: /^no profile "prodd" \(source_profile of "x"\) in .* \| Did you mean "prod"\?$/,
  },
  "with a role and no source": {
    config: `[profile x]\n${role(ONE, "A")}\n`,
    said: /^profile "x": role_arn requires source_profile, credential_source or web_identity_token_file \(\S+config:2\) \|/,
  },
  "with a role and two sources": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = x\ncredential_source = Environment\n`,
    said: /^profile "x": source_profile and credential_source cannot be combined \(\S+config:3\) \|/,
  },
  "with a role that is not an ARN": {
    config: "[profile x]\nrole_arn = Reader\ncredential_source = Environment\n",
    said: /^profile "x": role_arn is not a role ARN such as arn:aws:iam::111122223333:role\/NAME \(\S+config:2\) \|/,
  },
  "with an unknown credential_source": {
    config: `[profile x]\n${role(ONE, "A")}\ncredential_source = Vault\n`,
    said: /^profile "x": credential_source must be one of Environment, Ec2InstanceMetadata, EcsContainer \(\S+config:3\) \|/,
  },
  "with half a key": {
    config: "[profile x]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n",
    said: /^profile "x": aws_access_key_id and aws_secret_access_key must be set together, in one file \(\S+config:2\) \| Edit the profile, or run: aws configure --profile x$/,
  },
  "with an sso-session that is missing": {
    config:
      "[profile x]\nsso_session = crop\nsso_account_id = 1\nsso_role_name = R\n[sso-session corp]\nsso_region = eu-west-1\n",
    said: /^no sso-session "crop" \(sso_session of profile "x"\) in .* \| Did you mean "corp"\?$/,
  },
  "with half of an SSO login": {
    config: "[profile x]\nsso_start_url = https://corp\nsso_region = eu-west-1\n",
    said: /^profile "x": sso_account_id and sso_role_name are missing \(\S+config:2\) \|/,
  },
};

for (const [name, { config, said }] of Object.entries(BROKEN)) {
  test(`a profile ${name} is an error before any call to AWS`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const { env } = home({ config });
    const aws = connect(t, { ...env, ...keyless(simulator) });
    const of = account({ base: profile("x") });
    assert.match(await complaint(aws.verify([of])), said);
    assert.match(await refusal(aws, of), /^unauthenticated credentials InvalidProfile: /);
    assert.equal(simulator.requests.total, 0);
  });
}

const SECRET = "AbC123secretXyZ";

test("a credential_process that fails: the exit code, and nothing of the command or its output", async (t) => {
  const simulator = await simulate(t, SPEC);
  for (const [command, why] of [
    [`sh -c 'echo token=${SECRET} >&2; echo ${SECRET}; exit 3' --token=${SECRET}`, "exit code 3"],
    [`echo ${SECRET}`, "its output is not a JSON object"],
    [`echo '{"Version": "${SECRET}"}'`, 'its output has no "Version": 1'],
    [
      `echo '{"Version": 1, "SecretAccessKey": "${SECRET}"}'`,
      "its output has no AccessKeyId or no SecretAccessKey",
    ],
    [`/nowhere/${SECRET}`, "the command was not found"],
    [`sh -c 'kill $$' ${SECRET}`, "it was ended by SIGTERM"],
  ] as const) {
    const { env } = home({ config: `[profile x]\ncredential_process = ${command}\n` });
    const said = await refusal(
      connect(t, { ...env, ...keyless(simulator) }),
      account({ base: profile("x") }),
    );
    assert.equal(
      said,
      `unauthenticated credentials CredentialProcessFailed: the credential_process of profile x failed: ${why}. Run it yourself to see its output, which is not shown here because it may contain secrets`,
    );
  }
});

test("a secret in the wrong key of a profile is not repeated", async () => {
  for (const lines of [
    `role_arn = ${SECRET}`,
    `role_arn = arn:aws:iam::${ONE}:role/R\ncredential_source = ${SECRET}`,
    `aws_access_key_id = A\n  ${SECRET}`,
    SECRET,
    `[${SECRET}`,
    `s3 =\n  ${SECRET}`,
  ]) {
    const { env } = home({ config: `[profile x]\n${lines}\n` });
    const files = async () => findSource(env, await readConfigFiles(env), "x");
    const said = await complaint(files());
    assert.match(said, /config:[123]/);
    assert.ok(!said.includes(SECRET), said);
  }
});

for (const [what, login] of [
  ["without a login", undefined],
  ["expired and not renewable", { accessToken: "t", expiresAt: "2020-01-01T00:00:00Z" }],
] as const) {
  test(`an SSO session ${what}: the command to sign in`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const own = home({
      config: `${SSO}[profile sso]\nsso_session = corp\nsso_account_id = ${HUB}\nsso_role_name = ReadOnly\n[profile x]\n${role(ONE, "Reader")}\nsource_profile = sso\n`,
    });
    if (login) logIn(own, "corp", login);
    const aws = connect(t, { ...own.env, ...keyless(simulator) });
    assert.equal(
      await refusal(aws, account({ base: profile("x") })),
      "unauthenticated credentials SsoSessionExpired: not signed in to the SSO session of profile x (or it expired): run aws sso login --profile sso",
    );
  });
}
