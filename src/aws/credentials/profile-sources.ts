/** The ways in which a profile provides credentials, one function each, in botocore's order. */
import { UserError } from "../../model/failure.ts";
import type { ConfigFiles, Profile, ProfileSection, ProfileSettings } from "../profiles/files.ts";
import { splitWords } from "../profiles/words.ts";
import { invalid, missingSsoSession } from "./profile-mistakes.ts";
import type { MachineSource, ProfileRole, ProfileSource } from "./source.ts";

export interface Search {
  readonly name: string;
  readonly profile: Profile;
  readonly files: ConfigFiles;
  /** The profiles that led here by `source_profile`. */
  readonly trail: readonly string[];
  /** Finds the source of a `source_profile`. */
  readonly follow: (name: string, trail: readonly string[]) => ProfileSource | undefined;
}

/** The first that applies is used. */
export const SOURCES: readonly ((search: Search) => ProfileSource | undefined)[] = [
  roleSource,
  webIdentitySource,
  ssoSource,
  ({ name, profile: { credentials } }) => keysSource(name, credentials, "credentials"),
  loginSource,
  processSource,
  ({ name, profile: { config } }) => keysSource(name, config, "config"),
];

const MAX_CHAIN = 100;

function roleSource(search: Search): ProfileSource | undefined {
  const { name, profile, files, trail, follow } = search;
  const { role_arn, source_profile, credential_source, web_identity_token_file } = profile.settings;
  if (role_arn === undefined || web_identity_token_file !== undefined) return undefined;
  // In a source_profile, keys win over a role: so a profile with keys can be its own source.
  if (trail.length > 0 && hasKeys(profile.settings)) return undefined;
  if (trail.includes(name)) throw circular([...trail.slice(trail.indexOf(name)), name], profile, files);
  if (source_profile !== undefined && credential_source !== undefined) {
    throw invalid(search, "source_profile", "source_profile and credential_source cannot be combined");
  }
  if (trail.length === MAX_CHAIN)
    throw invalid(search, "role_arn", `more than ${MAX_CHAIN} roles in a chain`);
  const role = roleOf(search, role_arn);
  if (source_profile !== undefined) {
    const from = follow(source_profile, [...trail, name]);
    if (from) return { kind: "role", profile: name, role, from };
    const source = {
      ...search,
      name: source_profile,
      profile: files.profiles.get(source_profile) ?? profile,
    };
    throw invalid(source, "", `no credentials, but profile "${name}" uses it as source_profile`);
  }
  if (credential_source !== undefined) {
    const from = machineSource(search, credential_source);
    return { kind: "role", profile: name, role, from };
  }
  throw invalid(
    search,
    "role_arn",
    "role_arn requires source_profile, credential_source or web_identity_token_file",
  );
}

export function hasKeys({ aws_access_key_id, aws_secret_access_key }: ProfileSettings): boolean {
  return aws_access_key_id !== undefined || aws_secret_access_key !== undefined;
}

function circular(names: readonly string[], profile: Profile, files: ConfigFiles): UserError {
  const place = profile.placeOf("source_profile");
  return new UserError(
    `circular source_profile: ${names.join(" → ")}`,
    `Give one of them its own credentials (${place === "" ? files.places : place}).`,
  );
}

function roleOf(search: Search, arn: string): ProfileRole {
  const { external_id, role_session_name, mfa_serial, duration_seconds = "" } = search.profile.settings;
  return {
    arn: checkedArn(search, arn),
    externalId: external_id,
    sessionName: role_session_name || undefined,
    mfaSerial: mfa_serial || undefined,
    // As in the AWS CLI, anything else is ignored.
    duration: /^\d{1,9}$/.test(duration_seconds) ? Number(duration_seconds) : undefined,
  };
}

function checkedArn(search: Search, arn: string): string {
  if (/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(arn)) return arn;
  throw invalid(search, "role_arn", "role_arn is not a role ARN such as arn:aws:iam::111122223333:role/NAME");
}

