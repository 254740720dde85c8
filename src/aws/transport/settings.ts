/**
 * What the environment and the AWS config files say about reaching AWS, read once per profile. The SDK reads only
 * `process.env`; this reads the environment that was handed in, and by the same precedence as the AWS CLI.
 */
import { join } from "node:path";
import { CONFIG_PREFIX_SEPARATOR, loadSharedConfigFiles } from "@smithy/core/config";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import type { Env, Service } from "./clients.ts";

export interface Settings {
  readonly profile: string;
  /** AWS_REGION, AWS_DEFAULT_REGION, or the profile's `region`. */
  readonly region: string | undefined;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** AWS_CA_BUNDLE or the profile's `ca_bundle`: a file of PEM certificates. */
  readonly caBundle: string | undefined;
  /** AWS_SDK_UA_APP_ID or `sdk_ua_app_id`: ends up in the user agent. */
  readonly userAgentAppId: string | undefined;
  /** The URL to ask instead of the service's own, if one is configured. */
  endpoint(service: Service): string | undefined;
}

type Section = Readonly<Record<string, string | undefined>>;
type Sections = Readonly<Record<string, Section | undefined>>;

const SERVICES = [
  "Lambda",
  "STS",
  "EC2",
  "Organizations",
  "CloudWatch",
  "SSO",
  "SSO OIDC",
  "Signin",
] as const;

/** Where the config and credentials files are, for this environment. Of a service without HOME the SDK knows the `~`. */
export function configPaths(env: Env): { configFilepath: string; filepath: string } {
  const home = env.HOME || env.USERPROFILE || "~";
  return {
    configFilepath: env.AWS_CONFIG_FILE || join(home, ".aws", "config"),
    filepath: env.AWS_SHARED_CREDENTIALS_FILE || join(home, ".aws", "credentials"),
  };
}

/**
 * Reads the settings of `profile` (default: AWS_PROFILE, then `default`). A profile that does not exist has none.
 * Throws a `UserError` for a value that cannot be used.
 */
export async function readSettings(env: Env, endpointUrl?: string, profile?: string): Promise<Settings> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles(configPaths(env));
  const name = profile ?? (env.AWS_PROFILE || "default");
  const section: Section = { ...credentialsFile[name], ...configFile[name] };
  const urls = endpointUrls(env, configFile, section, endpointUrl);
  return {
    profile: name,
    region: env.AWS_REGION || env.AWS_DEFAULT_REGION || section.region,
    useFipsEndpoint: flag(env, section, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
    useDualstackEndpoint: flag(env, section, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
    caBundle: env.AWS_CA_BUNDLE || section.ca_bundle || undefined,
    userAgentAppId: env.AWS_SDK_UA_APP_ID || section.sdk_ua_app_id || undefined,
    endpoint: (service) => urls.get(service),
  };
}

function flag(env: Env, section: Section, variable: string, key: string): boolean {
  const [value, place] = env[variable] ? [env[variable], variable] : [section[key], key];
  if (value === undefined || value === "" || /^false$/i.test(value)) return false;
  if (/^true$/i.test(value)) return true;
  throw new UserError(`invalid value ${quoted(value)} for ${place}`, "Use true or false.");
}

function endpointUrls(
  env: Env,
  config: Sections,
  section: Section,
  endpointUrl?: string,
): Map<Service, string> {
  const urls = new Map<Service, string>();
  const ignore = flag(env, section, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls");
  for (const service of SERVICES) {
    const found = endpointUrl
      ? ([endpointUrl, "--endpoint-url"] as const)
      : ignore
        ? undefined
        : configuredUrl(env, config, section, service);
    if (found) urls.set(service, checkedUrl(...found));
  }
  return urls;
}

/** The URL and the place that it stands at, for messages. */
function configuredUrl(env: Env, config: Sections, section: Section, service: Service) {
  const key = service.replaceAll(" ", "_");
  const variable = `AWS_ENDPOINT_URL_${key.toUpperCase()}`;
  const services = section.services ? servicesSection(config, section.services) : undefined;
  const places: readonly (readonly [string | undefined, string])[] = [
    [env[variable], variable],
    [env.AWS_ENDPOINT_URL, "AWS_ENDPOINT_URL"],
    [
      services?.[[key.toLowerCase(), "endpoint_url"].join(CONFIG_PREFIX_SEPARATOR)],
      `services ${section.services}`,
    ],
    [section.endpoint_url, "endpoint_url"],
  ];
  for (const [url, place] of places) if (url) return [url, place] as const;
  return undefined;
}

function servicesSection(config: Sections, name: string): Section {
  const found = config[["services", name].join(CONFIG_PREFIX_SEPARATOR)];
  if (found) return found;
  throw new UserError(
    `the AWS config file has no section [services ${name}]`,
    "A profile names it with `services`: add the section or remove that line.",
  );
}

function checkedUrl(url: string, place: string): string {
  // The SDK would append its path to the slash.
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return withoutLastSlashes(url);
  throw new UserError(`${place}: ${quoted(url)} is not a URL`, "Use https://host or http://host:8080.");
}

function withoutLastSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === "/") end--;
  return url.slice(0, end);
}
