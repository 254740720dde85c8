/**
 * What the environment and the AWS config files say about reaching AWS. The SDK reads `process.env` only; this reads
 * the environment that was passed in, and the files as the AWS CLI does.
 */
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import { type ConfigFiles, type ProfileSettings, readConfigFiles } from "../profiles/files.ts";
import { type Env, profileOf } from "../profiles/paths.ts";

export interface ClientSettings {
  readonly profile: string;
  /** AWS_REGION, AWS_DEFAULT_REGION, or the profile's `region`. */
  readonly region: string | undefined;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** AWS_CA_BUNDLE or the profile's `ca_bundle`: a file of PEM certificates. */
  readonly caBundle: string | undefined;
  /** AWS_SDK_UA_APP_ID or `sdk_ua_app_id`: part of the user agent. */
  readonly userAgentAppId: string | undefined;
  /** The URL that replaces the service's own, if one is configured. */
  endpoint(service: Service): string | undefined;
}

/** The services that this program, or a credential provider, calls. */
export type Service = (typeof SERVICES)[number];

export const SERVICES = [
  "Lambda",
  "STS",
  "EC2",
  "Account",
  "Organizations",
  "CloudWatch",
  "Resource Groups Tagging API",
  "Config Service",
  "ECR",
  "SSO",
  "SSO OIDC",
  "Signin",
] as const;

/**
 * The settings of `profile` (default: AWS_DEFAULT_PROFILE, AWS_PROFILE, then `default`). A profile that does not exist
 * has none. Throws a `UserError` for a value that cannot be used.
 */
export async function readSettings(
  env: Env,
  endpointUrl?: string,
  profile?: string,
  configFiles: Promise<ConfigFiles> = readConfigFiles(env),
): Promise<ClientSettings> {
  const files = await configFiles;
  const name = profile ?? profileOf(env) ?? "default";
  const section: ProfileSettings = files.profiles.get(name)?.settings ?? {};
  const urls = endpointUrls(env, files, section, endpointUrl);
  return {
    profile: name,
    region: env.AWS_REGION || env.AWS_DEFAULT_REGION || section.region || undefined,
    useFipsEndpoint: flag(env, section, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
    useDualstackEndpoint: flag(env, section, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
    caBundle: env.AWS_CA_BUNDLE || section.ca_bundle || undefined,
    userAgentAppId: env.AWS_SDK_UA_APP_ID || section.sdk_ua_app_id || undefined,
    endpoint: (service) => urls.get(service),
  };
}

function flag(env: Env, section: ProfileSettings, variable: string, key: string): boolean {
  const [value, place] = env[variable] ? [env[variable], variable] : [section[key], key];
  if (value === undefined || value === "" || /^false$/i.test(value)) return false;
  if (/^true$/i.test(value)) return true;
  throw new UserError(`invalid value ${quoted(value)} for ${place}`, "Use true or false.");
}

function endpointUrls(
  env: Env,
  files: ConfigFiles,
  section: ProfileSettings,
  endpointUrl?: string,
): Map<Service, string> {
  const urls = new Map<Service, string>();
  const ignore = flag(env, section, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls");
  for (const service of SERVICES) {
    const found = endpointUrl
      ? ([endpointUrl, "--endpoint-url"] as const)
      : ignore
        ? undefined
        : configuredUrl(env, files, section, service);
    if (found) urls.set(service, checkedUrl(...found));
  }
  return urls;
}

/** The URL, and where it is set, for messages. */
function configuredUrl(env: Env, files: ConfigFiles, section: ProfileSettings, service: Service) {
  const key = service.replaceAll(" ", "_");
  const variable = `AWS_ENDPOINT_URL_${key.toUpperCase()}`;
  const ofServices = section.services ? serviceUrl(files, section.services, key.toLowerCase()) : undefined;
  const places: readonly (readonly [string | undefined, string])[] = [
    [env[variable], variable],
    [env.AWS_ENDPOINT_URL, "AWS_ENDPOINT_URL"],
    [ofServices, `services ${section.services}`],
    [section.endpoint_url, "endpoint_url"],
  ];
  for (const [url, place] of places) if (url) return [url, place] as const;
  return undefined;
}

function serviceUrl({ services }: ConfigFiles, name: string, service: string): string | undefined {
  const found = services.get(name);
  if (found) return found.blocks.get(service)?.endpoint_url;
  throw new UserError(
    `the AWS config file has no section [services ${name}]`,
    "Add it, or remove the `services` line from the profile.",
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
