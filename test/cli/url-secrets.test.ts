/** A URL that is passed in the wrong place, or mistyped, is shown without what may be secret. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { program } from "../support/cli/program.ts";
import { A, fn, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const URLS: readonly string[] = [
  "https://127.0.0.1:9/services/S3CRET?token=S3CRET#S3CRET",
  "https:/127.0.0.1:9/x?token=S3CRET",
  "https//127.0.0.1/services/S3CRET",
  "hooks.slack.com/services/T0/B0/S3CRET",
  "ftp://user:S3CRET@127.0.0.1",
  "user:S3CRET@127.0.0.1/S3CRET",
  "x,https://127.0.0.1:9/S3CRET,,y",
];
const PATIENCE = ["--timeout", "1", "--max-attempts", "1", "--deadline", "5"];

/** Every command but `demo`, which takes the options of `list`. */
async function commands(): Promise<readonly string[]> {
  const { stdout } = await program(["--help"]);
  const [, list = ""] = /^Commands:\n((?: {2}.+\n)+)/m.exec(stdout) ?? [];
  return [...list.matchAll(/^ {2}([a-z]+) {2,}/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "demo");
}

async function optionsOf(command: string): Promise<readonly string[]> {
  const { stdout } = await program([command, "--help"]);
  const names = [...stdout.matchAll(/^ *(?:-\w, )?(--[a-z][a-z-]+) [A-Z<]/gm)].map(([, name = ""]) => name);
  return [...new Set(names)];
}

async function demandHidden(argv: readonly string[], env: Record<string, string>, cwd?: string) {
  const { stdout, stderr } = await program(argv, { env, ...(cwd !== undefined && { cwd }) });
  assert.doesNotMatch(stdout + stderr, /S3CRET/, `${argv.join(" ")} ${JSON.stringify(env)}`);
}

for (const command of await commands()) {
  test(`${command}: as the value of any option, and as an argument`, async () => {
    const options = await optionsOf(command);
    assert.ok(
      ["completion", "help"].includes(command) || options.length > 2,
      `options of ${command}: ${options.join(" ")}`,
    );
    const patience = options.includes("--deadline") ? PATIENCE : [];
    for (const url of URLS) {
      await demandHidden([command, url, ...patience], {});
      await demandHidden([command, `--${url}`, ...patience], {});
      for (const option of options) {
        await demandHidden([command, ...patience, option, url], {});
        const variable = `LAMBDA_INVENTORY_${option.slice(2).replaceAll("-", "_").toUpperCase()}`;
        await demandHidden([command, ...patience], { [variable]: url });
      }
    }
  });
}

test("as a filter that keeps nothing, and as a region that matches nothing", async () => {
  const cwd = temporaryDirectory("lambda-inventory-secrets");
  const saved = reportOf([{ accountId: A, region: "eu-west-1", functions: fn("one") }]);
  writeFileSync(join(cwd, "saved.json"), JSON.stringify(saved));
  for (const url of URLS.filter((text) => !text.includes(",")))
    for (const options of [["--name"], ["--owner"], ["--managed-by"], ["--tag", "key="], ["--region"]]) {
      const [option = "", key = ""] = options;
      const value = option === "--region" ? `*${url}` : `${key}${url}`;
      await demandHidden(["report", "saved.json", option, value, "-f", "tsv"], {}, cwd);
    }
  const { stderr } = await program(["report", "saved.json", "--owner", "https://a.example/S3CRET"], { cwd });
  assert.match(stderr, /no function matches --owner https:\/\/a\.example\/… \(1 function read\)/);
});

test("as the address of a notice, in a variable or in a file", async () => {
  for (const url of URLS) {
    const cwd = temporaryDirectory("lambda-inventory-secrets");
    writeFileSync(join(cwd, "url"), `${url}\n${url}`);
    for (const channel of ["slack", "webhook"] as const) {
      const variable = `LAMBDA_INVENTORY_${channel === "slack" ? "SLACK_WEBHOOK" : "WEBHOOK"}`;
      const argv = ["--notify", channel, ...PATIENCE];
      await demandHidden(argv, { [`${variable}_FILE`]: url });
      await demandHidden(argv, { [`${variable}_URL`]: url });
      await demandHidden(argv, { [`${variable}_FILE`]: "url" }, cwd);
    }
  }
});

test("in the environment and the files of AWS, and in an accounts file", async () => {
  const keys = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
  for (const url of URLS) {
    const cwd = temporaryDirectory("lambda-inventory-secrets");
    for (const variable of [
      "AWS_ENDPOINT_URL",
      "AWS_ENDPOINT_URL_STS",
      "AWS_CA_BUNDLE",
      "NODE_EXTRA_CA_CERTS",
      "HTTPS_PROXY",
      "NO_PROXY",
      "AWS_REGION",
      "AWS_PROFILE",
      "AWS_USE_FIPS_ENDPOINT",
    ]) {
      const env = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", ...keys, [variable]: url };
      await demandHidden(PATIENCE, env, cwd);
    }
    for (const key of ["role_arn", "source_profile", "sso_session", "endpoint_url", "ca_bundle", "region"]) {
      writeFileSync(join(cwd, "config"), `[profile a]\n${key} = ${url}\n`);
      await demandHidden(["--profile", "a", ...PATIENCE], { AWS_CONFIG_FILE: join(cwd, "config") }, cwd);
    }
    for (const key of ["id", "role", "externalId", "profile", "regions", "catalogue", url]) {
      writeFileSync(join(cwd, "accounts.yaml"), JSON.stringify({ accounts: [{ [key]: url }], [key]: url }));
      await demandHidden(["--accounts", "accounts.yaml", ...PATIENCE], {}, cwd);
    }
  }
});
