/**
 * Every column of a report. The type of a row (row.ts), the order of the JSON keys, the cells of all formats, the check of
 * saved reports, the example for `--query`, docs/report.schema.json and the table in docs/formats.md come from these tables.
 */
import {
  aliasList,
  count,
  day,
  dayOrWord,
  integer,
  object,
  older,
  optional,
  orNull,
  tagTable,
  text,
  texts,
  time,
  word,
} from "./column.ts";
import { RUNTIME_STATUSES } from "./runtime.ts";
import { ACTIONS, DUE_EVENTS } from "./triage.ts";

/** What a function is: a Lambda function is the usual kind. */
const FUNCTION_KINDS = ["function", "web-function", "edge-replica"] as const;
export type FunctionKind = (typeof FUNCTION_KINDS)[number];

/** Where a function is known from: Lambda listed it, or only AWS Config knew it. */
const FUNCTION_SOURCES = ["lambda", "config"] as const;
export type FunctionSource = (typeof FUNCTION_SOURCES)[number];

/** One function (or version) as a scan reads it, with the assessment of its runtime: report/row.ts makes it. */
export const READ = {
  accountId: text("12 digits", "111122223333", { heading: "account", flat: true }),
  accountName: text(
    "from the accounts file, Organizations, Identity Center, or the profile's name",
    "payments",
    { flat: true },
  ),
  region: text("", "eu-west-1", { flat: true }),
  functionName: text("", "orders", { flat: true }),
  version: text("`$LATEST`, or the number of a published version", "$LATEST"),
  runtime: orNull(
    text(
      "as AWS names it; `null` where it is unknown, as for a container image whose base names none (`--with image`)",
      "nodejs18.x",
      { flat: true },
    ),
  ),
  runtimeStatus: word(
    RUNTIME_STATUSES,
    "`supported`, `expiring`, `deprecated`, …: see [lifecycle](lifecycle.md)",
    "deprecated",
    { flat: true },
  ),
  deprecationDate: orNull(day("`YYYY-MM-DD`; `null` where AWS publishes none", "2025-09-01", { flat: true })),
  blockCreateDate: orNull(day("when AWS blocks creating functions on it", "2027-02-03", { flat: true })),
  blockUpdateDate: orNull(day("when AWS blocks updating functions on it", "2027-03-03", { flat: true })),
  daysLeft: orNull(integer("until `deprecationDate`; negative once it has passed", -446, { flat: true })),
  successor: orNull(
    text("the newest generally available runtime of the family", "nodejs24.x", { flat: true }),
  ),
  packageType: text("`Zip` or `Image`; empty if AWS Config does not record it", "Zip", { flat: true }),
  architectures: texts("a list: `x86_64`, `arm64`", ["arm64"], { flat: true }),
  memorySize: orNull(count("MB", 128, { flat: true })),
  timeout: orNull(count("seconds", 3, { flat: true })),
  codeSize: orNull(count("bytes", 1024, { flat: true })),
  lastModified: time("ISO 8601, UTC; empty if AWS returned none", "2024-07-24T09:41:13.364Z", {
    flat: true,
  }),
  description: text("cut to the width of a terminal, never in a file or pipe", "takes orders", {
    flat: true,
  }),
  handler: text("", "index.handler"),
  role: text("the ARN of the function's execution role", "arn:aws:iam::111122223333:role/orders"),
  layers: texts("a list of ARNs", ["arn:aws:lambda:eu-west-1:111122223333:layer:base:1"]),
  functionArn: text("", "arn:aws:lambda:eu-west-1:111122223333:function:orders", { flat: true }),
  tags: orNull(tagTable("an object", { team: "payments" }, { with: "tags" })),
  lastInvoked: orNull(
    dayOrWord(
      "the last day (UTC) with an invocation; `never`: none in the 15 months that CloudWatch keeps; `unknown`: it may be a Lambda@Edge function, and a region could not be read",
      "2026-11-20",
      { with: "lastInvoked" },
    ),
  ),
  aliases: orNull(
    aliasList(
      "a list of `{name, functionVersion, runtime, runtimeStatus}`",
      [{ name: "live", functionVersion: "1", runtime: "nodejs18.x", runtimeStatus: "deprecated" }],
      { with: "aliases" },
    ),
  ),
  kind: older("function", word(FUNCTION_KINDS, "`function`, `web-function`, `edge-replica`", "function")),
  source: optional(
    word(
      FUNCTION_SOURCES,
      "with `--aggregator`: `config` for what only AWS Config knew, otherwise `lambda`",
      "lambda",
    ),
  ),
};

