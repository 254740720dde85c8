import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import type { Given } from "./given.ts";

/** Where engines say which part of a run a machine is, counted from 0. */
const INDEX_VARIABLES = ["AWS_BATCH_JOB_ARRAY_INDEX", "JOB_COMPLETION_INDEX"] as const;

/**
 * `auto/N` as `I/N`: the part comes from the engine that started this machine (an AWS Batch array job, a Kubernetes
 * Indexed Job), so that each of its machines can be given the same command. Anything else stays as it is.
 */
export function numberedShard(
  given: Given,
  environment: Readonly<Record<string, string | undefined>>,
): Given {
  const { place } = given;
  return { ...given, texts: given.texts.map((text) => numbered(text, place, environment)) };
}

function numbered(
  text: string,
  place: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const [, count] = /^auto\/(.*)$/.exec(text) ?? [];
  if (count === undefined) return text;
  const variable = INDEX_VARIABLES.find((name) => environment[name]);
  if (variable === undefined) {
    throw new UserError(
      `${place}: ${quoted(text)} takes the part from the environment, which has neither ${INDEX_VARIABLES.join(" nor ")}`,
      `Give the part yourself, counted from 1: 1/${count}.`,
    );
  }
  const index = environment[variable] ?? "";
  if (!/^\d+$/.test(index)) {
    throw new UserError(
      `${variable}: ${quoted(index)} is no number of a part`,
      "It counts from 0, as the engine sets it.",
    );
  }
  return `${Number(index) + 1}/${count}`;
}
