import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import type { Shard } from "../../model/report.ts";
import type { Io } from "../io.ts";
import { mistake } from "./complaints.ts";
import type { Given, Input } from "./given.ts";

/** `2/4`, or the same as an object. */
export function readShard(value: Input, given: Given): Shard {
  const { index, count } = typeof value === "object" ? value : partsOf(String(value));
  const isShard = Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count;
  if (isShard && count < 1_000_000) return { index, count };
  throw mistake(given, value, "is not a valid shard", "Use I/N with I from 1 to N, e.g. 1/4.");
}

function partsOf(text: string): Shard {
  const [, index = 0, count = 0] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  return { index, count };
}

/** Where job runners say which part of a run a machine is, counted from 0. */
const INDEX_VARIABLES = ["AWS_BATCH_JOB_ARRAY_INDEX", "JOB_COMPLETION_INDEX"] as const;

/**
 * `auto/N` as `I/N`: the part comes from what started this machine (an AWS Batch array job, a Kubernetes Indexed
 * Job), so that all of its machines run the same command. Anything else stays as it is.
 */
export function numberedShard(given: Given, environment: Io["env"]): Given {
  return { ...given, values: given.values.map((value) => numbered(String(value), given.place, environment)) };
}

function numbered(text: string, place: string, environment: Io["env"]): string {
  const [, count] = /^auto\/(.*)$/.exec(text) ?? [];
  if (count === undefined) return text;
  const variable = INDEX_VARIABLES.find((name) => environment[name]);
  if (variable === undefined) {
    throw new UserError(
      `${place}: ${quoted(text)} needs ${INDEX_VARIABLES.join(" or ")}, and neither is set`,
      "Pass the shard explicitly, e.g. 1/4.",
    );
  }
  const index = environment[variable] ?? "";
  if (/^\d+$/.test(index)) return `${Number(index) + 1}/${count}`;
  const hint = "The job runner sets it, counting from 0. To choose a shard yourself, pass e.g. 1/4.";
  throw new UserError(`${variable} must be a whole number, not ${quoted(index)}`, hint);
}
