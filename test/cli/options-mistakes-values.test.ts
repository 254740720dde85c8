/** Values that cannot be what the option asks for. */
import { type Mistake, refusesEach } from "../support/cli/mistakes.ts";

const COLUMNS =
  "accountId, accountName, region, functionName, version, runtime, runtimeStatus, deprecationDate, " +
  "blockCreateDate, blockUpdateDate, daysLeft, successor, packageType, architectures, memorySize, timeout, " +
  "codeSize, lastModified, description, handler, role, layers, functionArn, tags, lastInvoked, aliases";
const STATUSES =
  "supported, expiring, deprecated, create-blocked, update-blocked, preview, custom, container, unknown";

const VALUES: readonly Mistake[] = [
  // Numbers, days, parts
  {
    argv: "--concurrency abc",
    message: '--concurrency: "abc" is no whole number',
    hint: "Give one from 1 to 10000.",
  },
  {
    argv: "--concurrency 1.5",
    message: '--concurrency: "1.5" is no whole number',
    hint: "Give one from 1 to 10000.",
  },
  {
    argv: "--concurrency 1e3",
    message: '--concurrency: "1e3" is no whole number',
    hint: "Give one from 1 to 10000.",
  },
  {
    argv: "--concurrency -5",
    message: '--concurrency: "-5" is too small',
    hint: "Give a number from 1 to 10000.",
  },
  {
    argv: "--concurrency 0",
    message: '--concurrency: "0" is too small',
    hint: "Give a number from 1 to 10000.",
  },
  {
    argv: "--max-attempts 101",
    message: '--max-attempts: "101" is too large',
    hint: "Give a number from 1 to 100.",
  },
  {
    argv: "--timeout 60s",
    message: '--timeout: "60s" is no number of seconds',
    hint: "Give a number such as 60 or 0.5, without a unit.",
  },
  {
    argv: "--deadline 0",
    message: '--deadline: "0" is out of range',
    hint: "Give a number of seconds above 0 and up to 2000000.",
  },
  { argv: "--within -1", message: '--within: "-1" is too small', hint: "Give a number from 0 to 36500." },
  {
    argv: "--as-of 2026-02-30",
    message: '--as-of: "2026-02-30" is no day of the calendar',
    hint: "Write a day that exists, as YYYY-MM-DD.",
  },
  {
    argv: "--as-of 21.11.2026",
    message: '--as-of: "21.11.2026" is no date',
    hint: "Write it as YYYY-MM-DD, e.g. 2027-01-31.",
  },
  {
    argv: "--shard 3/2",
    message: '--shard: "3/2" is no part',
    hint: "Write I/N with I from 1 to N, e.g. 1/4 to 4/4.",
  },
  {
    argv: "--shard 0/2",
    message: '--shard: "0/2" is no part',
    hint: "Write I/N with I from 1 to N, e.g. 1/4 to 4/4.",
  },

  // Words from a list
  {
    argv: "--format jsn",
    message: '--format: "jsn" is not one of its values',
    hint: "Did you mean json? Values: table, tsv, csv, json, ndjson, markdown, html, xlsx.",
  },
  {
    argv: "accounts -f csv",
    message: '--format: "csv" is not one of its values',
    hint: "Did you mean tsv? Values: table, tsv, json, yaml.",
  },
  {
    argv: "--columns region,functonName",
    message: '--columns: "functonName" is not one of its values',
    hint: `Did you mean functionName? Values: ${COLUMNS}.`,
  },
  {
    argv: "--sort -day-left",
    message: '--sort: "day-left" is not one of its values',
    hint: `Did you mean daysLeft? Values: ${COLUMNS}.`,
  },
  {
    argv: "--status old",
    message: '--status: "old" is not one of its values',
    hint: `Values: ${STATUSES}.`,
  },
  {
    argv: "--with tag",
    message: '--with: "tag" is not one of its values',
    hint: "Did you mean tags? Values: tags, lastInvoked, aliases.",
  },
  {
    argv: "--fail-on supported",
    message: '--fail-on: "supported" is not one of its values',
    hint: "Values: deprecated, expiring, unknown.",
  },
  {
    argv: "--region us-esat-1",
    message: '--region: "us-esat-1" is no region that is known',
    hint: "Did you mean us-east-1? A region that is newer than this program can be given as a pattern: 'us-esat-1*'.",
  },
  {
    argv: "--region all",
    message: '--region: "all" is no region',
    hint: "Leave it out: then every region is read.",
  },
  {
    argv: "--exclude-region atlantis",
    message: '--exclude-region: "atlantis" is no region that is known',
    hint: "A region that is newer than this program can be given as a pattern: 'atlantis*'.",
  },
  {
    argv: "--account [z-a]*",
    message: '--account: "[z-a]*" is not a valid pattern: a range is reversed',
    hint: "Write the lower character of a range first: [a-z].",
  },

  // Texts that AWS would refuse
  {
    argv: "--role arn:aws:iam::12:role/x",
    message: '--role: "arn:aws:iam::12:role/x" is not a valid role ARN',
    hint: "A role ARN looks like arn:aws:iam::111122223333:role/Name.",
  },
  {
    argv: "role --role arn:aws:iam::111122223333:role/x",
    message: '--role: "arn:aws:iam::111122223333:role/x" is an ARN, and the role is yet to be made',
    hint: "Give its name, or path/name.",
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
    message: '--ou: "Engineering" is no organizational unit',
    hint: "Give an id such as ou-abcd-11112222, or r-abcd for the root.",
  },
  {
    argv: "role --trusted-account 11112222333",
    message: '--trusted-account: "11112222333" is not a valid account id: 12 digits expected, 11 found',
    hint: 'An account id is 12 digits, without dashes, e.g. "111122223333".',
  },
  {
    argv: "--endpoint-url localhost:4566",
    message: '--endpoint-url: "localhost:4566" is no URL',
    hint: "It begins with https:// or http://, e.g. http://localhost:4566.",
  },
];

refusesEach(VALUES);
