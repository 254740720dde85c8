import type { WireRequest } from "../wire/call.ts";
import { account } from "./account.ts";
import { cloudwatch } from "./cloudwatch.ts";
import { config } from "./config.ts";
import { ec2 } from "./ec2.ts";
import { ecr, LAYERS_PATH, layers } from "./ecr.ts";
import { lambda } from "./lambda.ts";
import { container, instanceMetadata } from "./machine.ts";
import { oidc } from "./oidc.ts";
import { organizations } from "./organizations.ts";
import { portal } from "./portal.ts";
import type { Service } from "./service.ts";
import { sts } from "./sts.ts";
import { tagging } from "./tagging.ts";

/** Services by their name in the credential scope. */
const BY_SCOPE: Readonly<Record<string, Service>> = {
  sts,
  ec2,
  account,
  lambda,
  organizations,
  monitoring: cloudwatch,
  tagging,
  config,
  ecr,
};

/** Services with unsigned requests, by path. */
const BY_PATH = [
  [/^\/(assignment|federation)\//, portal],
  [/^\/token$/, oidc],
  [/^\/latest\//, instanceMetadata],
  [/^\/v1\/credentials$/, container],
  [LAYERS_PATH, layers],
] as const;

export function serviceInScope(name: string): Service | undefined {
  return BY_SCOPE[name];
}

export function openServiceFor({ method, path }: WireRequest): Service | undefined {
  if (method === "POST" && path === "/") return sts;
  return BY_PATH.find(([pattern]) => pattern.test(path))?.[1];
}
