import type { FunctionSpec } from "./build-function.ts";
import { runtimeSettings } from "./settings.ts";

type ByRegion = Readonly<Record<string, readonly FunctionSpec[]>>;

const PROVIDER = "arn:aws:lambda:eu-central-1:666677778888:capacity-provider:vectors";

/** Functions of the demo that use newer or rarer features of Lambda, by account and region. */
export const FEATURE_FUNCTIONS: Readonly<Record<string, ByRegion>> = {
  "payments-prod": {
    "eu-central-1": [
      {
        ...using("card-bin-lookup", "java21", "Which bank issued a card"),
        SnapStart: { ApplyOn: "PublishedVersions", OptimizationStatus: "On" },
      },
    ],
  },
  "storefront-prod": {
    "eu-central-1": [
      {
        ...using("us-east-1.edge-redirects", "nodejs20.x", "Lambda@Edge: country redirects"),
        MasterArn: "arn:aws:lambda:us-east-1:444455556666:function:edge-redirects:4",
      },
      {
        ...using("reseller-plugins", "nodejs24.x", "Runs the code of each reseller apart"),
        TenancyConfig: { TenantIsolationMode: "PER_TENANT" },
      },
    ],
  },
  "data-platform": {
    "eu-central-1": [
      {
        ...using("backfill-orchestrator", "python3.14", "Waits for hours between its steps"),
        DurableConfig: { ExecutionTimeout: 86_400, RetentionPeriodInDays: 14 },
      },
      {
        ...using("feature-vectors", "python3.13", "Runs on its own instances"),
        CapacityProviderConfig: {
          LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: PROVIDER },
        },
      },
    ],
  },
};

function using(name: string, runtime: string, description: string): FunctionSpec {
  return {
    name,
    ...runtimeSettings(runtime),
    Description: description,
    LastModified: "2026-10-08T09:30:12.440+0000",
    lastInvoked: "2026-11-21",
  };
}
