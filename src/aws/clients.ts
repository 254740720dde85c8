/**
 * The one factory of AWS clients: endpoint, proxy, retry, timeouts, user agent and the limit on calls in flight are
 * set here and nowhere else. A service's package is imported when its first client is asked for.
 */
import process from "node:process";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { SSOClient } from "@aws-sdk/client-sso";
import type { STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import { createHandler, type Handler } from "./handler.ts";
import { createNetwork, type Network } from "./network.ts";
import { type BoundedRetry, createRetry } from "./retry.ts";
import { readSettings, type Settings } from "./settings.ts";

export type Env = Readonly<Record<string, string | undefined>>;
export type Credentials = AwsCredentialIdentityProvider;

export interface AwsOptions {
  readonly env: Env;
  /** `--endpoint-url`: for every call of every service, above all other settings. */
  readonly endpointUrl?: string | undefined;
  /** Requests per call, the first included. */
  readonly maxAttempts: number;
  readonly connectTimeoutMs: number;
  /** The program's one limit on calls in flight: runs `call` as soon as a slot is free. */
  readonly limit: <T>(call: () => Promise<T>) => Promise<T>;
  /** For `--verbose`: one line an exchange, never a header or a body. */
  readonly log?: ((line: string) => void) | undefined;
  /** `name/version`, the first thing that CloudTrail shows of us. */
  readonly userAgent: string;
}

/** The services that we, or the credential providers, call. */
export type Service = "Lambda" | "STS" | "EC2" | "Organizations" | "CloudWatch" | "SSO" | "SSO OIDC" | "Signin";

/** What every client is built with; also for the credential providers' `clientConfig`. */
export interface ClientConfig {
  readonly requestHandler: Handler;
  readonly retryStrategy: BoundedRetry;
  readonly maxAttempts: number;
  readonly retryMode: "standard";
  readonly defaultsMode: "standard";
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly userAgentAppId: () => Promise<string | undefined>;
  readonly customUserAgent: [string, string][];
  readonly authSchemePreference: string[];
  /** The environment and files have been read already (`settings.ts`); the SDK shall not read them again. */
  readonly ignoreConfiguredEndpointUrls: true;
  readonly endpoint?: string;
}

/** Clients are made once per service, region and credentials (by identity), and share connections. */
export interface Clients {
  lambda(region: string, credentials: Credentials): Promise<LambdaClient>;
  sts(region: string, credentials: Credentials): Promise<STSClient>;
  ec2(region: string, credentials: Credentials): Promise<EC2Client>;
  organizations(region: string, credentials: Credentials): Promise<OrganizationsClient>;
  cloudwatch(region: string, credentials: Credentials): Promise<CloudWatchClient>;
  /** The portal of Identity Center: its calls carry a token, not credentials. */
  sso(region: string): Promise<SSOClient>;
  /** For credential providers, which build clients of their own; add the region. */
  clientConfig(service: Service): Promise<ClientConfig>;
  /** What environment and config files say for this profile. */
  settings(): Promise<Settings>;
  /** The same with the settings of another profile (its `endpoint_url`, `ca_bundle`, ...). */
  forProfile(profile: string): Clients;
  /** Starts loading packages that will be needed, so that this hides behind the first request. */
  preload(...services: readonly ("Lambda" | "STS" | "EC2")[]): void;
  /** Ends all connections. */
  close(): Promise<void>;
}
