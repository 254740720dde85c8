import type { FunctionSpec } from "./build-function.ts";
import { hash, hex } from "./random.ts";
import { runtimeSettings } from "./settings.ts";

const LONGEST_NAME = 64;

type ByRegion = Readonly<Record<string, readonly FunctionSpec[]>>;

/** Functions of the demo that no team wrote: frameworks, a landing zone and vendors deployed them, by account and region. */
export const TOOL_FUNCTIONS: Readonly<Record<string, ByRegion>> = {
  "acme-management": {
    "eu-central-1": [
      stacked("AWSAccelerator-PrepareStack", "MoveAccountsFunction", "nodejs18.x"),
      stacked("AWSAccelerator-AccountsStack", "EnablePolicyTypeFunction", "nodejs18.x"),
    ],
  },
  "security-audit": {
    "eu-central-1": [
      controlTower("python3.13"),
      stacked("AWSAccelerator-SecurityAuditStack", "SnsTopicForwarder", "nodejs20.x"),
      datadog("python3.10", "3.96.0"),
      {
        ...tool(
          "custodian-ebs-unencrypted",
          "python3.9",
          "custodian_policy.run",
          "cloud-custodian lambda policy",
        ),
        tags: { "custodian-info": "mode=config-rule:version=0.9.31" },
      },
    ],
    "us-east-1": [datadog("python3.13", "4.12.0")],
  },
  "payments-prod": {
    "eu-central-1": [
      controlTower("python3.13"),
      stackSet("python3.8"),
      {
        ...tool(
          "payments-db-rotation",
          "python3.9",
          "lambda_function.lambda_handler",
          "Rotates a Secrets Manager secret for Amazon RDS PostgreSQL credentials",
        ),
        tags: {
          "serverlessrepo:applicationId":
            "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser",
          "serverlessrepo:semanticVersion": "1.1.225",
        },
      },
    ],
  },
  "storefront-prod": {
    "eu-central-1": [
      controlTower("python3.13"),
      stackSet("python3.8"),
      autoDelete("StorefrontMedia", "nodejs18.x"),
      stacked("StorefrontMedia", "BucketNotificationsHandler050a0587b7544547bf325f094a3db834", "python3.9", {
        Description:
          'AWS CloudFormation handler for "Custom::S3BucketNotifications" resources (@aws-cdk/aws-s3)',
      }),
      stacked("StorefrontWeb", "CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C", "python3.9"),
      logRetention("StorefrontWeb", "nodejs16.x"),
      tool("shop-mailer-prod-custom-resource-existing-s3", "nodejs16.x", "s3/handler.handler"),
      tool("cwsyn-checkout-flow-6f0c9a52-1d3e-4b87-9c44-2f7f1f0b7d10", "nodejs20.x", "index.handler"),
    ],
  },
  "storefront-staging": {
    "eu-central-1": [
      controlTower("python3.13"),
      autoDelete("StorefrontMediaStaging", "nodejs22.x"),
      logRetention("StorefrontWebStaging", "nodejs20.x"),
    ],
  },
  "data-platform": {
    "eu-central-1": [
      controlTower("python3.9"),
      providerFramework("onEvent"),
      providerFramework("isComplete"),
      stacked("DataLake", "AWS679f53fac002430cb0da5b7982bd22872D164C4C", "nodejs14.x"),
      logRetention("DataLake", "nodejs22.x"),
      tool(
        "serverlessrepo-athena-dynamodb-connector",
        "java11",
        "com.amazonaws.athena.connectors.dynamodb.DynamoDBCompositeHandler",
        "Enables Amazon Athena to communicate with DynamoDB",
      ),
    ],
  },
  "legacy-erp": { "eu-central-1": [controlTower("python3.9")] },
};

function tool(name: string, runtime: string, handler: string, description = ""): FunctionSpec {
  return {
    name,
    ...runtimeSettings(runtime),
    Handler: handler,
    Description: description,
    LastModified: "2024-09-12T10:21:47.318+0000",
    lastInvoked: "2026-11-18",
  };
}

/** As CloudFormation names a function: `<stack>-<logical id, cut>-<random>`, with its tags. */
function stacked(
  stack: string,
  logicalId: string,
  runtime: string,
  more: Partial<FunctionSpec> = {},
): FunctionSpec {
  const random = hex(hash(stack + logicalId), 12).toUpperCase();
  const name = `${stack}-${logicalId}`.slice(0, LONGEST_NAME - random.length - 1);
  return {
    ...tool(`${name}-${random}`, runtime, "index.handler"),
    tags: {
      "aws:cloudformation:stack-name": stack,
      "aws:cloudformation:logical-id": logicalId,
    },
    ...more,
  };
}

function autoDelete(stack: string, runtime: string): FunctionSpec {
  return stacked(stack, "CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F", runtime, {
    Handler: "__entrypoint__.handler",
    Description: `Lambda function for auto-deleting objects in ${stack.toLowerCase()}-assets S3 bucket.`,
  });
}

function logRetention(stack: string, runtime: string): FunctionSpec {
  return stacked(stack, "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A", runtime);
}

function providerFramework(event: "onEvent" | "isComplete"): FunctionSpec {
  return stacked("DataLake", `CrawlerProviderframework${event}83C1D0A7`, "nodejs18.x", {
    Handler: `framework.${event}`,
    Description: `AWS CDK resource provider framework - ${event} (DataLake/CrawlerProvider)`,
  });
}

function controlTower(runtime: string): FunctionSpec {
  return {
    ...tool(
      "aws-controltower-NotificationForwarder",
      runtime,
      "index.lambda_handler",
      "SNS message forwarding function for aggregating account notifications.",
    ),
    role: "aws-controltower-ForwardSnsNotificationRole",
  };
}

function stackSet(runtime: string): FunctionSpec {
  return stacked("StackSet-SecurityBaseline-4f1c2d7a", "CloseOpenPortsFunction", runtime);
}

function datadog(runtime: string, version: string): FunctionSpec {
  return {
    ...tool(
      "DatadogForwarder",
      runtime,
      "lambda_function.lambda_handler",
      "Pushes logs, metrics and traces from AWS to Datadog.",
    ),
    tags: { dd_forwarder_version: version },
  };
}
