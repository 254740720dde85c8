/** The schemas of catalogue files: our own, cfn-lint's, endoflife.date's and AWS Health's. Only this file here imports valibot. */
import * as v from "valibot";
import { dayOf, isDay } from "../model/day.ts";

/** Only `ga` runtimes are assessed by their dates; the other two phases are statuses themselves. */
const PHASES = ["ga", "preview", "customer-managed"] as const;
const CONFIDENCES = ["high", "medium-high", "medium", "low"] as const;

// Control characters would reach the terminal through messages and reports.
const PRINTABLE = /^[^\p{Cc}\p{Cf}]*$/u;
const text = v.pipe(v.string(), v.regex(PRINTABLE, "contains control characters"));
const word = v.pipe(text, v.trim(), v.minLength(1, "is empty"));
const NOT_A_DAY = "is not a valid date (YYYY-MM-DD)";
const day = v.pipe(v.string(NOT_A_DAY), v.check(isDay, NOT_A_DAY));
// A missing date is an error (often a misspelt key); null means that AWS has not published one.
const dayOrNull = v.nullable(day);

/** Dates that differ in one region; a date that is not there is the runtime's own. */
const regionalDates = v.object({
  deprecationDate: v.exactOptional(day),
  blockCreateDate: v.exactOptional(day),
  blockUpdateDate: v.exactOptional(day),
});

const runtime = v.pipe(
  v.object({
    id: word,
    name: v.optional(word),
    family: v.optional(word),
    os: v.optional(v.nullable(word), null),
    deprecationDate: dayOrNull,
    blockCreateDate: dayOrNull,
    blockUpdateDate: dayOrNull,
    successor: v.optional(v.nullable(word), null),
    sameVersionSuccessor: v.optional(v.nullable(word), null),
    phase: v.optional(v.picklist(PHASES), "ga"),
    gaExpectedBy: v.optional(day),
    regional: v.optional(v.record(word, regionalDates)),
    containerOnly: v.optional(v.boolean(), false),
    confidence: v.optional(v.nullable(v.picklist(CONFIDENCES)), null),
    notes: v.optional(text, ""),
  }),
  v.transform((row) => ({ ...row, name: row.name ?? row.id, family: row.family ?? familyOf(row.id) })),
);

const catalogue = v.object({
  asOf: day,
  source: word,
  runtimes: v.pipe(v.array(runtime), v.nonEmpty("has no entries")),
});

/** The family in an identifier's letters: `python3.14` → `python`, `dotnetcore3.1` → `dotnet`. */
export function familyOf(id: string): string {
  return (/^[a-z]+/.exec(id)?.[0] ?? id).replace(/^dotnetcore$/, "dotnet");
}

export type CatalogueShape = v.InferOutput<typeof catalogue>;

/** What is wrong in a file, and where: `runtimes[3].blockCreateDate`, or "" for the whole file. */
export interface SchemaIssue {
  readonly path: string;
  readonly message: string;
  /** What else is wrong in the same file. */
  readonly others?: readonly SchemaIssue[];
}

type Checked<T> = { readonly value: T } | { readonly issue: SchemaIssue };

/** Checks the shape; returns the value, or the first problem with all others. */
export function checkCatalogue(data: unknown): Checked<CatalogueShape> {
  return check(catalogue, data);
}

/** cfn-lint's `LmbdRuntimeLifecycle.json`: three dates and a successor for each identifier. */
const cfnLint = v.record(
  word,
  v.object({
    deprecated: dayOrNull,
    "create-block": dayOrNull,
    "update-block": dayOrNull,
    successor: v.nullable(word),
  }),
);

/** A date, or whether it has passed: endoflife.date uses `true` and `false` where AWS gives no date. */
const dayOrFlag = v.union([day, v.boolean()]);

/** endoflife.date `api/aws-lambda.json`: `support` is the deprecation date, `eol` the update block. */
const endOfLifeV0 = v.array(
  v.object({ cycle: word, releaseLabel: v.optional(word), support: v.optional(dayOrFlag), eol: dayOrFlag }),
);

