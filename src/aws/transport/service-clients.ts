/**
 * The SDK's clients, all built the same way. The calls that come in thousands have a shorter way: `lambda-calls.ts` and
 * `query-calls.ts`.
 */
import type { AccountClient } from "@aws-sdk/client-account";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { ConfigServiceClient } from "@aws-sdk/client-config-service";
import type { ECRClient } from "@aws-sdk/client-ecr";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import type { SSOClient } from "@aws-sdk/client-sso";
import type { STSClient } from "@aws-sdk/client-sts";
import type { Stage } from "../../model/coverage.ts";
import type { CallBounds } from "./call-bounds.ts";
import type { ClientConfig } from "./client-config.ts";
import type { Credentials } from "./expiry.ts";
import { IDLE_MIDDLEWARES } from "./sdk-internals.ts";
import type { Service } from "./settings.ts";

export interface ServiceClients {
  sts(region: string, credentials: Credentials): Promise<STSClient>;
  /** One endpoint a partition, in its main region. */
  account(region: string, credentials: Credentials): Promise<AccountClient>;
  organizations(region: string, credentials: Credentials): Promise<OrganizationsClient>;
  cloudwatch(region: string, credentials: Credentials): Promise<CloudWatchClient>;
  tagging(region: string, credentials: Credentials): Promise<ResourceGroupsTaggingAPIClient>;
  config(region: string, credentials: Credentials): Promise<ConfigServiceClient>;
  ecr(region: string, credentials: Credentials): Promise<ECRClient>;
  /** The portal of Identity Center: its calls carry a token, not credentials. */
  sso(region: string): Promise<SSOClient>;
}

/** Loaded when first needed: together they take more than half a second. */
export const packages = {
  Lambda: () => import("./packages/lambda.ts"),
  STS: () => import("./packages/sts.ts"),
  EC2: () => import("./packages/ec2.ts"),
  Account: () => import("./packages/account.ts"),
  Organizations: () => import("./packages/organizations.ts"),
  CloudWatch: () => import("./packages/cloudwatch.ts"),
  Tagging: () => import("./packages/tagging.ts"),
  Config: () => import("./packages/config.ts"),
  ECR: () => import("./packages/ecr.ts"),
  SSO: () => import("./packages/sso.ts"),
  Signer: () => import("./packages/aws4.ts"),
};

/**
 * The clients of STS are kept, since many calls use the same credentials. Those of other services serve one call, or one
 * region of an account; kept, they would add up to accounts × regions.
 */
export function serviceClients(
  config: (service: Service) => Promise<ClientConfig>,
  { within }: Pick<CallBounds, "within">,
): ServiceClients {
  const ready = <T extends SdkClient>(client: T, stage: Stage): T => timed(lean(client), stage, within);
  return {
    sts: perCredentials(async (region, credentials) => {
      const [{ STSClient }, base] = await Promise.all([packages.STS(), config("STS")]);
      return ready(new STSClient({ ...base, region: endpointRegion(base, region), credentials }), "identity");
    }),
    async account(region, credentials) {
      const [{ AccountClient }, base] = await Promise.all([packages.Account(), config("Account")]);
      return ready(new AccountClient({ ...base, region, credentials }), "regions");
    },
    async organizations(region, credentials) {
      const loaded = await Promise.all([packages.Organizations(), config("Organizations")]);
      const [{ OrganizationsClient }, base] = loaded;
      return ready(new OrganizationsClient({ ...base, region, credentials }), "credentials");
    },
    async cloudwatch(region, credentials) {
      const [{ CloudWatchClient }, base] = await Promise.all([packages.CloudWatch(), config("CloudWatch")]);
      return ready(new CloudWatchClient({ ...base, region, credentials }), "enrich");
    },
    async tagging(region, credentials) {
      const loaded = await Promise.all([packages.Tagging(), config("Resource Groups Tagging API")]);
      const [{ ResourceGroupsTaggingAPIClient }, base] = loaded;
      return ready(new ResourceGroupsTaggingAPIClient({ ...base, region, credentials }), "enrich");
    },
    async config(region, credentials) {
      const [{ ConfigServiceClient }, base] = await Promise.all([
        packages.Config(),
        config("Config Service"),
      ]);
      return ready(new ConfigServiceClient({ ...base, region, credentials }), "functions");
    },
    async ecr(region, credentials) {
      const [{ ECRClient }, base] = await Promise.all([packages.ECR(), config("ECR")]);
      return ready(new ECRClient({ ...base, region, credentials }), "enrich");
    },
    async sso(region) {
      const [{ SSOClient }, base] = await Promise.all([packages.SSO(), config("SSO")]);
      return ready(new SSOClient({ ...base, region }), "credentials");
    },
  };
}

/**
 * STS and EC2 respond alike in every region, but the signature must be for the region that is called: the one in the
 * endpoint's name, if it has one (`vpce-0a1b.sts.af-south-1.vpce.amazonaws.com`).
 */
export function endpointRegion({ endpoint = "" }: Pick<ClientConfig, "endpoint">, wanted: string): string {
  const named = /\b(?:sts|ec2)(?:-fips)?\.([a-z]+(?:-[a-z]+)+-\d+)\./.exec(endpoint)?.[1];
  return named ?? wanted;
}

function lean<T extends SdkClient>(client: T): T {
  for (const name of IDLE_MIDDLEWARES) client.middlewareStack.remove(name);
  return client;
}

interface SdkClient {
  readonly middlewareStack: { remove(name: string): boolean };
}

type Send = (command: unknown, options?: { readonly abortSignal?: AbortSignal }) => Promise<unknown>;

/** Limits each call without its own signal to the time of `--timeout`, retries included. */
function timed<T extends SdkClient>(client: T, stage: Stage, within: CallBounds["within"]): T {
  const { send } = client as unknown as { send: Send };
  const bounded: Send = (command, options) =>
    options?.abortSignal
      ? send.call(client, command, options)
      : within(stage, (abortSignal) => send.call(client, command, { ...options, abortSignal }));
  return Object.assign(client, { send: bounded });
}

/** One client per region and credentials, which is dropped with the credentials. */
function perCredentials<T>(make: (region: string, credentials: Credentials) => Promise<T>) {
  const known = new WeakMap<Credentials, Map<string, Promise<T>>>();
  return (region: string, credentials: Credentials): Promise<T> => {
    const regions = known.get(credentials) ?? new Map<string, Promise<T>>();
    known.set(credentials, regions);
    const client = regions.get(region) ?? make(region, credentials);
    regions.set(region, client);
    return client;
  };
}
