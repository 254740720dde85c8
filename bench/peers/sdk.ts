/** The obvious program on the AWS SDK: a client per account and region, the SDK's own paginator, p-limit around it. */
import process from "node:process";
import { DescribeRegionsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { LambdaClient, paginateListFunctions } from "@aws-sdk/client-lambda";
import { OrganizationsClient, paginateListAccounts } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentity } from "@smithy/types";
import pLimit from "p-limit";

const { BENCH_ROLE: role, BENCH_REGION: region, BENCH_CONCURRENCY } = process.env;
const limit = pLimit(Number(BENCH_CONCURRENCY));
let count = 0;

async function accounts(): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of paginateListAccounts({ client: new OrganizationsClient() }, {})) {
    for (const account of page.Accounts ?? []) ids.push(account.Id ?? "");
  }
  return ids;
}

async function regionsOf(credentials?: AwsCredentialIdentity): Promise<string[]> {
  const client = new EC2Client(credentials ? { credentials } : {});
  const { Regions = [] } = await client.send(new DescribeRegionsCommand());
  return Regions.map(({ RegionName = "" }) => RegionName);
}

async function list(prefix: string, region: string, credentials?: AwsCredentialIdentity): Promise<void> {
  const client = new LambdaClient({ region, ...(credentials && { credentials }) });
  for await (const page of paginateListFunctions({ client }, {})) {
    for (const { FunctionName } of page.Functions ?? []) {
      count++;
      process.stdout.write(`${prefix}${region}\t${FunctionName}\n`);
    }
  }
}

async function scan(prefix: string, credentials?: AwsCredentialIdentity): Promise<void> {
  const regions = region ? [region] : await limit(() => regionsOf(credentials));
  await Promise.all(regions.map((name) => limit(() => list(prefix, name, credentials))));
}

if (role) {
  const { Account: own } = await new STSClient().send(new GetCallerIdentityCommand());
  // Resolved once: a client resolves its own provider, and each would assume the role anew.
  const enter = async (id: string) =>
    id === own
      ? undefined
      : fromTemporaryCredentials({ params: { RoleArn: `arn:aws:iam::${id}:role/${role}` } })();
  const ids = await accounts();
  await Promise.all(ids.map(async (id) => scan(`${id}\t`, await limit(() => enter(id)))));
} else {
  await scan("");
}
process.stderr.write(`${JSON.stringify({ functions: count })}\n`);
