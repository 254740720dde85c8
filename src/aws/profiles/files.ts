/**
 * Reads the AWS config files as botocore and the AWS CLI do. The environment enters; profiles, sso-sessions and services
 * leave. The list of profiles, their settings and their credentials all come from here, so they cannot disagree.
 */
import { readFile, stat } from "node:fs/promises";
import { errnoText, isSystemError } from "../../files/errno.ts";
import { UserError } from "../../model/failure.ts";
import { type IniSection, linesIn, parseIni, strip } from "./ini.ts";
import { configPaths, type Env } from "./paths.ts";
import { splitWords } from "./words.ts";

/** The settings of one section by lower-case key. */
export type ProfileSettings = Readonly<Record<string, string | undefined>>;

export interface ProfileSection {
  /** The text between the brackets. */
  readonly header: string;
  /** `FILE:LINE` of the header. */
  readonly place: string;
  readonly settings: ProfileSettings;
  /** Blocks of indented `key = value` lines, by the key above each block. */
  readonly blocks: ReadonlyMap<string, ProfileSettings>;
  /** `FILE:LINE` of a key, for messages; undefined where it is not set. */
  placeOf(key: string): string | undefined;
}

/** A profile from one of the files, or from both. */
export interface Profile {
  /** From both files; the credentials file wins. */
  readonly settings: ProfileSettings;
  readonly config: ProfileSection | undefined;
  readonly credentials: ProfileSection | undefined;
  /** `FILE:LINE` of a key, or else of the profile. */
  placeOf(key: string): string;
}

export interface ConfigFiles {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly ssoSessions: ReadonlyMap<string, ProfileSection>;
  readonly services: ReadonlyMap<string, ProfileSection>;
  /** Other sections of the config file; some may have been meant as profiles. */
  readonly ignored: readonly ProfileSection[];
  /** Why a file could not be read. That matters only where a profile is used. */
  readonly unreadable: UserError | undefined;
  /** Both paths, for messages. */
  readonly places: string;
}

/** 32 MiB: more than 100,000 profiles. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Reads the files each time, since `aws sso login` or a credential tool may have changed them. Throws a `UserError` with
 * file and line for what cannot be understood. A file that does not exist counts as empty.
 */
export async function readConfigFiles(env: Env): Promise<ConfigFiles> {
  const paths = configPaths(env);
  let unreadable: UserError | undefined;
  const denied = (error: UserError): readonly ProfileSection[] => {
    unreadable ??= error;
    return [];
  };
  const [config, credentials] = await Promise.all([
    read(paths.config, denied),
    read(paths.credentials, denied),
  ]);
  const { profile, "sso-session": ssoSessions, services, ignored } = sortedByKind(config);
  const keys = new Map(credentials.map((section) => [section.header, section]));
  const names = [...new Set([...profile.keys(), ...keys.keys()])];
  return {
    profiles: new Map(names.map((name) => [name, merged(profile.get(name), keys.get(name))])),
    ssoSessions,
    services,
    ignored,
    unreadable,
    places: `${paths.config} and ${paths.credentials}`,
  };
}

function sortedByKind(sections: readonly ProfileSection[]) {
  const sorted = {
    profile: new Map<string, ProfileSection>(),
    "sso-session": new Map<string, ProfileSection>(),
    services: new Map<string, ProfileSection>(),
    ignored: [] as ProfileSection[],
  };
  for (const section of sections) {
    const { kind, name } = nameOf(section.header);
    // A later section with the same name, quoted in another way, replaces the former, as in the AWS CLI.
    if (kind !== undefined && name) sorted[kind].set(name, section);
    else sorted.ignored.push(section);
  }
  return sorted;
}

const KINDS = ["profile", "sso-session", "services"] as const;

/** For `[profile "my team"]`: `my team`. Both are undefined for a section of another kind. */
function nameOf(header: string): { kind?: (typeof KINDS)[number]; name?: string | undefined } {
  const kind = KINDS.find((prefix) => header.startsWith(prefix));
  if (kind === undefined) return header === "default" ? { kind: "profile", name: header } : {};
  const words = splitWords(header) ?? [];
  return { kind, name: words.length === 2 ? words[1] : undefined };
}

function merged(config: ProfileSection | undefined, credentials: ProfileSection | undefined): Profile {
  return {
    settings: { ...config?.settings, ...credentials?.settings },
    config,
    credentials,
    placeOf: (key) =>
      credentials?.placeOf(key) ?? config?.placeOf(key) ?? config?.place ?? credentials?.place ?? "",
  };
}

/** @param denied what to return without permission to read the file, which can be another user's */
async function read(
  path: string,
  denied: (error: UserError) => readonly ProfileSection[],
): Promise<readonly ProfileSection[]> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return [];
    if (about.size > MAX_BYTES) {
      const size = `${Math.ceil(about.size / 1024 / 1024)} MB, limit ${MAX_BYTES / 1024 / 1024} MB`;
      throw new UserError(`${path} is too large for an AWS config file (${size})`, "Check the path.");
    }
    const sections = parseIni(decoded(path, await readFile(path)), path);
    return sections.map((section) => sectionOf(section, path));
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    if (cause.code === "ENOENT" || cause.code === "ENOTDIR") return [];
    const hint = "Check the path and the permissions of the AWS config files.";
    const error = new UserError(`could not read ${path}: ${errnoText(cause)}`, hint, { cause });
    if (cause.code === "EACCES" || cause.code === "EPERM") return denied(error);
    throw error;
  }
}

/** Ignores a byte order mark at the start. */
function decoded(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(
      `${path}:${brokenLine(bytes)}: the text is not valid UTF-8`,
      "Save the file as UTF-8.",
      {
        cause,
      },
    );
  }
}

/** In UTF-8 no character contains a line feed, so each line can be checked by itself. */
function brokenLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start = 0;
  for (let line = 1; ; line += 1) {
    const found = bytes.indexOf(0x0a, start);
    const end = found === -1 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (found === -1) return line;
    start = end + 1;
  }
}

function sectionOf({ header, line, values }: IniSection, path: string): ProfileSection {
  const settings: [string, string][] = [];
  const blocks = new Map<string, ProfileSettings>();
  for (const [key, value] of values) {
    if (value.text.startsWith("\n")) blocks.set(key, blockOf(value.text));
    else settings.push([key, value.text]);
  }
  return {
    header,
    place: `${path}:${line}`,
    settings: Object.fromEntries(settings),
    blocks,
    placeOf: (key) => (values.has(key) ? `${path}:${values.get(key)?.line}` : undefined),
  };
}

function blockOf(text: string): ProfileSettings {
  const pairs = linesIn(text).map((line) => {
    const end = line.indexOf("=");
    return [strip(line.slice(0, end)), strip(line.slice(end + 1))];
  });
  return Object.fromEntries(pairs);
}
