/** Values that an option does not accept. */
import { COLUMN_KEYS } from "../../src/report/columns.ts";
import { type Mistake, rejectsEach } from "../support/cli/mistakes.ts";

const COLUMNS = COLUMN_KEYS.join(", ");
const STATUSES =
  "supported, expiring, deprecated, create-blocked, update-blocked, preview, custom, container, unknown";

const HOOK = "https://hooks.slack.com/services/T000/B000/secret";
const CHANNELS = "Values: slack, webhook.";

/** Values that a message must not repeat, or not as they are. */
const SENSITIVE: readonly Mistake[] = [
  {
    argv: `--notify ${HOOK}`,
    message: 'invalid value "https://hooks.slack.com/…" for --notify',
    hint: CHANNELS,
  },
  {
    argv: "",
    env: { LAMBDA_INVENTORY_NOTIFY: HOOK },
    message: 'invalid value "https://hooks.slack.com/…" for LAMBDA_INVENTORY_NOTIFY',
    hint: CHANNELS,
  },
  {
    argv: `--org=${HOOK}`,
    message: '--org must be true or false, not "https://hooks.slack.com/…"',
    hint: "1 and 0 work as well.",
  },
  {
    argv: "--endpoint-url ftp://user:password@example.com/x?token=1",
    message: '--endpoint-url: "ftp://example.com/…" is not a valid URL',
    hint: "Start it with https:// or http://, e.g. http://localhost:4566.",
  },
  {
    argv: "--catalogue https://example.com/c?token=a --catalogue https://user:pw@example.com",
    message:
      '--catalogue can be given only once, not 2 times: "https://example.com/…", "https://example.com"',
    hint: "Keep one.",
  },
  {
    argv: "--format \u001b[31mcsv\u202e",
    message: 'invalid value "\\u001b[31mcsv\\u202e" for --format',
    hint: "Values: table, tsv, csv, json, ndjson, markdown, html, xlsx, openmetrics.",
  },
  {
    argv: "--\u001b[31m",
    message: 'unknown option "--\\u001b[31m"',
    hint: "Run `lambda-inventory --help` to see all options.",
  },
  {
    argv: "--region \u009b31m",
    message: '--region: unknown region "\\u009b31m"',
    hint: "A region is a name such as eu-west-1, or a pattern such as 'eu-*'.",
  },
];

