/** The five calls of a scan, by hand. */
import { call, type Keys, query } from "./wire.ts";

const STS = "2011-06-15";
const EC2 = "2016-11-15";

/** As on the wire; the members that a report prints. */
export interface WireFunction {
  readonly FunctionName: string;
  readonly FunctionArn: string;
  readonly Runtime?: string;
  readonly PackageType?: string;
  readonly Architectures?: readonly string[];
  readonly MemorySize?: number;
  readonly Timeout?: number;
  readonly CodeSize?: number;
  readonly LastModified?: string;
  readonly Description?: string;
}

export async function callerAccount(keys: Keys): Promise<string> {
  return tag(await query(keys, "sts", { Action: "GetCallerIdentity", Version: STS }), "Account");
}

export async function listAccounts(keys: Keys): Promise<string[]> {
  const ids: string[] = [];
  let token: string | undefined;
  do {
    const answer = await call(keys, {
      service: "organizations",
      region: "us-east-1",
      method: "POST",
      path: "/",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSOrganizationsV20161128.ListAccounts",
      },
      body: JSON.stringify({ NextToken: token }),
    });
    const page = JSON.parse(answer) as { Accounts: { Id: string }[]; NextToken?: string };
    ids.push(...page.Accounts.map(({ Id }) => Id));
    token = page.NextToken;
  } while (token);
  return ids;
}

export async function assumeRole(keys: Keys, roleArn: string): Promise<Keys> {
  const parameters = { Action: "AssumeRole", Version: STS, RoleArn: roleArn, RoleSessionName: "inventory" };
  const answer = await query(keys, "sts", parameters);
  return {
    accessKeyId: tag(answer, "AccessKeyId"),
    secretAccessKey: tag(answer, "SecretAccessKey"),
    sessionToken: tag(answer, "SessionToken"),
  };
}

export async function describeRegions(keys: Keys): Promise<string[]> {
  const answer = await query(keys, "ec2", { Action: "DescribeRegions", Version: EC2 });
  return [...answer.matchAll(/<regionName>([^<]+)</g)].map(([, name = ""]) => name);
}

export async function* listFunctions(keys: Keys, region: string): AsyncGenerator<readonly WireFunction[]> {
  let marker: string | undefined;
  do {
    const answer = await call(keys, {
      service: "lambda",
      region,
      method: "GET",
      path: "/2015-03-31/functions",
      ...(marker && { query: { Marker: marker } }),
    });
    const page = JSON.parse(answer) as { Functions: WireFunction[]; NextMarker?: string | null };
    yield page.Functions;
    marker = page.NextMarker ?? undefined;
  } while (marker);
}

function tag(xml: string, name: string): string {
  const found = new RegExp(`<${name}>([^<]*)<`).exec(xml);
  if (!found) throw new Error(`no ${name} in ${xml}`);
  return found[1] ?? "";
}