const MACHINES: ReadonlyMap<string, MachineSource["kind"]> = new Map([
  ["Environment", "environment"],
  ["Ec2InstanceMetadata", "instance"],
  ["EcsContainer", "container"],
]);

function machineSource(search: Search, name: string): MachineSource {
  const kind = MACHINES.get(name);
  if (kind !== undefined) return { kind };
  throw invalid(
    search,
    "credential_source",
    `credential_source must be one of ${[...MACHINES.keys()].join(", ")}`,
  );
}

function webIdentitySource(search: Search): ProfileSource | undefined {
  const { role_arn, role_session_name, web_identity_token_file } = search.profile.settings;
  if (web_identity_token_file === undefined) return undefined;
  if (role_arn === undefined) {
    throw invalid(search, "web_identity_token_file", "web_identity_token_file requires role_arn");
  }
  return {
    kind: "web identity",
    profile: search.name,
    tokenFile: web_identity_token_file,
    roleArn: checkedArn(search, role_arn),
    sessionName: role_session_name || undefined,
  };
}

function ssoSource(search: Search): ProfileSource | undefined {
  const { name, profile, files } = search;
  const { sso_session: session, ...own } = profile.settings;
  // A session without account and role is for tools that use its token only.
  if (own.sso_account_id === undefined && own.sso_role_name === undefined) return undefined;
  const shared = session === undefined ? undefined : files.ssoSessions.get(session);
  if (session !== undefined && !shared) throw missingSsoSession(session, files, name);
  for (const [key, value] of Object.entries(shared?.settings ?? {})) {
    if (own[key] === undefined || own[key] === value) continue;
    throw invalid(search, key, `${key} differs from the one of sso-session "${session}"`);
  }
  const settings = { ...own, ...shared?.settings };
  const absent = SSO_KEYS.filter((key) => !settings[key]);
  if (absent.length > 0)
    throw invalid(
      search,
      "sso_session",
      `${absent.join(" and ")} ${absent.length === 1 ? "is" : "are"} missing`,
    );
  const { sso_start_url = "", sso_region = "", sso_account_id = "", sso_role_name = "" } = settings;
  return {
    kind: "sso",
    profile: name,
    sso: {
      session,
      startUrl: sso_start_url,
      region: sso_region,
      accountId: sso_account_id,
      roleName: sso_role_name,
    },
  };
}

const SSO_KEYS = ["sso_account_id", "sso_role_name", "sso_start_url", "sso_region"] as const;

/** Both keys must come from one file, as in the AWS CLI: keys of two files may belong to different users. */
function keysSource(
  profile: string,
  section: ProfileSection | undefined,
  file: "config" | "credentials",
): ProfileSource | undefined {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = section?.settings ?? {};
  if (!section || accessKeyId === undefined) return undefined;
  if (accessKeyId === "" || !secretAccessKey) {
    throw invalid({ name: profile, profile: section }, "aws_access_key_id", BOTH_KEYS);
  }
  const {
    aws_session_token,
    aws_security_token: token = aws_session_token,
    aws_account_id,
  } = section.settings;
  const keys = {
    accessKeyId,
    secretAccessKey,
    ...(token && { sessionToken: token }),
    ...(aws_account_id && { accountId: aws_account_id }),
  };
  return { kind: "keys", profile, keys, file };
}

export const BOTH_KEYS = "aws_access_key_id and aws_secret_access_key must be set together, in one file";

function loginSource({ name, profile: { settings } }: Search): ProfileSource | undefined {
  const { login_session: session, region } = settings;
  return session === undefined ? undefined : { kind: "login", profile: name, session, region };
}

function processSource(search: Search): ProfileSource | undefined {
  const { credential_process: line, aws_account_id: accountId } = search.profile.settings;
  if (line === undefined) return undefined;
  const words = splitWords(line) ?? [];
  if (words.length > 0) return { kind: "process", profile: search.name, line, words, accountId };
  throw invalid(search, "credential_process", "credential_process is empty, or a quote in it is not closed");
}