const VALUES: readonly Mistake[] = [
  // Numbers, dates, shards
  {
    argv: "--concurrency abc",
    message: '--concurrency must be a whole number from 1 to 10000, not "abc"',
    hint: "The default is auto.",
  },
  {
    argv: "--concurrency 1.5",
    message: '--concurrency must be a whole number from 1 to 10000, not "1.5"',
    hint: "The default is auto.",
  },
  {
    argv: "--concurrency 1e3",
    message: '--concurrency must be a whole number from 1 to 10000, not "1e3"',
    hint: "The default is auto.",
  },
  {
    argv: "--concurrency -5",
    message: '--concurrency must be a whole number from 1 to 10000, not "-5"',
    hint: "The default is auto.",
  },
  {
    argv: "--concurrency 0",
    message: '--concurrency must be a whole number from 1 to 10000, not "0"',
    hint: "The default is auto.",
  },
  {
    argv: "--max-attempts 101",
    message: '--max-attempts must be a whole number from 1 to 100, not "101"',
    hint: "The default is 6.",
  },
  {
    argv: "--timeout 60s",
    message: '--timeout must be a number of seconds, not "60s"',
    hint: "For example 60 or 0.5, without a unit.",
  },
  {
    argv: "--deadline 0",
    message: '--deadline: "0" is out of range',
    hint: "Use more than 0 and at most 2000000 seconds.",
  },
  {
    argv: "--within -1",
    message: '--within must be a whole number from 0 to 36500, not "-1"',
    hint: "The default is 180.",
  },
  {
    argv: "--as-of 2026-02-30",
    message: "--as-of: 2026-02-30 does not exist",
    hint: "Use a valid date (YYYY-MM-DD).",
  },
  {
    argv: "--as-of 21.11.2026",
    message: '--as-of: "21.11.2026" is not a date',
    hint: "Use YYYY-MM-DD, e.g. 2027-01-31.",
  },
  {
    argv: "--shard 3/2",
    message: '--shard: "3/2" is not a valid shard',
    hint: "Use I/N with I from 1 to N, e.g. 1/4.",
  },
  {
    argv: "--shard 0/2",
    message: '--shard: "0/2" is not a valid shard',
    hint: "Use I/N with I from 1 to N, e.g. 1/4.",
  },

  // Words from a list
  {
    argv: "--format jsn",
    message: 'invalid value "jsn" for --format',
    hint: "Did you mean json? Values: table, tsv, csv, json, ndjson, markdown, html, xlsx, openmetrics.",
  },
  {
    argv: "--format md",
    message: 'invalid value "md" for --format',
    hint: "Did you mean markdown? Values: table, tsv, csv, json, ndjson, markdown, html, xlsx, openmetrics.",
  },
  {
    argv: "accounts -f csv",
    message: 'invalid value "csv" for --format',
    hint: "Did you mean tsv? Values: table, tsv, json, yaml.",
  },
  {
    argv: "--columns region,functonName",
    message: 'invalid value "functonName" for --columns',
    hint: "Did you mean functionName?",
  },
  {
    argv: "--sort -day-left",
    message: 'invalid value "day-left" for --sort',
    hint: "Did you mean daysLeft?",
  },
  {
    argv: "--sort name",
    message: 'invalid value "name" for --sort',
    hint: "Did you mean accountName or functionName?",
  },
  { argv: "--columns x", message: 'invalid value "x" for --columns', hint: `Values: ${COLUMNS}.` },
  { argv: "--status old", message: 'invalid value "old" for --status', hint: `Values: ${STATUSES}.` },
  {
    argv: "--with tag",
    message: 'invalid value "tag" for --with',
    hint: "Did you mean tags? Values: tags, lastInvoked, aliases, invocations, webFunctions, image.",
  },
  {
    argv: "--fail-on supported",
    message: 'invalid value "supported" for --fail-on',
    hint: "Values: deprecated, expiring, unknown.",
  },
  {
    argv: "--region us-esat-1",
    message: '--region: unknown region "us-esat-1"',
    hint: "Did you mean us-east-1? If the region is newer than this version, use a pattern: 'us-esat-1*'.",
  },
  {
    argv: "--region all",
    message: '--region: "all" is not a region',
    hint: "Omit --region to scan every region.",
  },
  {
    argv: "--exclude-region atlantis",
    message: '--exclude-region: unknown region "atlantis"',
    hint: "If the region is newer than this version, use a pattern: 'atlantis*'.",
  },
  {
    argv: "--account [z-a]*",
    message: '--account: "[z-a]*" is not a valid pattern: a range is reversed',
    hint: "Write the lower character of a range first: [a-z].",
  },

  // Texts that AWS would reject
  {
    argv: "--role arn:aws:iam::12:role/x",
    message: '--role: "arn:aws:iam::12:role/x" is not a valid role ARN',
    hint: "A role ARN looks like arn:aws:iam::111122223333:role/Name.",
  },
  {
    argv: "role --role arn:aws:iam::111122223333:role/x",
    message: '--role: "arn:aws:iam::111122223333:role/x" is an ARN, but the template creates the role',
    hint: "Pass its name, or path/name.",
  },
  {
    argv: "--role x --external-id a",
    message: '--external-id: "a" is not a valid external id',
    hint: "An external id has 2 to 1224 letters, digits and +=,.@:/-_",
  },
  {
    argv: "--role x --session-name a/b",
    message: '--session-name: "a/b" is not a valid session name',
    hint: "A session name has 2 to 64 letters, digits and +=,.@-_",
  },
  {
    argv: "--org --ou Engineering",
    message: '--ou: "Engineering" is not the id of an organizational unit',
    hint: "Use an id such as ou-abcd-11112222, or r-abcd for the root.",
  },
  {
    argv: "role --trusted-account 11112222333",
    message: '--trusted-account: "11112222333" is not a valid account id: 12 digits expected, 11 found',
    hint: 'An account id is 12 digits, without dashes, e.g. "111122223333".',
  },
  {
    argv: "--endpoint-url localhost:4566",
    message: '--endpoint-url: "localhost:4566" is not a valid URL',
    hint: "Start it with https:// or http://, e.g. http://localhost:4566.",
  },
];

rejectsEach(VALUES);
rejectsEach(SENSITIVE);
