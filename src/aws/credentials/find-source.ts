/**
 * Finds where base credentials come from, before any are loaded: config files and environment enter, a `Source` leaves.
 * Knowing the source beforehand makes it possible to explain why its credentials do not work.
 */
import { UserError } from "../../model/failure.ts";
import { byCodePoint } from "../../model/order.ts";
import type { ConfigFiles, Profile, ProfileSection } from "../profiles/files.ts";
import { type Env, profileOf } from "../profiles/paths.ts";
import { invalid, missingProfile } from "./profile-mistakes.ts";
import { BOTH_KEYS, hasKeys, type Search, SOURCES } from "./profile-sources.ts";
import type { CredentialSource, ProfileSource } from "./source.ts";

/**
 * In the order of the SDK's default chain.
 * @param named the profile that an option selects; then keys in the environment are not used
 */
export function findSource(env: Env, files: ConfigFiles, named: string | undefined): CredentialSource {
  const chosen = named ?? profileOf(env);
  if (chosen === undefined && env.AWS_ACCESS_KEY_ID) return environmentKeys(env);
  if (files.unreadable) throw files.unreadable;
  const name = chosen ?? "default";
  const source = chosen === undefined && !files.profiles.has(name) ? undefined : profileSource(name, files);
  if (source) return source;
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) return { kind: "web identity" };
  if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI) {
    return { kind: "container" };
  }
  const disabled = env.AWS_EC2_METADATA_DISABLED;
  return { kind: disabled && disabled.toLowerCase() !== "false" ? "none" : "instance" };
}

function environmentKeys(env: Env): CredentialSource {
  if (env.AWS_SECRET_ACCESS_KEY) return { kind: "environment" };
  throw new UserError("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not", "Set both or neither.");
}

/** A profile without any of these keys only has settings such as a region. */
const CREDENTIAL_KEYS = [
  "aws_access_key_id",
  "aws_secret_access_key",
  "role_arn",
  "credential_source",
  "credential_process",
  "sso_session",
  "sso_start_url",
  "sso_account_id",
  "sso_role_name",
  "login_session",
  "web_identity_token_file",
] as const;

function holdsCredentials({ settings, blocks }: Pick<ProfileSection, "settings" | "blocks">): boolean {
  return CREDENTIAL_KEYS.some((key) => settings[key] !== undefined || blocks.has(key));
}

/** The profiles with credentials, by code point, so that two runs use the same profile of an account. */
export function profilesWithCredentials({ profiles }: ConfigFiles): readonly string[] {
  const found = [...profiles].filter(([, { config, credentials }]) =>
    [config, credentials].some((section) => section && holdsCredentials(section)),
  );
  return found.map(([name]) => name).sort(byCodePoint);
}

/** A section of the config file that was meant as a profile, but that the AWS CLI ignores. */
export interface IgnoredProfile {
  readonly header: string;
  readonly reason: string;
}

export function ignoredProfiles({ ignored }: ConfigFiles): readonly IgnoredProfile[] {
  return ignored.flatMap((section) => {
    const { header, place } = section;
    const advice = /^\s*profile\b/i.test(header)
      ? 'write [profile NAME] in lower case, and quote a name with spaces: [profile "NAME"]'
      : holdsCredentials(section) && `write [profile ${header}] if it is a profile`;
    return advice ? [{ header, reason: `the AWS CLI ignores [${header}] (${place}): ${advice}` }] : [];
  });
}

/**
 * Undefined for a profile without credentials. Throws a `UserError` when the profile does not exist, or when it cannot
 * work whatever AWS would respond.
 */
export function profileSource(
  name: string,
  files: ConfigFiles,
  trail: readonly string[] = [],
): ProfileSource | undefined {
  if (files.unreadable) throw files.unreadable;
  const profile = files.profiles.get(name);
  if (!profile) throw missingProfile(name, trail.at(-1), files);
  demandSingleLines(name, profile);
  const follow = (source: string, led: readonly string[]) => profileSource(source, files, led);
  const search = { name, profile, files, trail, follow };
  for (const find of SOURCES) {
    const found = find(search);
    if (found) return found;
  }
  demandNothingLeft(search);
  return undefined;
}

/** Incomplete credentials are an error: using the next source instead could scan another account. */
function demandNothingLeft(search: Search): void {
  const { settings } = search.profile;
  if (hasKeys(settings)) throw invalid(search, "aws_secret_access_key", BOTH_KEYS);
  const sso = ["sso_session", "sso_start_url"].find((key) => settings[key] !== undefined);
  if (sso !== undefined) throw invalid(search, sso, "sso_account_id and sso_role_name are missing");
  if (settings.credential_source !== undefined) {
    throw invalid(search, "credential_source", "credential_source requires role_arn");
  }
}

/** A more deeply indented line continues the value above it. None of these values may have several lines. */
function demandSingleLines(name: string, profile: Profile): void {
  const several = [...CREDENTIAL_KEYS, "source_profile", "region"].find(
    (key) =>
      profile.settings[key]?.includes("\n") ||
      profile.config?.blocks.has(key) ||
      profile.credentials?.blocks.has(key),
  );
  if (several === undefined) return;
  throw invalid(
    { name, profile },
    several,
    `${several} has more than one line`,
    "Remove the spaces before the next line.",
  );
}
