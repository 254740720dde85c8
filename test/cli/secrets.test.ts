/**
 * Secrets are planted wherever a value from outside can come in: functions, credentials, files, servers, the
 * environment. None may appear: not on stdout or stderr, not in a file, not with --verbose. URLs with secrets are in
 * url-secrets.test.ts.
 */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { serve } from "../support/aws/wire.ts";
import { cleanEnv, type Ended, program } from "../support/cli/program.ts";

const SECRET = "S3CRET";
const PATIENCE = ["--timeout", "2", "--max-attempts", "1", "--deadline", "10", "--no-progress"];
let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        {
          name: "hub",
          functions: {
            "eu-west-1": [
              {
                name: "fn",
                Runtime: "nodejs16.x",
                Environment: {
                  Variables: { DATABASE_URL: `postgres://u:${SECRET}@h`, [`${SECRET}_NAME`]: "x" },
                },
                versions: [{ version: "1", Runtime: "nodejs16.x" }],
                aliases: [{ name: "live", version: "1" }],
              },
            ],
          },
        },
        { name: "closed", functions: { "eu-west-1": ["x"] }, roles: [] },
      ],
    }),
  });
});
after(() => simulator.close());

interface Home {
  readonly folder: string;
  readonly env: Record<string, string | undefined>;
}

function home(files: Readonly<Record<string, string>> = {}): Home {
  const env = cleanEnv(simulator.env());
  const folder = env.HOME ?? "";
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { folder, env: { ...env, AWS_CONFIG_FILE: join(folder, "config") } };
}

/** Runs, and looks for the secret in all output. */
async function demandHidden(argv: readonly string[], { folder, env }: Home): Promise<Ended> {
  mkdirSync(join(folder, "out"), { recursive: true });
  const ended = await program(argv, { env, cwd: folder });
  const files = readdirSync(join(folder, "out")).map((name) => readFileSync(join(folder, "out", name)));
  for (const bytes of [Buffer.from(ended.stdout), Buffer.from(ended.stderr), ...files.flatMap(unpacked)])
    assert.ok(!bytes.includes(SECRET), `${argv.join(" ")}\n${ended.stdout}\n${ended.stderr}`);
  rmSync(join(folder, "out"), { recursive: true });
  return ended;
}

/** A zip file (xlsx) and what is packed in it. */
function unpacked(bytes: Buffer): Buffer[] {
  if (!bytes.subarray(0, 2).equals(Buffer.from("PK"))) return [bytes];
  const parts = [bytes];
  for (let at = bytes.indexOf("PK\x03\x04"); at >= 0; at = bytes.indexOf("PK\x03\x04", at + 4)) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    try {
      parts.push(inflateRawSync(bytes.subarray(start)));
    } catch {
      // Stored as it is.
    }
  }
  return parts;
}

const FORMATS = ["table", "tsv", "csv", "json", "ndjson", "markdown", "html", "xlsx"];

test("environment variables of functions, in every format, with every extra and every command", async () => {
  const place = home();
  const scan = ["--org", "-r", "eu-west-1", "--versions", "all", "--with", "tags,lastInvoked,aliases", "-v"];
  for (const format of FORMATS) {
    const { code } = await demandHidden(
      [...scan, "-f", format, "-o", "out/report", "--coverage", "out/l.json"],
      place,
    );
    assert.equal(code, 3);
  }
  await program(["--org", "-r", "eu-west-1", "-f", "json", "-o", "old.json"], {
    env: place.env,
    cwd: place.folder,
  });
  for (const line of [
    "diff old.json -r eu-west-1 --org -v",
    "check --org --with tags,lastInvoked,aliases -v",
    "accounts --org -v",
    "list --org --resume old.json -f json",
  ])
    await demandHidden(line.split(" "), place);
});

test("keys and tokens in the environment", async () => {
  const { env, folder } = home({ token: `${SECRET}-token` });
  const variables: Readonly<Record<string, string>>[] = [
    { AWS_SECRET_ACCESS_KEY: SECRET },
    { AWS_SESSION_TOKEN: SECRET },
    { AWS_SECRET_ACCESS_KEY: `${SECRET}\n` },
    { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: SECRET },
    {
      AWS_ACCESS_KEY_ID: "",
      AWS_CONTAINER_AUTHORIZATION_TOKEN: SECRET,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:9/x",
    },
    {
      AWS_ACCESS_KEY_ID: "",
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token"),
      AWS_ROLE_ARN: "arn:aws:iam::111111111111:role/x",
    },
    { HTTPS_PROXY: `http://user:${SECRET}@127.0.0.1:9`, AWS_ENDPOINT_URL: "https://aws.invalid" },
    { LAMBDA_INVENTORY_EXTERNAL_ID: SECRET, LAMBDA_INVENTORY_ROLE: "Reader" },
  ];
  for (const more of variables)
    for (const command of [["-r", "eu-west-1"], ["check"], ["accounts"]])
      await demandHidden([...command, "-v", ...PATIENCE], { folder, env: { ...env, ...more } });
});

