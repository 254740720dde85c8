import assert from "node:assert/strict";
import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HUB, ONE, SPEC, twoProfiles } from "../support/aws/profiles.ts";
import {
  ALL_REGIONS,
  account,
  complaint,
  connect,
  enter,
  home,
  keyless,
  keysSection,
  profile,
  simulate,
} from "../support/aws/world.ts";

const NOT_UNDERSTOOD: Readonly<Record<string, RegExp>> = {
  "[profile b": /config:4: the section header has no closing "\]" \| Add it\.$/,
  "[profile b = x": /config:4: the section header has no closing "\]" \|/,
  "profile b]": /config:4: the line is neither a \[section\] nor a key = value \|/,
  "[profile a]": /config:4: the section is already defined on line 1 \|/,
  "[profile b] [profile c]": /config:4: the section header has more than one "\]" \|/,
  "  [profile b]": /config:4: the section header is indented \|/,
  "aws_access_key_id = x": /config:4: the key is already set on line 2 \|/,
  "= x": /config:4: there is no key before the = \|/,
  "s3 =\n  endpoint": /config:5: the indented line has no = \|/,
};

for (const [line, said] of Object.entries(NOT_UNDERSTOOD)) {
  test(`a line that cannot be understood is an error, and nothing is scanned: ${JSON.stringify(line)}`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const { env } = home({ config: twoProfiles(simulator, line) });
    const aws = connect(t, { ...env, ...keyless(simulator) });
    assert.match(await complaint(aws.verify([account({ base: profile("a") })])), said);
    assert.match(await complaint(aws.profiles()), said);
    assert.match(await complaint(aws.verify([account()])), said);
    assert.equal(simulator.requests.total, 0);
  });
}

test("half of a key pair in the environment is an error, not a reason to use other credentials", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { env } = home({ credentials: keysSection(simulator, "default", ONE) });
  const aws = connect(t, { ...env, ...keyless(simulator), AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" });
  assert.equal(
    await complaint(aws.verify([account()])),
    "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not | Set both or neither.",
  );
});

test("a file that is too large is an error before it is read", async (t) => {
  const { env } = home({ config: Buffer.alloc(32 * 1024 * 1024 + 1, "#") });
  assert.match(
    await complaint(connect(t, env).profiles()),
    /config is too large for an AWS config file \(33 MB, limit 32 MB\) \| Check the path\.$/,
  );
});

test("10,000 profiles with long lines cost little CPU", async (t) => {
  const section = (i: number) => `[profile p${i}]\nregion = us-east-1${" ".repeat(1000)}\n`;
  const { env } = home({ config: Array.from({ length: 10_000 }, (_, i) => section(i)).join("") });
  const begun = process.cpuUsage();
  assert.deepEqual(await connect(t, env).profiles(), []);
  const { user } = process.cpuUsage(begun);
  assert.ok(user < 5_000_000, `${user} µs`);
});

test("a file that cannot be read is an error: its profiles must not be missing silently", async (t) => {
  const { path, env } = home({ credentials: "[x]\nregion = y\n" });
  symlinkSync("config", join(path, ".aws", "config"));
  assert.match(
    await complaint(connect(t, env).profiles()),
    /^could not read \S+config: too many symbolic links \| Check the path and the permissions of the AWS config files\.$/,
  );
});

const root = process.getuid?.() === 0 && "root may read every file";

test("a file without read permission matters only where profiles are used", { skip: root }, async (t) => {
  const simulator = await simulate(t, SPEC);
  const { path, env } = home({ config: "[default]\n", credentials: keysSection(simulator, "x", ONE) });
  chmodSync(join(path, ".aws", "config"), 0);
  const aws = connect(t, { ...env, ...simulator.env(HUB) });
  assert.equal((await enter(aws, account())).accountId, HUB);
  const said = /^could not read \S+config: permission denied \|/;
  assert.match(await complaint(aws.verify([account({ base: profile("x") })])), said);
  const list = aws.profileAccounts({ names: undefined, roles: [], regions: ALL_REGIONS });
  assert.match(await complaint(list), said);
});
