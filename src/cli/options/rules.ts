import {
  accountIdComplaint,
  type Complaint,
  externalIdComplaint,
  roleComplaint,
  sessionNameComplaint,
} from "../../config/identity.ts";
import { patternComplaint } from "../../config/patterns.ts";
import type { TextRule } from "./entry.ts";

/** What a text must be, beyond not being empty. */
export const RULES = {
  role: roleComplaint,
  roleName: roleNameComplaint,
  externalId: externalIdComplaint,
  sessionName: sessionNameComplaint,
  accountId: accountIdComplaint,
  ou: ouComplaint,
  url: urlComplaint,
  link: linkComplaint,
  ledger: ledgerComplaint,
  aggregator: aggregatorComplaint,
  pattern: patternComplaint,
} as const satisfies Record<TextRule | "pattern", (text: string) => Complaint>;

function roleNameComplaint(text: string): Complaint {
  if (!text.startsWith("arn:")) return roleComplaint(text);
  return { problem: "is an ARN, but the template creates the role", hint: "Pass its name, or path/name." };
}

function ouComplaint(text: string): Complaint {
  if (/^(?:ou|r)-[0-9a-z-]+$/.test(text)) return undefined;
  return {
    problem: "is not the id of an organizational unit",
    hint: "Use an id such as ou-abcd-11112222, or r-abcd for the root.",
  };
}

function urlComplaint(text: string): Complaint {
  const scheme = URL.canParse(text) ? new URL(text).protocol : "";
  if (scheme === "http:" || scheme === "https:") return undefined;
  return {
    problem: "is not a valid URL",
    hint: "Start it with https:// or http://, e.g. http://localhost:4566.",
  };
}

/** The longest URL that fits into a message of Slack with all that has to be escaped in it. */
const LONGEST_LINK = 2_000;

function linkComplaint(text: string): Complaint {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return { problem: "is not a valid URL", hint: "Start it with https:// or http://." };
  if (url.username !== "" || url.password !== "")
    return { problem: "contains a user name or password", hint: "Remove it from the URL." };
  if (url.href.length > LONGEST_LINK)
    return { problem: `has ${url.href.length} characters`, hint: `Use at most ${LONGEST_LINK}.` };
  return undefined;
}

function aggregatorComplaint(text: string): Complaint {
  if (/^[\w-]{1,256}$/.test(text)) return undefined;
  return {
    problem: "is not the name of an aggregator",
    hint: "Use its name, not its ARN: 1 to 256 letters, digits, - and _.",
  };
}

function ledgerComplaint(text: string): Complaint {
  if (/\.(?:tsv|json)$/i.test(text)) return undefined;
  return {
    problem: "must end in .tsv or .json",
    hint: "The extension sets the format: coverage.tsv or coverage.json.",
  };
}
