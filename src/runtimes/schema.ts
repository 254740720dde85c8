/** The shape of a catalogue file. The only file of this room that imports the schema library. */
import * as v from "valibot";
import { isDay } from "./day.ts";

/** `supported` and later is judged by dates only for `ga`; the other two are statuses of their own. */
export const PHASES = ["ga", "preview", "customer-managed"] as const;
export const CONFIDENCES = ["high", "medium-high", "medium", "low"] as const;

const word = v.pipe(v.string(), v.trim(), v.nonEmpty("is empty"));
const day = v.pipe(v.string(), v.check(isDay, "is not a day that exists, written YYYY-MM-DD"));
// A missing date is a mistake, or a misspelt key; AWS having published none is written as null.
const dayOrNull = v.nullable(day);

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
    containerOnly: v.optional(v.boolean(), false),
    confidence: v.optional(v.picklist(CONFIDENCES), "high"),
    notes: v.optional(v.string(), ""),
  }),
  v.transform((row) => ({ ...row, name: row.name ?? row.id, family: row.family ?? familyOf(row.id) })),
);

const catalogue = v.object({
  asOf: day,
  source: word,
  runtimes: v.pipe(v.array(runtime), v.nonEmpty("lists no runtime")),
});

/** The family that an identifier's letters name: `python3.14` is `python`, `dotnetcore3.1` is `dotnet`. */
export function familyOf(id: string): string {
  return (/^[a-z]+/.exec(id)?.[0] ?? id).replace(/^dotnetcore$/, "dotnet");
}

export type CatalogueShape = v.InferOutput<typeof catalogue>;

/** What is wrong with a file, and where: `runtimes[3].blockCreateDate`, empty for the file as a whole. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

type Checked<T> = { readonly value: T } | { readonly fault: Fault };

/** Checks the shape and answers with the first fault, the one a person mends first. */
export function checkCatalogue(data: unknown): Checked<CatalogueShape> {
  return check(catalogue, data);
}

function check<T extends v.GenericSchema>(schema: T, data: unknown): Checked<v.InferOutput<T>> {
  const result = v.safeParse(schema, data);
  if (result.success) return { value: result.output };
  const [issue] = result.issues;
  return { fault: { path: pathOf(issue.path ?? []), message: messageOf(issue) } };
}

function pathOf(path: readonly { readonly key: unknown }[]): string {
  const parts = path.map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  return parts.join("").replace(/^\./, "");
}

/** Our own messages read on from the path; the library's name what was expected and what was found. */
function messageOf(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === "validation")
    return `${issue.received === "unknown" ? "" : issue.received} ${issue.message}`.trim();
  if (issue.received === "undefined") return "is missing";
  return `is ${issue.received}, expected ${issue.expected ?? "something else"}`;
}
