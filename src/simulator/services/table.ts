import { ec2 } from "./ec2.ts";
import { lambda } from "./lambda.ts";
import type { Service } from "./service.ts";
import { sts } from "./sts.ts";

/** Services by the name that stands in the credential scope. */
export const BY_SCOPE: Readonly<Record<string, Service>> = { sts, ec2, lambda };
