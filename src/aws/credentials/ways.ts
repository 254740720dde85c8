/** How the SDK's chain will come to credentials: its own order, found beforehand so that a failure can be explained. */
import type { Env } from "../transport/clients.ts";
import { type ConfigFiles, holdsCredentials, type Section } from "./profiles.ts";

export type Way =
  | { readonly kind: "environment" | "web identity" | "container" | "instance" | "none" }
  /** A profile that holds a way to credentials, and the profile at the end of its `source_profile`s. */
  | {
      readonly kind: "profile";
      readonly profile: string;
      readonly root: string;
      readonly rootKind: RootKind;
    };

/** What a profile's credentials come from in the end. */
export type RootKind = "keys" | "sso" | "login" | "process" | "web identity" | "source" | "other";

/** `named`: the profile that was asked for; then the keys in the environment do not count. */
export function findWay(env: Env, files: ConfigFiles, named: string | undefined): Way {
  const chosen = named ?? (env.AWS_PROFILE || undefined);
  if (chosen === undefined && env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY)
    return { kind: "environment" };
  const profile = chosen ?? "default";
  const section = files.profiles.get(profile);
  if (section && holdsCredentials(section)) return { kind: "profile", profile, ...rootOf(profile, files) };
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) return { kind: "web identity" };
  if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI) {
    return { kind: "container" };
  }
  const disabled = env.AWS_EC2_METADATA_DISABLED;
  return { kind: disabled && disabled.toLowerCase() !== "false" ? "none" : "instance" };
}

function rootOf(profile: string, files: ConfigFiles): { readonly root: string; readonly rootKind: RootKind } {
  const seen = new Set<string>();
  let root = profile;
  for (;;) {
    const section: Section = files.profiles.get(root) ?? {};
    const source = section.role_arn === undefined ? undefined : section.source_profile;
    if (source === undefined || seen.has(source)) return { root, rootKind: kindOf(section) };
    seen.add(root);
    root = source;
  }
}

function kindOf(section: Section): RootKind {
  if (section.web_identity_token_file !== undefined) return "web identity";
  if (section.credential_source !== undefined) return "source";
  if (section.aws_access_key_id !== undefined) return "keys";
  if (section.credential_process !== undefined) return "process";
  if (section.sso_session ?? section.sso_start_url ?? section.sso_account_id) return "sso";
  return section.login_session === undefined ? "other" : "login";
}

/** For people. */
export function wayLabel(way: Way, named: string | undefined): string {
  if (way.kind === "profile") return `profile ${way.profile}`;
  if (named !== undefined) return `profile ${named}`;
  return way.kind === "none" ? "default credentials" : LABELS[way.kind];
}

const LABELS = {
  environment: "environment variables",
  "web identity": "web identity token",
  container: "container endpoint",
  instance: "instance metadata",
} as const;
