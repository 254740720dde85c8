import assert from "node:assert/strict";
import { test } from "node:test";
import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { lambdaCommand, prefixOf } from "../../src/aws/transport/lambda-calls.ts";
import { createSdkView, type SdkCommand, type SdkView } from "../../src/aws/transport/sdk-view.ts";
import { REGIONS } from "../../src/model/partitions.ts";
import {
  certificates,
  clientsFor,
  failureOf,
  firstPage,
  KEYS,
  serve,
  startProxy,
} from "../support/aws/wire.ts";
import { account, calm, connect, enter, home, simulate } from "../support/aws/world.ts";

const HOSTS: readonly (readonly [region: string, fips: boolean, dualstack: boolean, host: string])[] = [
  ["eu-west-1", false, false, "lambda.eu-west-1.amazonaws.com"],
  ["us-east-1", true, false, "lambda-fips.us-east-1.amazonaws.com"],
  ["eu-west-1", false, true, "lambda.eu-west-1.api.aws"],
  ["us-west-2", true, true, "lambda-fips.us-west-2.api.aws"],
  ["cn-north-1", false, false, "lambda.cn-north-1.amazonaws.com.cn"],
  ["cn-northwest-1", false, true, "lambda.cn-northwest-1.api.amazonwebservices.com.cn"],
  ["us-gov-west-1", true, false, "lambda-fips.us-gov-west-1.amazonaws.com"],
  ["us-iso-east-1", false, false, "lambda.us-iso-east-1.c2s.ic.gov"],
  ["us-isob-east-1", false, false, "lambda.us-isob-east-1.sc2s.sgov.gov"],
  ["eusc-de-east-1", false, false, "lambda.eusc-de-east-1.amazonaws.eu"],
  ["eu-north-7", false, false, "lambda.eu-north-7.amazonaws.com"],
];
for (const [region, useFipsEndpoint, useDualstackEndpoint, host] of HOSTS) {
  test(`${region}${useFipsEndpoint ? ", FIPS" : ""}${useDualstackEndpoint ? ", dual stack" : ""}: ${host}`, async () => {
    const sdk = createSdkView(lambdaCommand({ LambdaClient, ListFunctionsCommand }), {
      useFipsEndpoint,
      useDualstackEndpoint,
      ignoreConfiguredEndpointUrls: true,
    });
    const template = await sdk.template(region);
    const { protocol, hostname, port } = template;
    assert.deepEqual(
      [protocol, hostname, port, prefixOf(template), template.host],
      ["https:", host, undefined, "", host],
    );
  });
}

const COMMANDS: Readonly<Record<string, SdkCommand>> = {
  Lambda: lambdaCommand({ LambdaClient, ListFunctionsCommand }),
  STS: { client: (config) => new STSClient(config), command: () => new GetCallerIdentityCommand({}) },
  EC2: { client: (config) => new EC2Client(config), command: () => new DescribeRegionsCommand({}) },
};
const CONFIGS = [
  {},
  { useFipsEndpoint: true },
  { useDualstackEndpoint: true },
  { useFipsEndpoint: true, useDualstackEndpoint: true },
  { endpoint: "http://us-east-1.example.com:8080/prefix" },
];
for (const [service, command] of Object.entries(COMMANDS)) {
  test(`${service}: the templates of a partition, made from one of them, are what the SDK makes for each region`, async () => {
    for (const config of CONFIGS) {
      const one = createSdkView(command, { ...config, ignoreConfiguredEndpointUrls: true });
      const outcome = (sdk: SdkView, region: string) =>
        sdk.template(region).catch((error: Error) => `${error.name}: ${error.message}`);
      for (const region of REGIONS) {
        const fresh = createSdkView(command, { ...config, ignoreConfiguredEndpointUrls: true });
        assert.deepEqual(await outcome(one, region), await outcome(fresh, region), region);
      }
    }
  });
}

test("FIPS and a custom endpoint cannot be combined, as in the SDK", async (t) => {
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_USE_FIPS_ENDPOINT: "true" });
  assert.equal(
    await failureOf(firstPage(clients)),
    "error functions EndpointError: Invalid Configuration: FIPS and custom endpoint are not supported",
  );
});

test("AWS_ENDPOINT_URL_LAMBDA and the profile's services section apply to their service only", async (t) => {
  const server = await serve(t);
  const tls = certificates("*.eu-west-1.amazonaws.com");
  const other = await serve(t, (_request, response) => response.end("<Response/>"), tls);
  const proxy = await startProxy(t, other.port);
  const config = `[profile x]\nservices = s\n[services s]\nlambda =\n  endpoint_url = ${server.url}\n`;
  for (const env of [
    { AWS_ENDPOINT_URL_LAMBDA: server.url },
    { ...home({ config }).env, AWS_PROFILE: "x" },
  ]) {
    const clients = clientsFor(t, { ...env, HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: tls.caFile });
    await firstPage(clients);
    await (await clients.sts("eu-west-1", KEYS)).config.endpoint?.();
    assert.equal((await clients.clientConfig("STS")).endpoint, undefined);
  }
  assert.equal(server.requests.length, 2);
});

test("a VPC endpoint in an opt-in region is called with that region", async (t) => {
  const regions = ["us-east-1", "af-south-1"];
  const simulator = await simulate(t, {
    accounts: [
      { id: "111111111111", regions },
      { id: "222222222222", regions },
    ],
  });
  const proxy = await startProxy(t, simulator.port);
  const aws = connect(t, {
    ...home().env,
    ...simulator.env("111111111111"),
    AWS_REGION: "af-south-1",
    HTTP_PROXY: proxy.url,
    AWS_ENDPOINT_URL_STS: "http://vpce-0a1b.sts.af-south-1.vpce.amazonaws.com",
    AWS_ENDPOINT_URL_EC2: "http://vpce-0a1b.ec2.af-south-1.vpce.amazonaws.com",
  });
  const session = await enter(aws, account({ id: "222222222222", roles: ["LambdaInventoryReadOnly"] }));
  await session.enabledRegions(calm());
  assert.deepEqual(
    simulator.requests.calls.map(({ action, region }) => `${action} ${region}`),
    ["sts:GetCallerIdentity af-south-1", "sts:AssumeRole af-south-1", "ec2:DescribeRegions af-south-1"],
  );
});
