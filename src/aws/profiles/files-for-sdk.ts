/**
 * The SDK's clients and its provider of instance metadata look for settings in the config files themselves, and parse
 * them differently from the AWS CLI: a key can end up in the profile above. So they see files in memory, with the
 * settings of the profile in use as they were read here.
 */
import type { ConfigFiles } from "./files.ts";
import { type Env, profileOf, sdkPaths } from "./paths.ts";

export async function showToSdk(env: Env, { profiles }: ConfigFiles): Promise<void> {
  const { externalDataInterceptor } = await import("@smithy/core/config");
  const { settings } = profiles.get(profileOf(env) ?? "default") ?? { settings: {} };
  // The SDK supports AWS_PROFILE only.
  const name = env.AWS_PROFILE || "default";
  const lines = Object.entries(settings).map(([key, value = ""]) => `${key} = ${value}`);
  const { config, credentials } = sdkPaths(env);
  externalDataInterceptor.interceptFile(config, "");
  externalDataInterceptor.interceptFile(credentials, [`[${name}]`, ...lines.filter(isPlain), ""].join("\n"));
}

/** Whether the SDK reads the line as it is written. */
function isPlain(line: string): boolean {
  return !/(^|\s)[;#]|[\r\n]|\s$|^\[/.test(line);
}
