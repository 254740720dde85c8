/**
 * Recognises code that no team wrote, and the tool that deployed a function. In: what a scan reads of a function
 * anyway, and its tags where they were read. Out: `managedBy` with the reason, `origin`, stack and logical id. Pure.
 */
import { signFinder, tagSign } from "./conditions.ts";
import type { Recogniser, RecogniserData } from "./recognisers.ts";
import { type Recognisable, type Sign, STRENGTH } from "./sign.ts";
import { mayMeet } from "./text-conditions.ts";

export interface Classification {
  readonly stack?: string;
  readonly logicalId?: string;
  readonly origin?: string;
  readonly managedBy: string | null;
  readonly managedByReason?: string;
}

interface Recognised {
  readonly recogniser: Recogniser;
  readonly sign: Sign;
}

/** Makes a classifier; recognisers of one kind and strength go by their order in the data. */
export function classifier({ recognisers, origins }: RecogniserData): (fn: Recognisable) => Classification {
  const rules = recognisers.flatMap((recogniser) =>
    recogniser.rules.map((rule): Rule => ({ recogniser, signOf: signFinder(rule) })),
  );
  const mayBeRecognised = mayMeet(recognisers.flatMap((recogniser) => recogniser.rules));
  const originOf = originFinder(origins);
  return (fn) => {
    const best = mayBeRecognised(fn) ? strongest(rules, fn) : undefined;
    const manager = best === undefined ? NO_MANAGER : managerOf(best);
    const { tags } = fn;
    if (tags === null) return manager;
    const stack = tags["aws:cloudformation:stack-name"];
    const logicalId = tags["aws:cloudformation:logical-id"];
    const isCdk =
      best?.recogniser.id === "aws-cdk" || Object.keys(tags).some((key) => key.startsWith("aws-cdk:"));
    const origin = isCdk && stack !== undefined ? "cdk" : originOf(tags);
    return {
      ...manager,
      ...(stack !== undefined && { stack }),
      ...(logicalId !== undefined && { logicalId }),
      ...(origin !== undefined && { origin }),
    };
  };
}

type Tags = NonNullable<Recognisable["tags"]>;

const NO_MANAGER: Classification = Object.freeze({ managedBy: null });

function managerOf({ recogniser, sign }: Recognised): Classification {
  return { managedBy: recogniser.id, managedByReason: reasonOf(sign) };
}

interface Rule {
  readonly recogniser: Recogniser;
  readonly signOf: (fn: Recognisable) => Sign | undefined;
}

function strongest(rules: readonly Rule[], fn: Recognisable): Recognised | undefined {
  let best: Recognised | undefined;
  for (const { recogniser, signOf } of rules) {
    const sign = signOf(fn);
    if (sign !== undefined && (best === undefined || outranks({ recogniser, sign }, best)))
      best = { recogniser, sign };
  }
  return best;
}

function outranks(a: Recognised, b: Recognised): boolean {
  if (a.recogniser.kind !== b.recogniser.kind) return a.recogniser.kind === "product";
  return a.sign.strength > b.sign.strength;
}

function reasonOf({ strength, text }: Sign): string {
  return strength === STRENGTH.name ? `probably: ${text}` : text;
}

function originFinder(origins: RecogniserData["origins"]): (tags: Tags) => string | undefined {
  const signs = origins.map(({ id, tag, with: others }) => ({ id, others, signOf: tagSign(tag) }));
  return (tags) =>
    signs.find(
      ({ others, signOf }) => signOf(tags) !== undefined && others.every((key) => tags[key] !== undefined),
    )?.id;
}
