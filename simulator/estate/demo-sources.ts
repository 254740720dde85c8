/** What other sources know of the demo's organization: AWS Config of what cannot be read, and ECR of container images. */
import type { AggregatorSpec } from "./build-aggregator.ts";
import { AWS_BASE_ENV, type ImageSpec } from "./images.ts";

const BASE = "org.opencontainers.image.base.name";

/** The images by function name: what each says about its base. */
export const DEMO_IMAGES: Readonly<Record<string, ImageSpec>> = {
  "fraud-score": { repository: "fraud-score", labels: { [BASE]: "public.ecr.aws/lambda/python:3.9" } },
  "review-moderation": { repository: "review-moderation" },
  "pii-redaction": { repository: "pii-redaction", env: ["PYTHON_VERSION=3.11.9", "LANG=C.UTF-8"] },
  "ml-batch-score": {
    repository: "ml-batch-score",
    env: [...AWS_BASE_ENV, "DOTNET_ROOT=/var/lang/bin", "DOTNET_VERSION=8.0.10"],
  },
};

/** The role is missing in one account, and a policy denies Lambda in one region of another. */
export const DEMO_AGGREGATOR: AggregatorSpec = {
  name: "org",
  knows: {
    "888899990000/us-east-1": ["partner-import nodejs18.x", "partner-webhook python3.9"],
    "777788889999/us-west-2": ["erp-mirror java8"],
  },
};
