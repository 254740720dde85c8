import type { Role } from "../model/account.ts";
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

const IDENTIFICATION = {
  externalId: ruled(externalIdComplaint),
  sessionName: ruled(sessionNameComplaint),
  mfaSerial: ruled(mfaComplaint),
} as const satisfies Fields;

const CHAINED_ROLE = { role: ruled(roleComplaint), ...IDENTIFICATION } as const satisfies Fields;

/** What an account and the `defaults` may both set. */
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

/** Reads a string that must pass a check. */
function ruled(complaintAbout: (text: string) => Complaint): (value: Cursor) => string {
  return (value) => checkedText(value, value.text(), complaintAbout);
}

/** Returns the text, or throws a mistake when the check complains about it. */
export function checkedText(
  value: Cursor,
  text: string,
  complaintAbout: (text: string) => Complaint,
): string {
  const complaint = complaintAbout(text);
  if (complaint) throw value.mistake(`${quoted(text)} ${complaint.problem}`, complaint.hint);
  return text;
}

/**
 * A name, a path/name, an ARN, or a chain of them; what one does not set comes from the account, then from the defaults. An
 * empty list means no role, whatever the defaults are.
 */
function readRoles(value: Cursor): readonly Role[] {
  if (value.isList) return value.list("[Hub, Reader]", readRole);
  const role = readRole(value);
  return role ? [role] : [];
}

function readRole(value: Cursor): Role | undefined {
  if (!value.isMapping) {
    return {
      role: CHAINED_ROLE.role(value),
      externalId: undefined,
      sessionName: undefined,
      mfaSerial: undefined,
    };
  }
  const required = { role: "Add the key role: a name, path/name or ARN." };
  const { role, ...rest } = readFields(value, CHAINED_ROLE, {
    what: "a mapping with the key role",
    required,
  });
  return role === undefined ? undefined : { role, ...rest };
}

export function readTexts(value: Cursor): readonly string[] {
  return value.list('["a", "b"]', (item) => item.text());
}

function readRegions(value: Cursor): Patterns {
  if (value.isEmptyList) throw value.mistake("is empty", "Add a region or a pattern, or remove the key.");
  return compilePatterns(value.list('["eu-*"]', (item) => regionPattern(item, item.text())));
}

/** The name or pattern of a region; `all` is c7n-org's word for every enabled region. */
export function regionPattern(value: Cursor, name: string): string {
  if (name === "all") return "*";
  if (isGlob(name)) return checkedText(value, name, patternComplaint);
  if (knownRegion(name)) return name;
  const hint = () => {
    const meant = nearest(name, REGIONS);
    const newer = `If the region is newer than this version, use a pattern: "${quoted(name).slice(1, -1)}*".`;
    return meant === undefined ? newer : `Did you mean ${meant}? ${newer}`;
  };
  throw value.mistake(`unknown region ${quoted(name)}`, hint);
}