/** What extra calls find (`--with`), where they find anything: a `ReadFunction` has the keys, and its row as they are. */
export const FOUND = {
  invocations: optional(
    count("invocations in 30 UTC days, today included; 0 if CloudWatch has none", 1200, {
      with: "invocations",
    }),
  ),
  imageUri: optional(
    text("the URI of a container image", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders:live", {
      with: "image",
    }),
  ),
  imageBase: optional(
    text("the base image that it names, or `aws-lambda` for an AWS base image", "aws-lambda", {
      with: "image",
    }),
  ),
  imageBaseReason: optional(
    text("the evidence, or why there is none", "it has the variables of an AWS base image", {
      with: "image",
    }),
  ),
};

/** The owner of a function and what to do about it: triage/triage.ts finds them. */
export const TRIAGE = {
  owner: orNull(text("who owns the function; `null` when unknown", "payments", { flat: "last" })),
  ownerSource: orNull(
    text(
      "where the owner comes from: `owners-file`, `tag:KEY`, `account-tag:KEY`, `account-email`",
      "owners-file",
    ),
  ),
  contact: optional(text("how to reach the owner, from the owners file", "#payments")),
  repository: optional(text("the function's repository, from the owners file", "github.com/acme/payments")),
  stack: optional(text("CloudFormation stack, from tags", "orders-prod")),
  logicalId: optional(text("CloudFormation logical id, from tags", "Orders")),
  origin: optional(text("the tool that deployed it, if tags show one", "cloudformation")),
  managedBy: orNull(
    text("the tool or vendor that owns the code, if not the team: `aws-cdk`, `datadog`, …", "aws-cdk", {
      flat: "last",
    }),
  ),
  managedByReason: optional(
    text("the evidence; starts with `probably` if only a name matches", "its handler is known"),
  ),
  action: word(
    ACTIONS,
    "`none`, `upgrade`, `redeploy`, `update-product`, `retire`, `check-image`, `investigate`",
    "redeploy",
    { flat: "last" },
  ),
  remedy: optional(text("what to do, in one sentence", "deploy it again")),
  dueDate: orNull(
    day("the runtime's next date, or the last one if all have passed", "2027-02-03", { flat: "last" }),
  ),
  dueEvent: orNull(
    word(
      DUE_EVENTS,
      "which date `dueDate` is: `deprecation`, `create-block`, `update-block`",
      "create-block",
    ),
  ),
  waivedUntil: optional(day("the last day of an active waiver", "2027-03-31")),
  waiverReason: optional(text("why it is waived", "is replaced in March")),
};

/** What few functions have: `settings` of a `LambdaFunction`, copied to its row as they are. */
export const RARE = {
  capacityProvider: optional(
    object("Lambda Managed Instances: AWS's `CapacityProviderConfig`", {
      LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: "arn" },
    }),
  ),
  durable: optional(
    object("durable functions: AWS's `DurableConfig`", { ExecutionTimeout: 3600, RetentionPeriodInDays: 14 }),
  ),
  snapStart: optional(
    object("AWS's `SnapStart`, if it is on", { ApplyOn: "PublishedVersions", OptimizationStatus: "On" }),
  ),
  tenancy: optional(text("the tenant isolation mode: `PER_TENANT`", "PER_TENANT")),
  masterArn: optional(
    text(
      "for a Lambda@Edge replica: the function that it was replicated from",
      "arn:aws:lambda:us-east-1:111122223333:function:orders:1",
    ),
  ),
  runtimeArn: optional(
    text("the ARN of a customer-managed runtime", "arn:aws:lambda:eu-west-1:222233334444:runtime/python"),
  ),
  runtimeAlias: optional(text("the alias of it that the function uses", "stable")),
  runtimePublisher: optional(text("the account that publishes it", "222233334444")),
};

/** Every column, in the order of the JSON report. */
export const COLUMNS = { ...READ, ...FOUND, ...TRIAGE, ...RARE };
