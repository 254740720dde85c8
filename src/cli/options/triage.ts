import { ACTIONS } from "../../model/triage.ts";
import type { OptionTable, Values } from "./entry.ts";

/** Filters by whose a function is and what to do about it. */
export const TRIAGE_OPTIONS = {
  owners: {
    flag: "owner",
    kind: "patterns",
    none: true,
    frequent: true,
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Keep only functions of these owners; `none` keeps those without one.",
  },
  tagged: {
    flag: "tag",
    kind: "pairs",
    value: "KEY=PATTERN...",
    group: "Regions and functions",
    help: "Keep only functions with these tags, e.g. 'team=pay*'. Patterns for one key are alternatives; every key must match. Implies --with tags.",
  },
  managedBy: {
    kind: "patterns",
    none: true,
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Keep only functions managed by these tools or vendors, e.g. 'aws-cdk'; `none` keeps the team's own code.",
  },
  actions: {
    flag: "action",
    kind: "choices",
    value: "LIST",
    choices: ACTIONS,
    group: "Regions and functions",
    help: "Keep only functions with these actions.",
  },
  ownerTags: {
    flag: "owner-tag",
    kind: "list",
    value: "KEY...",
    group: "Regions and functions",
    help: "Tag keys that name an owner, in order of preference. Implies --with tags. Default: Owner, owner, Team, team.",
  },
} as const satisfies OptionTable;

/** Whose functions are, and which may stay as they are. */
export const RULE_OPTIONS = {
  ownersFile: {
    flag: "owners",
    kind: "text",
    value: "FILE",
    completes: "files",
    group: "Regions and functions",
    help: "Owners file, YAML or JSON: who owns which functions. The last entry that matches wins. With entries that match tags or stacks: implies --with tags.",
  },
  waiversFile: {
    flag: "waivers",
    kind: "text",
    value: "FILE",
    completes: "files",
    group: "Regions and functions",
    help: "Waivers file, YAML or JSON: which functions may stay on their runtime until when. They are listed as before, but --fail-on ignores them.",
  },
} as const satisfies OptionTable;

export type RuleOptions = Values<typeof RULE_OPTIONS>;

const READS_TAGS = "As in a scan; requires permission to read tags.";
const MAY_READ_TAGS = "As in a scan; entries that match tags or stacks require permission to read tags.";

/** Options of a scan that need the tags of functions, for the commands that say what a scan needs. */
export const TAG_READERS = {
  tagged: { ...TRIAGE_OPTIONS.tagged, help: READS_TAGS },
  ownerTags: { ...TRIAGE_OPTIONS.ownerTags, help: READS_TAGS },
  ownersFile: { ...RULE_OPTIONS.ownersFile, help: MAY_READ_TAGS },
  waiversFile: { ...RULE_OPTIONS.waiversFile, help: MAY_READ_TAGS },
} as const satisfies OptionTable;
