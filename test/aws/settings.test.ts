import assert from "node:assert/strict";
import { test } from "node:test";
import type { Service } from "../../src/aws/transport/clients.ts";
import { bypasses } from "../../src/aws/transport/no-proxy.ts";
import { readSettings } from "../../src/aws/transport/settings.ts";
import { complaint, type Env, home } from "../support/aws/world.ts";

const CONFIG = `[default]
region = eu-north-1
[profile local]
region = eu-central-1
endpoint_url = http://profile:1
services = mine
use_fips_endpoint = true
sdk_ua_app_id = inventory
[profile plain]
endpoint_url = http://profile:1
[profile deaf]
endpoint_url = http://profile:1
ignore_configured_endpoint_urls = true
[profile broken]
services = missing
[services mine]
lambda =
  endpoint_url = http://lambda-of-services:2
sso_oidc =
  endpoint_url = http://oidc-of-services:3
`;
const HOME = home({ config: CONFIG, credentials: "[local]\nregion = us-west-2\nca_bundle = /ca.pem\n" });

type Case = readonly [
  what: string,
  profile: string,
  env: Env,
  service: Service,
  url: string | undefined,
  option?: string,
];
const ENDPOINTS: readonly Case[] = [
  ["nothing set", "default", {}, "Lambda", undefined],
  ["the profile", "plain", {}, "STS", "http://profile:1"],
  ["the services section before the profile", "local", {}, "Lambda", "http://lambda-of-services:2"],
  ["a service of two words", "local", {}, "SSO OIDC", "http://oidc-of-services:3"],
  ["a service that is not in the section", "local", {}, "EC2", "http://profile:1"],
  ["the variable before the files", "local", { AWS_ENDPOINT_URL: "http://env:4" }, "Lambda", "http://env:4"],
  [
    "the service's variable before the general one",
    "local",
    { AWS_ENDPOINT_URL: "http://env:4", AWS_ENDPOINT_URL_LAMBDA: "https://env-lambda" },
    "Lambda",
    "https://env-lambda",
  ],
  ["another service's variable", "default", { AWS_ENDPOINT_URL_STS: "http://sts:5" }, "Lambda", undefined],
  [
    "the variable of a service of two words",
    "default",
    { AWS_ENDPOINT_URL_SSO_OIDC: "http://o:6" },
    "SSO OIDC",
    "http://o:6",
  ],
  [
    "the option before all",
    "local",
    { AWS_ENDPOINT_URL_LAMBDA: "http://env:4" },
    "Lambda",
    "http://option:7",
    "http://option:7",
  ],
  [
    "told to ignore, by the variable",
    "plain",
    { AWS_ENDPOINT_URL: "http://env:4", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "TRUE" },
    "Lambda",
    undefined,
  ],
  ["ignored, by the profile", "deaf", {}, "Lambda", undefined],
  [
    "the variable overrules the profile that ignores",
    "deaf",
    { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false" },
    "Lambda",
    "http://profile:1",
  ],
  ["the option is not a configured endpoint", "deaf", {}, "Lambda", "http://option:7", "http://option:7"],
];
for (const [what, profile, env, service, url, option] of ENDPOINTS) {
  test(`endpoint: ${what}`, async () => {
    const settings = await readSettings({ ...HOME.env, ...env }, option, profile);
    assert.equal(settings.endpoint(service), url);
  });
}

test("the other settings of a profile; the credentials file wins over the config file, as in the AWS CLI", async () => {
  const { endpoint: _, ...settings } = await readSettings({ ...HOME.env, AWS_PROFILE: "local" });
  assert.deepEqual(settings, {
    profile: "local",
    region: "us-west-2",
    useFipsEndpoint: true,
    useDualstackEndpoint: false,
    caBundle: "/ca.pem",
    userAgentAppId: "inventory",
  });
});

test("the environment wins, and a profile that does not exist has no settings", async () => {
  const env = {
    ...HOME.env,
    AWS_DEFAULT_REGION: "sa-east-1",
    AWS_USE_DUALSTACK_ENDPOINT: "True",
    AWS_CA_BUNDLE: "/other.pem",
    AWS_SDK_UA_APP_ID: "app",
  };
  const { endpoint: _, ...settings } = await readSettings(env, undefined, "nobody");
  assert.deepEqual(settings, {
    profile: "nobody",
    region: "sa-east-1",
    useFipsEndpoint: false,
    useDualstackEndpoint: true,
    caBundle: "/other.pem",
    userAgentAppId: "app",
  });
  const { region } = await readSettings({ ...env, AWS_REGION: "eu-west-3" });
  assert.equal(region, "eu-west-3");
  assert.equal((await readSettings(HOME.env)).region, "eu-north-1");
});

const WRONG: readonly (readonly [Env, string | undefined, string | undefined, string])[] = [
  [
    { AWS_USE_FIPS_ENDPOINT: "yes" },
    undefined,
    undefined,
    'invalid value "yes" for AWS_USE_FIPS_ENDPOINT | Use true or false.',
  ],
  [
    { AWS_ENDPOINT_URL: "localhost:4566" },
    undefined,
    undefined,
    'AWS_ENDPOINT_URL: "localhost:4566" is not a URL | Use https://host or http://host:8080.',
  ],
  [
    { AWS_ENDPOINT_URL_EC2: "nowhere" },
    undefined,
    undefined,
    'AWS_ENDPOINT_URL_EC2: "nowhere" is not a URL | Use https://host or http://host:8080.',
  ],
  [
    {},
    "ftp://x",
    undefined,
    '--endpoint-url: "ftp://x" is not a URL | Use https://host or http://host:8080.',
  ],
  [
    {},
    undefined,
    "broken",
    "the AWS config file has no section [services missing] | Add it, or remove the `services` line from the profile.",
  ],
];
for (const [env, option, profile, message] of WRONG) {
  test(`invalid: ${message}`, async () => {
    assert.equal(await complaint(readSettings({ ...HOME.env, ...env }, option, profile)), message);
  });
}

const NO_PROXY: readonly (readonly [
  list: string,
  host: string,
  port: number | undefined,
  bypasses: boolean,
])[] = [
  ["", "a.com", undefined, false],
  ["*", "a.com", undefined, true],
  ["b.com,*", "a.com", undefined, true],
  ["a.com", "a.com", undefined, true],
  ["A.com", "a.COM", undefined, true],
  ["a.com", "x.a.com", undefined, true],
  ["a.com", "xa.com", undefined, false],
  [".a.com", "x.a.com", undefined, true],
  [".a.com", "a.com", undefined, true],
  ["*.a.com", "x.a.com", undefined, true],
  ["x.com a.com", "a.com", undefined, true],
  [" x.com , a.com ,", "a.com", undefined, true],
  ["a.com:443", "a.com", undefined, true],
  ["a.com:8443", "a.com", undefined, false],
  ["a.com:8443", "a.com", 8443, true],
  ["127.0.0.1", "127.0.0.1", 9000, true],
  ["127.0.0.1:80", "127.0.0.1", 9000, false],
  ["169.254.169.254", "lambda.eu-west-1.amazonaws.com", undefined, false],
  [".amazonaws.com", "lambda.eu-west-1.amazonaws.com", undefined, true],
  ["[::1]", "[::1]", 80, true],
  ["::1", "[::1]", 80, true],
  ["[::1]:81", "[::1]", 80, false],
  [".", "a.com", undefined, false],
];
for (const [list, host, port, expected] of NO_PROXY) {
  test(`NO_PROXY "${list}" ${expected ? "excludes" : "does not exclude"} ${host}${port ? `:${port}` : ""}`, () => {
    assert.equal(bypasses(list, "https:", host, port), expected);
  });
}
