/**
 * The IAM policies that a scan needs, with the fewest permissions. In: role, trusted account, external id and extra
 * columns. Out: policy documents; the other files here print them as templates. Pure.
 */
import { EXTRAS, type Extra } from "../model/column.ts";

/** What is deployed to each account to scan. */
export interface Deployment {
  /** Name of the role, with its path if it has one: `LambdaInventoryReadOnly`, `audit/LambdaInventoryReadOnly`. */
  readonly role: string;
  /** 12 digits: the account that runs the scan; undefined leaves it to whoever deploys the template. */
  readonly trustedAccount: string | undefined;
  readonly externalId: string | undefined;
  readonly extras: readonly Extra[];
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal?: { readonly AWS: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/**
 * Called by every scan: account:ListRegions where ec2:DescribeRegions is denied, lambda:GetRuntimeAlias for functions on
 * customer-managed runtimes, which may belong to any account. The others support no resources.
 */
export const SCAN_ACTIONS = [
  "lambda:ListFunctions",
  "ec2:DescribeRegions",
  "account:ListRegions",
  "lambda:GetRuntimeAlias",
] as const;

/** Called in addition for each word of `--with`. */
export const EXTRA_ACTIONS = {
  tags: ["tag:GetResources", "lambda:ListTags"],
  lastInvoked: ["cloudwatch:GetMetricData"],
  aliases: ["lambda:ListAliases", "lambda:ListVersionsByFunction"],
  invocations: ["cloudwatch:GetMetricData"],
  webFunctions: [
    "lambda:ListWebFunctions",
    "lambda:ListWebFunctionEndpoints",
    "lambda:ListWebFunctionRevisions",
    "lambda:GetWebFunctionRevision",
  ],
  image: ["lambda:GetFunction", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
} as const satisfies Record<Extra, readonly string[]>;

const EXTRA_SIDS = {
  tags: "ReadTags",
  lastInvoked: "ReadLastInvocation",
  aliases: "ReadAliases",
  invocations: "ReadInvocations",
  webFunctions: "ReadWebFunctions",
  image: "ReadImages",
} as const satisfies Record<Extra, string>;

/** The policy of the role in each account: reads names and settings, never code, and changes nothing. */
export function readerPolicy(extras: readonly Extra[]): PolicyDocument {
  const wanted = EXTRAS.filter((extra) => extras.includes(extra)).filter(
    (extra, i, all) => !all.slice(0, i).some((earlier) => allowsTheSame(earlier, extra)),
  );
  return policy([
    { Sid: "ReadInventory", Effect: "Allow", Action: SCAN_ACTIONS, Resource: "*" },
    ...wanted.map(
      (extra): Statement => ({
        Sid: EXTRA_SIDS[extra],
        Effect: "Allow",
        Action: EXTRA_ACTIONS[extra],
        Resource: "*",
      }),
    ),
  ]);
}

function allowsTheSame(a: Extra, b: Extra): boolean {
  return EXTRA_ACTIONS[a].join() === EXTRA_ACTIONS[b].join();
}

/** Who may assume that role. A bare account id as principal works in every partition. */
export function trustPolicy(trustedAccount: string, externalId: string | undefined): PolicyDocument {
  const statement: Statement = {
    Sid: "TrustScanner",
    Effect: "Allow",
    Principal: { AWS: trustedAccount },
    Action: "sts:AssumeRole",
  };
  if (externalId === undefined) return policy([statement]);
  return policy([{ ...statement, Condition: { StringEquals: { "sts:ExternalId": externalId } } }]);
}

/**
 * The policy of whoever runs the scan: assume the role in each account, and list the accounts for `--org`.
 * @param aggregator whether AWS Config is queried, too (`--aggregator`)
 */
export function hubPolicy(role: string, partition: string, aggregator = false): PolicyDocument {
  return policy([
    {
      Sid: "AssumeReaderRole",
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: `arn:${partition}:iam::*:role/${role.replace(/^\//, "")}`,
    },
    { Sid: "ListAccounts", Effect: "Allow", Action: ORGANIZATION_ACTIONS, Resource: "*" },
    { Sid: "ListRegions", Effect: "Allow", Action: "account:ListRegions", Resource: "*" },
    ...(aggregator ? [READ_AGGREGATOR] : []),
  ]);
}

/** In the aggregator's own account; nothing is called in the accounts that it collects from. */
export const AGGREGATOR_ACTIONS = [
  "config:DescribeConfigurationAggregators",
  "config:DescribeConfigurationAggregatorSourcesStatus",
  "config:SelectAggregateResourceConfig",
] as const;

/** With the regions of all accounts, for `--aggregator-only`. */
const READ_AGGREGATOR: Statement = {
  Sid: "ReadAggregator",
  Effect: "Allow",
  Action: [...AGGREGATOR_ACTIONS, "account:ListRegions", "ec2:DescribeRegions"],
  Resource: "*",
};

const ORGANIZATION_ACTIONS = [
  "organizations:ListAccounts",
  "organizations:ListAccountsForParent",
  "organizations:ListOrganizationalUnitsForParent",
  "organizations:ListRoots",
  "organizations:ListTagsForResource",
] as const;

function policy(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** Splits `audit/Reader` as IAM does: path `/audit/`, name `Reader`. */
export function pathAndName(role: string): { readonly path: string; readonly name: string } {
  const parts = role.replace(/^\//, "").split("/");
  const name = parts.pop() ?? "";
  return { path: parts.length === 0 ? "/" : `/${parts.join("/")}/`, name };
}
