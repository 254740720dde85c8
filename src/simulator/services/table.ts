import type { WireRequest } from "../wire/call.ts";
import { ec2 } from "./ec2.ts";
import { lambda } from "./lambda.ts";
import type { Service } from "./service.ts";
import { sts } from "./sts.ts";

/** Services by the name that stands in the credential scope. */
const BY_SCOPE: Readonly<Record<string, Service>> = { sts, ec2, lambda };

export function serviceInScope(name: string): Service | undefined {
  return BY_SCOPE[name];
}

/** The service of a request that carries no signature. */
export function openServiceFor(request: WireRequest): Service | undefined {
  return request.method === "POST" && request.path === "/" ? sts : undefined;
}
