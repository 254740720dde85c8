/** The topics of `lambda-inventory help TOPIC`: short texts on what concerns several commands, from the program's own tables. */
import { definition } from "../../model/row.ts";
import { COLUMN_KEYS } from "../../report/columns.ts";
import { EXIT_CODES, VALUES } from "./general.ts";
import { columns, wrap } from "./text.ts";
import {
  ACCOUNT_SOURCES,
  CREDENTIALS_TEXT,
  ENVIRONMENT,
  FORMATS,
  OWNER_SOURCES,
  OWNERS_EXAMPLE,
  PROJECT_EXAMPLE,
  RUNTIME_STATUSES_TEXT,
  TARGET_STATUSES,
  WAIVERS_EXAMPLE,
} from "./topic-tables.ts";

interface Topic {
  /** One line, for the list of topics. */
  readonly summary: string;
  /** Parts with an empty line between them. */
  readonly parts: () => readonly string[];
}

export const TOPICS = {
  columns: {
    summary: "the keys of a function, for --columns, --sort and JSON",
    parts: () => [
      table(COLUMN_KEYS.map((key) => [key, plain(definition(key).about)])),
      wrap(
        "`tags.KEY` is the value of one tag. These are also the JSON keys and the headings in TSV and CSV.",
        0,
      ),
    ],
  },
  credentials: {
    summary: "which accounts are read, and with which credentials",
    parts: () => [
      table(ACCOUNT_SOURCES),
      wrap(CREDENTIALS_TEXT, 0),
      examples("accounts --org", "check --org"),
    ],
  },
  environment: {
    summary: "environment variables",
    parts: () => [table(ENVIRONMENT), ...VALUES.map((text) => wrap(text, 0))],
  },
  "exit-codes": {
    summary: "what the exit code means",
    parts: () => [
      table(EXIT_CODES.map(([code, meaning]) => [code, meaning])),
      wrap(
        "If several apply: 2 comes before 130 and 143, then 3, then 1. --allow-incomplete turns 3 into 0. Only --fail-on causes 1, so 1 never means that something failed.",
        0,
      ),
    ],
  },
  formats: {
    summary: "output formats, and what each is for",
    parts: () => [
      table(Object.entries(FORMATS)),
      wrap(
        "Without --format, the extension of --output decides: -o report.html. `plan`, `trend`, `diff`, `accounts`, `runtimes` and `role` have their own formats; see their --help.",
        0,
      ),
    ],
  },
  owners: {
    summary: "who owns a function: owners files, tags, accounts",
    parts: () => [
      wrap("The first of these that names an owner decides:", 0),
      table(OWNER_SOURCES),
      OWNERS_EXAMPLE,
      examples("report report.json --owners owners.yaml --group-by owner", "report report.json --owner none"),
    ],
  },
  "project-file": {
    summary: "options, accounts, owners and waivers in one file",
    parts: () => [
      wrap(
        "The file of --config is used, otherwise ./lambda-inventory.yaml if it exists. Flags and environment variables override it.",
        0,
      ),
      PROJECT_EXAMPLE,
      wrap("Without --config, the file may not set endpoint-url, notify, or a URL as catalogue.", 0),
    ],
  },
  statuses: {
    summary: "statuses of runtimes, and of accounts and regions",
    parts: () => [
      `Runtimes (--status):\n${table(Object.entries(RUNTIME_STATUSES_TEXT))}`,
      `Accounts and regions (coverage):\n${table(Object.entries(TARGET_STATUSES))}`,
    ],
  },
  waivers: {
    summary: "functions that may stay on their runtime until a given day",
    parts: () => [
      wrap(
        "A waived function stays in every report, with waivedUntil, and is counted apart. --fail-on ignores it through that day.",
        0,
      ),
      WAIVERS_EXAMPLE,
      wrap("Keys of match: those of owners files, runtime and managedBy. `until` is required.", 0),
    ],
  },
} as const satisfies Readonly<Record<string, Topic>>;

type TopicName = keyof typeof TOPICS;
export const TOPIC_NAMES = Object.keys(TOPICS) as readonly TopicName[];

export function isTopic(word: string): word is TopicName {
  return Object.hasOwn(TOPICS, word);
}

/** A topic as `help` prints it. */
export function topicPage(name: TopicName): string {
  const { summary, parts }: Topic = TOPICS[name];
  return `${[`${name}: ${summary}`, ...parts()].join("\n\n")}\n`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  return columns(rows, 2);
}

/** Examples of a topic, which a test runs. */
function examples(...lines: readonly string[]): string {
  return `Examples:\n${lines.map((line) => `  lambda-inventory ${line}`).join("\n")}`;
}

/** Links and code as plain text. */
function plain(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
}
