import {
  accountIdComplaint,
  type Complaint,
  externalIdComplaint,
  roleComplaint,
  sessionNameComplaint,
} from "../../config/identity.ts";
import { patternComplaint } from "../../config/patterns.ts";
import type { TextRule } from "./entry.ts";

/** What a text must be beyond not being empty. */
export const RULES = {
  role: roleComplaint,
  roleName: roleNameComplaint,
  externalId: externalIdComplaint,
  sessionName: sessionNameComplaint,
  accountId: accountIdComplaint,
  ou: ouComplaint,
  url: urlComplaint,
  ledger: ledgerComplaint,
  pattern: patternComplaint,
} as const satisfies Record<TextRule | "pattern", (text: string) => Complaint>;

function roleNameComplaint(text: string): Complaint {
  if (!text.startsWith("arn:")) return roleComplaint(text);
  return { problem: "is an ARN, and the role is yet to be made", hint: "Give its name, or path/name." };
}

function ouComplaint(text: string): Complaint {
  if (/^(?:ou|r)-[0-9a-z-]+$/.test(text)) return undefined;
  return {
    problem: "is no organizational unit",
    hint: "Give an id such as ou-abcd-11112222, or r-abcd for the root.",
  };
}

function urlComplaint(text: string): Complaint {
  const scheme = URL.canParse(text) ? new URL(text).protocol : "";
  if (scheme === "http:" || scheme === "https:") return undefined;
  return { problem: "is no URL", hint: "It begins with https:// or http://, e.g. http://localhost:4566." };
}

function ledgerComplaint(text: string): Complaint {
  if (/\.(?:tsv|json)$/i.test(text)) return undefined;
  return {
    problem: "ends neither in .tsv nor in .json",
    hint: "The ending says the format: coverage.tsv or coverage.json.",
  };
}