test("keys in the config files, also on lines that cannot be read", async () => {
  const keys = `aws_access_key_id = AKIA\naws_secret_access_key = ${SECRET}\n`;
  const configs = [
    `[profile p]\n${keys}aws_session_token = ${SECRET}\n`,
    `[profile p\n${keys}`,
    `[profile p]\naws_access_key_id = AKIA\naws_secret_access_key ${SECRET}\n`,
    `[profile p]\n${SECRET}\n`,
    `${SECRET} = x\n[profile p]\n`,
    `[profile p]# ${SECRET}\n[profile p] ${SECRET}\n`,
    `[profile p]\nrole_arn = ${SECRET}\ncredential_source = Environment\n`,
    `[profile p]\nrole_arn = https://host/?token=${SECRET}\ncredential_source = Environment\n`,
    `[profile p]\ncredential_process = echo ${SECRET}\n`,
    `[profile p]\ncredential_process = echo password=${SECRET} >&2; exit 1\n`,
    `[profile p]\ncredential_process = /absent/tool --password ${SECRET}\n`,
    `[profile p]\ncredential_process = echo '{"Version":1,"AccessKeyId":"AKIA","SecretAccessKey":"${SECRET}","Extra":"${SECRET}"}'\n`,
    `[profile p]\nrole_arn = arn:aws:iam::222222222222:role/x\ncredential_source = Environment\nexternal_id = ${SECRET}\n`,
  ];
  for (const config of configs)
    for (const command of [["-r", "eu-west-1"], ["check"], ["accounts"]])
      await demandHidden([...command, "-p", "p", "-v", ...PATIENCE], home({ config }));
});

test("a file of secrets that is passed by mistake", async () => {
  const texts = [
    `[default]\naws_access_key_id = AKIA\naws_secret_access_key = ${SECRET}\n`,
    `${SECRET}\n`,
    `{"accessToken": "${SECRET}", "expiresAt": "2026-11-21"}`,
    `{"password": "${SECRET}`,
    `DATABASE_PASSWORD=${SECRET}\n`,
    `-----BEGIN PRIVATE KEY-----\n${SECRET}\n`,
  ];
  for (const text of texts) {
    const place = home({ secrets: text, "old.json": "{}" });
    for (const line of [
      "-a secrets",
      "accounts -a secrets",
      "--catalogue secrets",
      "runtimes --catalogue secrets",
      "runtimes --compare secrets",
      "diff secrets secrets",
      "merge secrets",
      "list --resume secrets",
      "list --notify webhook --since secrets",
    ])
      await demandHidden(
        [...line.split(" "), ...(line.includes("runtimes") || /diff|merge/.test(line) ? [] : PATIENCE)],
        place,
      );
    for (const variable of ["LAMBDA_INVENTORY_SLACK_WEBHOOK_FILE", "AWS_CA_BUNDLE", "AWS_CONFIG_FILE"]) {
      const env = { ...place.env, [variable]: join(place.folder, "secrets") };
      await demandHidden(["--notify", "slack", ...PATIENCE], { ...place, env });
    }
  }
});

test("responses of servers: a catalogue, a notice, a credential endpoint", async (t) => {
  const answers: readonly RequestListener[] = [
    (_, response) => response.writeHead(500).end(SECRET),
    (_, response) => response.writeHead(403, { "x-token": SECRET }).end(`{"token": "${SECRET}"}`),
    (_, response) => response.end(`{"Token": "${SECRET}", "asOf": "2026-11-01", "runtimes": "${SECRET}"}`),
    (_, response) => response.writeHead(302, { location: `https://127.0.0.1:9/?token=${SECRET}` }).end(),
  ];
  for (const answer of answers) {
    const { port } = await serve(t, answer);
    const url = `http://127.0.0.1:${port}`;
    const place = home();
    const receiver = { ...place.env, LAMBDA_INVENTORY_WEBHOOK_URL: `${url}/${SECRET}` };
    await demandHidden(["runtimes", "--catalogue", `${url}/${SECRET}`], place);
    await demandHidden(["-r", "eu-west-1", "--notify", "webhook", "--notify-always", "-v"], {
      ...place,
      env: receiver,
    });
    const container = {
      AWS_ACCESS_KEY_ID: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: url,
    };
    await demandHidden(["-r", "eu-west-1", "-v", ...PATIENCE], {
      ...place,
      env: { ...place.env, ...container },
    });
  }
});

test("the cached token of a sign-in", async () => {
  const place = home({
    config:
      "[profile p]\nsso_session = corp\nsso_account_id = 111111111111\nsso_role_name = Reader\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n",
  });
  const cache = join(place.folder, ".aws/sso/cache");
  mkdirSync(cache, { recursive: true });
  const { createHash } = await import("node:crypto");
  const file = join(cache, `${createHash("sha1").update("corp").digest("hex")}.json`);
  for (const token of [
    { accessToken: SECRET, expiresAt: "2099-01-01T00:00:00Z" },
    { accessToken: SECRET, refreshToken: SECRET, expiresAt: SECRET },
    SECRET,
  ]) {
    writeFileSync(file, JSON.stringify(token));
    await demandHidden(["-p", "p", "-v", ...PATIENCE], place);
    await demandHidden(["--sso", "corp", "--sso-role", "Reader", "-v", ...PATIENCE], place);
  }
  chmodSync(file, 0o600);
});
