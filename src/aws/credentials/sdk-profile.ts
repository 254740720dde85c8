/**
 * The SDK's providers for Identity Center and `aws login` take the name of a profile and parse the config files
 * themselves, differently from the AWS CLI. They get an in-memory file with the settings that were read here.
 */
import { createHash } from "node:crypto";
import { externalDataInterceptor } from "@smithy/core/config";
import { UserError } from "../../model/failure.ts";
import type { ProfileSettings } from "../profiles/files.ts";

interface SdkProfile {
  readonly profile: string;
  readonly filepath: string;
  readonly configFilepath: string;
}

export interface SdkSession {
  readonly name: string;
  readonly startUrl: string;
  readonly region: string;
}

const PROFILE = "lambda-inventory";

/** A profile that uses this sso-session. Throws a `UserError` for text that the SDK would misread. */
export function sessionProfile({ name, startUrl, region }: SdkSession): SdkProfile {
  return inMemory([
    [`sso-session.${name}`, { sso_start_url: startUrl, sso_region: region }],
    [PROFILE, { sso_session: name }],
  ]);
}

/** A profile of `aws login`. Throws like `sessionProfile`. */
export function loginProfile(session: string, region: string | undefined): SdkProfile {
  return inMemory([[PROFILE, { login_session: session, ...(region && { region }) }]]);
}

function inMemory(sections: readonly (readonly [string, ProfileSettings])[]): SdkProfile {
  const lines = sections.flatMap(([header, settings]) => [
    `[${header}]`,
    ...Object.entries(settings).map(([key, value = ""]) => `${key} = ${value}`),
  ]);
  for (const line of lines) {
    if (!/(^|\s)[;#]|[\r\n]|= $|\s$|\[\S+\.\s|\s\]$/.test(line)) continue;
    const [shown = ""] = line.split(" = ");
    throw new UserError(
      `${shown}: the AWS SDK cannot read a name or value with a line break, or with # or ; after a space`,
      "Rename it in the AWS config file.",
    );
  }
  const text = `${lines.join("\n")}\n`;
  const path = `/lambda-inventory/${createHash("sha256").update(text).digest("hex")}`;
  externalDataInterceptor.interceptFile(path, text);
  return { profile: PROFILE, filepath: path, configFilepath: path };
}
