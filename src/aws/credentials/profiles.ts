/** The profiles and sso-sessions of the AWS config files. */
import { loadSharedConfigFiles, loadSsoSessionData } from "@smithy/core/config";
import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { byCodePoint } from "../../model/order.ts";
import type { Env } from "../transport/clients.ts";
import { configPaths } from "../transport/settings.ts";

/** The lines of one section; keys as they are written in the file. */
export type Section = Readonly<Record<string, string | undefined>>;

export interface ConfigFiles {
  readonly profiles: ReadonlyMap<string, Section>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
  /** Where they were read, for messages. */
  readonly places: string;
}

/** Reads the files anew each time: `aws sso login` or a credential tool may have written them meanwhile. */
export async function readConfigFiles(env: Env): Promise<ConfigFiles> {
  const paths = configPaths(env);
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ...paths, ignoreCache: true });
  const ssoSessions = await loadSsoSessionData(paths);
  const profiles = new Map<string, Section>();
  // A nested section (`services x`, `sso-session x`) comes with a dot in its name and is no profile.
  for (const [name, section] of [...Object.entries(configFile), ...Object.entries(credentialsFile)]) {
    if (/^(services|sso-session)\./.test(name)) continue;
    profiles.set(name, { ...profiles.get(name), ...section });
  }
  return {
    profiles,
    ssoSessions: new Map(Object.entries(ssoSessions)),
    places: `${paths.configFilepath} and ${paths.filepath}`,
  };
}

/** The keys that tell a profile's way to credentials; without any of them it only sets a region or the like. */
const WAYS = [
  "aws_access_key_id",
  "role_arn",
  "credential_source",
  "credential_process",
  "sso_session",
  "sso_start_url",
  "sso_account_id",
  "login_session",
  "web_identity_token_file",
] as const;

export function holdsCredentials(section: Section): boolean {
  return WAYS.some((key) => section[key] !== undefined);
}

/** Those that hold a way to credentials; by code point, so that two runs take the same profile of an account. */
export function profilesWithCredentials({ profiles }: ConfigFiles): readonly string[] {
  const found = [...profiles].filter(([, section]) => holdsCredentials(section));
  return found.map(([name]) => name).sort(byCodePoint);
}

const CREDENTIAL_SOURCES = ["Environment", "Ec2InstanceMetadata", "EcsContainer"];

/** Throws a `UserError` when the profile cannot lead to credentials, whatever AWS would say. */
export function checkProfile(name: string, files: ConfigFiles): void {
  follow(name, files, []);
}

/** `trail`: the profiles that led here by `source_profile`. */
function follow(name: string, files: ConfigFiles, trail: readonly string[]): void {
  const section = files.profiles.get(name);
  const from = trail.at(-1);
  if (!section) throw missing(name, from, files);
  // A profile with keys of its own may be its own source; the SDK takes the keys then, and so ends the trail.
  if (from !== undefined && hasKeys(section)) return;
  if (trail.includes(name)) {
    const loop = [...trail.slice(trail.indexOf(name)), name].join(" → ");
    throw new UserError(
      `the profiles form a loop: ${loop}`,
      `Let one of them hold credentials of its own instead of source_profile, in ${files.places}.`,
    );
  }
  if (section.role_arn !== undefined || section.source_profile !== undefined) {
    checkRole(name, section, files, trail);
  } else if ((section.aws_access_key_id === undefined) !== (section.aws_secret_access_key === undefined)) {
    throw incomplete(name, "aws_access_key_id and aws_secret_access_key belong together");
  } else if (section.sso_session ?? section.sso_start_url ?? section.sso_account_id) {
    checkSso(name, section, files);
  }
}

function hasKeys(section: Section): boolean {
  return section.aws_access_key_id !== undefined && section.aws_secret_access_key !== undefined;
}

function checkRole(name: string, section: Section, files: ConfigFiles, trail: readonly string[]): void {
  const { role_arn, source_profile, credential_source, web_identity_token_file } = section;
  if (role_arn !== undefined && !/^arn:[\w-]+:iam::\d{12}:role\/.+/.test(role_arn)) {
    throw incomplete(name, `role_arn "${role_arn}" is no role ARN`);
  }
  const sources = [source_profile, credential_source, web_identity_token_file].filter(Boolean);
  if (role_arn !== undefined && sources.length !== 1) {
    const few = "role_arn needs source_profile, credential_source or web_identity_token_file";
    throw incomplete(name, sources.length === 0 ? few : `${few}: one of them, not ${sources.length}`);
  }
  if (credential_source !== undefined && !CREDENTIAL_SOURCES.includes(credential_source)) {
    throw incomplete(
      name,
      `credential_source "${credential_source}" is none of ${CREDENTIAL_SOURCES.join(", ")}`,
    );
  }
  if (source_profile !== undefined && role_arn !== undefined) follow(source_profile, files, [...trail, name]);
}

function checkSso(name: string, section: Section, files: ConfigFiles): void {
  const session = section.sso_session;
  if (session !== undefined && !files.ssoSessions.has(session)) throw noSsoSession(session, files, name);
  const needed = [
    "sso_account_id",
    "sso_role_name",
    ...(session === undefined ? ["sso_start_url", "sso_region"] : []),
  ];
  const absent = needed.filter((key) => section[key] === undefined);
  if (absent.length > 0) throw incomplete(name, `${absent.join(" and ")} missing`);
}

function incomplete(name: string, fault: string): UserError {
  return new UserError(
    `profile "${name}": ${fault}`,
    `Change the profile, or run: aws configure --profile ${name}`,
  );
}

function missing(name: string, from: string | undefined, files: ConfigFiles): UserError {
  const by = from === undefined ? "" : ` (source_profile of "${from}")`;
  return new UserError(
    `no profile "${name}"${by} in ${files.places}`,
    suggestion(name, files.profiles.keys()) ?? "`aws configure list-profiles` shows the profiles there are.",
  );
}

export function noSsoSession(name: string, files: ConfigFiles, profile?: string): UserError {
  const by = profile === undefined ? "" : ` (sso_session of profile "${profile}")`;
  const alike = suggestion(name, files.ssoSessions.keys());
  // The name of a profile is easily taken for that of its session.
  const meant = files.profiles.get(name)?.sso_session;
  const ofProfile = meant === undefined ? undefined : `Profile "${name}" uses the sso-session "${meant}".`;
  return new UserError(
    `no sso-session "${name}"${by} in ${files.places}`,
    ofProfile ?? alike ?? "Run: aws configure sso-session",
  );
}

function suggestion(name: string, candidates: Iterable<string>): string | undefined {
  const found = nearest(name, candidates);
  return found === undefined ? undefined : `Did you mean "${found}"?`;
}
