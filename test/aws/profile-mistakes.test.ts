import assert from "node:assert/strict";
import { test } from "node:test";
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
  "that is misspelt": {
    config: "[profile hubs]\nregion = us-east-1\n[profile prod]\nregion = us-east-1\n",
    said: /^no profile "x" in \S+config and \S+credentials \| `aws configure list-profiles` shows the profiles there are\.$/,
  },
  "in a loop": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = y\n[profile y]\n${role(ONE, "B")}\nsource_profile = z\n[profile z]\n${role(ONE, "C")}\nsource_profile = x\n`,
    said: /^the profiles form a loop: x → y → z → x \| Let one of them hold credentials of its own instead of source_profile, in /,
  },
  "that is its own source and has no keys": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = x\n`,
    said: /^the profiles form a loop: x → x \|/,
  },
  "whose source_profile is missing": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = prodd\n[profile prod]\nregion = us-east-1\n`,
    said: /^no profile "prodd" \(source_profile of "x"\) in .* \| Did you mean "prod"\?$/,
  },
  "with a role and no source": {
    config: `[profile x]\n${role(ONE, "A")}\n`,
    said: /^profile "x": role_arn needs source_profile, credential_source or web_identity_token_file \|/,
  },
  "with a role and two sources": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = x\ncredential_source = Environment\n`,
    said: /^profile "x": role_arn needs source_profile, credential_source or web_identity_token_file: one of them, not 2 \|/,
  },
  "with a role that is no ARN": {
    config: "[profile x]\nrole_arn = Reader\ncredential_source = Environment\n",
    said: /^profile "x": role_arn "Reader" is no role ARN \|/,
  },
  "with an unknown credential_source": {
    config: `[profile x]\n${role(ONE, "A")}\ncredential_source = Vault\n`,
    said: /^profile "x": credential_source "Vault" is none of Environment, Ec2InstanceMetadata, EcsContainer \|/,
  },
  "with half a key": {
    config: "[profile x]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n",
    said: /^profile "x": aws_access_key_id and aws_secret_access_key belong together \| Change the profile, or run: aws configure --profile x$/,
  },
  "with an sso-session that is missing": {
    config:
      "[profile x]\nsso_session = crop\nsso_account_id = 1\nsso_role_name = R\n[sso-session corp]\nsso_region = eu-west-1\n",
    said: /^no sso-session "crop" \(sso_session of profile "x"\) in .* \| Did you mean "corp"\?$/,
  },
  "with half of an SSO login": {
    config: "[profile x]\nsso_start_url = https://corp\nsso_region = eu-west-1\n",
    said: /^profile "x": sso_account_id and sso_role_name missing \|/,
  },
};

for (const [name, { config, said }] of Object.entries(BROKEN)) {
  test(`a profile ${name} is told before AWS is asked`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const { env } = home({ config });
    const aws = connect(t, { ...env, ...keyless(simulator) });
    const of = account({ base: profile("x") });
    assert.match(await complaint(aws.verify([of])), said);
    assert.match(await refusal(aws, of), /^unauthenticated credentials InvalidProfile: /);
    assert.equal(simulator.requests.total, 0);
  });
}

test("a credential_process that fails says why, and not what was run", async (t) => {
  const simulator = await simulate(t, SPEC);
  for (const [command, why] of [
    ["sh -c 'echo vault: permission denied >&2; exit 3' --token=hush", "vault: permission denied"],
    ["echo not json", "Profile x credential_process returned invalid JSON."],
    ["false --token=hush", "the command failed"],
  ] as const) {
    const { env } = home({ config: `[profile x]\ncredential_process = ${command}\n` });
    const said = await refusal(
      connect(t, { ...env, ...keyless(simulator) }),
      account({ base: profile("x") }),
    );
    assert.equal(
      said,
      `unauthenticated credentials CredentialProcessFailed: the credential_process of profile x gave no credentials: ${why}`,
    );
  }
});

for (const [what, login] of [
  ["never opened", undefined],
  ["expired, and not to be renewed", { accessToken: "t", expiresAt: "2020-01-01T00:00:00Z" }],
] as const) {
  test(`an SSO session ${what}: the command that opens it`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const own = home({
      config: `${SSO}[profile sso]\nsso_session = corp\nsso_account_id = ${HUB}\nsso_role_name = ReadOnly\n[profile x]\n${role(ONE, "Reader")}\nsource_profile = sso\n`,
    });
    if (login) logIn(own, "corp", login);
    const aws = connect(t, { ...own.env, ...keyless(simulator) });
    assert.equal(
      await refusal(aws, account({ base: profile("x") })),
      "unauthenticated credentials SsoSessionExpired: the SSO session of profile x has expired or was never opened: run aws sso login --profile sso",
    );
  });
}
