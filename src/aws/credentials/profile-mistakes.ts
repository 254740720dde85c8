/** Errors of profiles, found without a call to AWS. No message repeats a value, which may be a misplaced secret. */
import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { shellWord } from "../../model/quoted.ts";
import type { ConfigFiles } from "../profiles/files.ts";

interface Place {
  readonly name: string;
  readonly profile: { placeOf(key: string): string | undefined; readonly place?: string };
}

/** @param key the key that is wrong; `""`: the profile as a whole */
export function invalid({ name, profile }: Place, key: string, complaint: string, hint?: string): UserError {
  const place = profile.placeOf(key) ?? profile.place ?? "";
  return new UserError(
    `profile "${name}": ${complaint} (${place})`,
    hint ?? `Edit the profile, or run: aws configure --profile ${shellWord(name)}`,
  );
}

export function missingProfile(name: string, from: string | undefined, files: ConfigFiles): UserError {
  const by = from === undefined ? "" : ` (source_profile of "${from}")`;
  return new UserError(
    `no profile "${name}"${by} in ${files.places}`,
    suggestion(name, files.profiles.keys()) ?? "`aws configure list-profiles` lists the available profiles.",
  );
}

export function missingSsoSession(name: string, files: ConfigFiles, profile?: string): UserError {
  const by = profile === undefined ? "" : ` (sso_session of profile "${profile}")`;
  const alike = suggestion(name, files.ssoSessions.keys());
  // The name of a profile is easily mistaken for the name of its session.
  const meant = files.profiles.get(name)?.settings.sso_session;
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
