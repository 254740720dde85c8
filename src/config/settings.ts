import { nearest } from "../model/nearest.ts";
import { knownRegion, REGIONS } from "../model/partitions.ts";
import type { Patterns } from "../model/patterns.ts";
import { quoted } from "../model/quoted.ts";
import type { Cursor } from "./cursor.ts";
import { type Fields, type Read, readFields } from "./fields.ts";
import {
  type Complaint,
  externalIdComplaint,
  mfaComplaint,
  roleComplaint,
  sessionNameComplaint,
} from "./identity.ts";
import { compilePatterns, isGlob, patternComplaint } from "./patterns.ts";

/** One role of a chain as the file has it; what it leaves open comes from the account, then from the defaults. */
export interface RoleEntry {
  readonly role: string;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  readonly mfaSerial: string | undefined;
}

const IDENTIFICATION = {
  externalId: ruled(externalIdComplaint),
  sessionName: ruled(sessionNameComplaint),
  mfaSerial: ruled(mfaComplaint),
} as const satisfies Fields;

const HOP = { role: ruled(roleComplaint), ...IDENTIFICATION } as const satisfies Fields;

/** What an account and the `defaults` may both say. */
export const SETTINGS = {
  role: readRoles,
  ...IDENTIFICATION,
  profile: (value: Cursor) => value.text(),
  sso: (value: Cursor) => value.text(),
  ssoRole: (value: Cursor) => value.text(),
  regions: readRegions,
  excludeRegions: readRegions,
} as const satisfies Fields;

export type Settings = Read<typeof SETTINGS>;

/** A reader of a text that must pass a check. */
export function ruled(complaintAbout: (text: string) => Complaint): (value: Cursor) => string {
  return (value) => {
    const text = value.text();
    const complaint = complaintAbout(text);
    if (complaint) throw value.mistake(`${quoted(text)} ${complaint.problem}`, complaint.hint);
    return text;
  };
}

/** A name, a path/name, an ARN, or a chain of them. An empty list says: no role, whatever the defaults are. */
function readRoles(value: Cursor): readonly RoleEntry[] {
  return value.isList ? value.list("role names").map(readRole) : [readRole(value)];
}

function readRole(value: Cursor): RoleEntry {
  if (!value.isMapping) {
    return { role: HOP.role(value), externalId: undefined, sessionName: undefined, mfaSerial: undefined };
  }
  const { role, ...rest } = readFields(value, HOP, "a mapping with the key role");
  if (role === undefined) throw value.mistake("has no role", "Add the key role: a name, path/name or ARN.");
  return { role, ...rest };
}

export function readTexts(value: Cursor): readonly string[] {
  return value.list('texts such as ["a", "b"]').map((item) => item.text());
}

function readRegions(value: Cursor): Patterns {
  const names = value.list('regions such as ["eu-*"]').map(readRegion);
  if (names.length === 0) throw value.mistake("is empty", "Name a region or a pattern, or take the key out.");
  return compilePatterns(names);
}

const readPattern = ruled(patternComplaint);

/** `all` is c7n-org's word for every enabled region. */
function readRegion(value: Cursor): string {
  const name = value.text();
  if (name === "all") return "*";
  if (isGlob(name)) return readPattern(value);
  if (knownRegion(name)) return name;
  const meant = nearest(name, REGIONS);
  const newer = `A region that is newer than this program can be given as a pattern: "${name}*".`;
  const hint = meant === undefined ? newer : `Did you mean ${meant}? ${newer}`;
  throw value.mistake(`${quoted(name)} is no region that is known`, hint);
}
