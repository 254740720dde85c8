/** The recogniser data that ships with the program: its schema, checked once when it is first used. */
import * as v from "valibot";
import { isDay } from "../model/day.ts";
import data from "./recognisers.json" with { type: "json" };

const word = v.pipe(v.string(), v.trim(), v.minLength(1));
const words = v.pipe(v.array(word), v.nonEmpty());
/** By tag key, the text with which its value must begin; "" accepts every value. */
const tagPrefixes = v.pipe(
  v.record(word, v.string()),
  v.check((tags) => Object.keys(tags).length > 0),
);

/** All keys that are present must match; of a list, one entry is enough. */
const rule = v.pipe(
  v.strictObject({
    handler: v.optional(words),
    functionName: v.optional(words),
    roleName: v.optional(words),
    descriptionPrefix: v.optional(words),
    namePrefix: v.optional(words),
    nameContains: v.optional(words),
    nameSuffix: v.optional(words),
    /** At least 24 characters of a logical id survive in the function names that CloudFormation makes. */
    logicalIdPrefix: v.optional(v.array(v.pipe(word, v.maxLength(24)))),
    tag: v.optional(tagPrefixes),
    /** An application of the AWS Serverless Application Repository, from the tag `serverlessrepo:applicationId`. */
    applicationId: v.optional(
      v.strictObject({ publisher: word, namePrefix: v.optional(word), nameContains: v.optional(word) }),
    ),
    source: word,
  }),
  v.check((entry) => Object.keys(entry).length > 1, "has no condition"),
);

const recogniser = v.strictObject({
  id: v.pipe(word, v.regex(/^[a-z0-9-]+$/)),
  name: word,
  /** `product`: says whose code it is. `channel`: says only how it was delivered, so a product goes first. */
  kind: v.picklist(["product", "channel"]),
  action: v.picklist(["redeploy", "update-product"]),
  /** What to do, for a person: one sentence without a full stop. */
  remedy: word,
  rules: v.pipe(v.array(rule), v.nonEmpty()),
});

const origin = v.strictObject({
  id: v.pipe(word, v.regex(/^[a-z0-9-]+$/)),
  tag: tagPrefixes,
  /** Tag keys that must be there besides. */
  with: v.optional(v.array(word), []),
  source: word,
});

const recognisers = v.strictObject({
  asOf: v.pipe(v.string(), v.check(isDay)),
  recognisers: v.array(recogniser),
  origins: v.array(origin),
});

export type RecogniserData = v.InferOutput<typeof recognisers>;
export type Recogniser = RecogniserData["recognisers"][number];
export type RecogniserRule = Recogniser["rules"][number];

/** Checks recogniser data of unknown shape; throws valibot's error, which names the path. */
export function parseRecognisers(raw: unknown): RecogniserData {
  return v.parse(recognisers, raw);
}

let builtin: RecogniserData | undefined;

/** The recognisers of this version. */
export function builtinRecognisers(): RecogniserData {
  builtin ??= parseRecognisers(data);
  return builtin;
}