/** endoflife.date `api/v1/products/aws-lambda`: the same two dates, with separate flags. */
const endOfLifeV1 = v.object({
  generated_at: v.string(),
  last_modified: v.optional(v.string()),
  result: v.object({
    name: v.literal("aws-lambda", "is not the aws-lambda product"),
    releases: v.array(
      v.object({
        name: word,
        label: v.optional(word),
        isEoas: v.boolean(),
        eoasFrom: dayOrNull,
        eolFrom: dayOrNull,
      }),
    ),
  }),
});

/** The UTC day of a moment as the AWS CLI prints it: seconds since 1970, or ISO 8601. Undefined if it is neither. */
function dayOfMoment(moment: string | number): string | undefined {
  const seconds = typeof moment === "number" || /^\d{1,12}(\.\d+)?$/.test(moment);
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(String(moment)) || isDay(String(moment));
  const date = seconds ? new Date(Number(moment) * 1000) : new Date(zoned ? moment : `${moment}Z`);
  const found = Number.isNaN(date.getTime()) ? "" : dayOf(date);
  return isDay(found) ? found : undefined;
}

const NOT_A_MOMENT = "is not a date (ISO 8601 or seconds since 1970)";
const moment = v.pipe(
  v.union([v.string(), v.number()], NOT_A_MOMENT),
  v.check((value) => dayOfMoment(value) !== undefined, NOT_A_MOMENT),
  v.transform((value) => dayOfMoment(value) ?? ""),
);

/** The response to Health's DescribeServiceLifecycle; `NextToken` is the AWS CLI's own, for `--max-items`. */
const health = v.object({
  serviceLifecycles: v.array(
    v.object({
      service: word,
      version: word,
      recommendedVersion: v.optional(v.nullable(text)),
      lifecycleEvents: v.optional(
        v.array(v.object({ lifecycleEventType: word, date: moment, regions: v.optional(v.array(word), []) })),
        [],
      ),
    }),
  ),
  nextToken: v.optional(v.nullable(v.string())),
  NextToken: v.optional(v.nullable(v.string())),
});

export type HealthShape = v.InferOutput<typeof health>;

export function checkHealth(data: unknown): Checked<HealthShape> {
  return check(health, data);
}

export function checkCfnLint(data: unknown): Checked<v.InferOutput<typeof cfnLint>> {
  return check(cfnLint, data);
}

export function checkEndOfLifeV0(data: unknown): Checked<v.InferOutput<typeof endOfLifeV0>> {
  return check(endOfLifeV0, data);
}

export function checkEndOfLifeV1(data: unknown): Checked<v.InferOutput<typeof endOfLifeV1>> {
  return check(endOfLifeV1, data);
}

function check<T extends v.GenericSchema>(schema: T, data: unknown): Checked<v.InferOutput<T>> {
  const result = v.safeParse(schema, data);
  if (result.success) return { value: result.output };
  const [issue, ...others] = result.issues;
  return { issue: { ...described(issue), others: others.map(described) } };
}

function described(issue: v.BaseIssue<unknown>): SchemaIssue {
  return { path: pathOf(issue.path ?? []), message: messageOf(issue) };
}

function pathOf(path: readonly { readonly key: unknown }[]): string {
  const parts = path.map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return parts.join("").replace(/^\./, "");
}

/** Our messages continue the path and the value; valibot's own say what was expected and what was found. */
function messageOf(issue: v.BaseIssue<unknown>): string {
  const { received, expected, message } = issue;
  if (received === "undefined") return "is required";
  const isOurs = !message.startsWith("Invalid ");
  if (!isOurs)
    return `is ${worded(kindOf(received, expected))}, expected ${worded(expected ?? "something else")}`;
  // The length of an empty list is not a value that the user wrote.
  const value = issue.type === "min_length" || issue.type === "non_empty" ? "" : worded(received);
  return `${value} ${message}`.trim();
}

/** Of a text in place of a list or an object only the type is reported: a server may have sent anything, a token for example. */
function kindOf(received: string, expected: string | null): string {
  const isText = received.startsWith('"') && (expected === "Array" || expected === "Object");
  return isText ? "string" : received;
}

const WORDS: Readonly<Record<string, string>> = { Object: "an object", Array: "a list", string: "a string" };

function worded(name: string): string {
  return WORDS[name] ?? name.replace(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 80);
}
