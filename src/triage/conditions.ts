/**
 * The conditions of recogniser rules. In: what a rule wants, and a function. Out: the sign that the condition found, with the words
 * that say why, or nothing. Pure.
 */
import type { RecogniserRule } from "./recognisers.ts";

/** The fields of a function that recognisers look at. */
export interface Recognisable {
  readonly functionName: string;
  readonly handler: string;
  readonly description: string;
  /** ARN of the execution role. */
  readonly role: string;
  /** null: not read. */
  readonly tags: Readonly<Record<string, string>> | null;
}

/** How much a sign proves: a tag that only the tool sets, an exact handler or description, or a name alone. */
export const STRENGTH = { tag: 3, code: 2, name: 1 } as const;
export interface Sign {
  readonly strength: number;
  readonly text: string;
}

/**
 * Prepares a rule, since each function of a scan meets all of them. The result finds the strongest condition of a rule whose
 * conditions all hold; undefined when one does not.
 */
export function signFinder(rule: RecogniserRule): (fn: Recognisable) => Sign | undefined {
  const tests = CONDITIONS.flatMap(([key, prepare]) => {
    const wanted = rule[key];
    return wanted === undefined ? [] : [prepare(wanted as never)];
  });
  return (fn) => {
    let best: Sign | undefined;
    for (const test of tests) {
      const sign = test(fn);
      if (sign === undefined) return undefined;
      if (best === undefined || sign.strength > best.strength) best = sign;
    }
    return best;
  };
}

type ConditionKey = Exclude<keyof RecogniserRule, "source">;
type Condition<Key extends ConditionKey> = (
  wanted: NonNullable<RecogniserRule[Key]>,
) => (fn: Recognisable) => Sign | undefined;

/** CloudFormation names a function `<stack>-<logical id, cut>-<random>`; the whole logical id is a tag. */
const LOGICAL_ID = oneOf(
  "tag",
  (id, fn) => logicalIdOf(fn).startsWith(id),
  (_, fn) => `its logical id is ${quote(logicalIdOf(fn))}`,
);
const LOGICAL_ID_IN_NAME = oneOf(
  "name",
  // The second text is built for each function and id: only where it may hold.
  (id, { functionName }) => functionName.includes(id) && functionName.includes(`-${id}`),
  (id) => `its name contains ${quote(`-${id}`)}`,
);

function logicalIdOf({ tags }: Recognisable): string {
  return tags?.["aws:cloudformation:logical-id"] ?? "";
}

const CONDITION: { readonly [Key in ConditionKey]: Condition<Key> } = {
  handler: oneOf(
    "code",
    (word, { handler }) => handler === word,
    (word) => `its handler is ${quote(word)}`,
  ),
  functionName: oneOf(
    "name",
    (word, { functionName }) => functionName === word,
    (word) => `its name is ${quote(word)}`,
  ),
  roleName: oneOf(
    "name",
    (word, { role }) => role.endsWith(word) && role.endsWith(`/${word}`),
    (word) => `its role is ${quote(word)}`,
  ),
  descriptionPrefix: oneOf(
    "code",
    (word, { description }) => description.startsWith(word),
    (word) => `its description begins with ${quote(word)}`,
  ),
  namePrefix: oneOf(
    "name",
    (word, { functionName }) => functionName.startsWith(word),
    (word) => `its name begins with ${quote(word)}`,
  ),
  nameContains: oneOf(
    "name",
    (word, { functionName }) => functionName.includes(word),
    (word) => `its name contains ${quote(word)}`,
  ),
  nameSuffix: oneOf(
    "name",
    (word, { functionName }) => functionName.endsWith(word),
    (word) => `its name ends with ${quote(word)}`,
  ),
  logicalIdPrefix(wanted) {
    const [inTag, inName] = [LOGICAL_ID(wanted), LOGICAL_ID_IN_NAME(wanted)];
    return (fn) => inTag(fn) ?? inName(fn);
  },
  tag(wanted) {
    const signOf = tagSign(wanted);
    return ({ tags }) => (tags === null ? undefined : signOf(tags));
  },
  applicationId:
    (wanted) =>
    ({ tags }) =>
      applicationSign(wanted, tags?.["serverlessrepo:applicationId"]),
};
const CONDITIONS = Object.entries(CONDITION) as readonly (readonly [ConditionKey, Condition<never>])[];

/** A condition that one of the wanted words fulfils. */
function oneOf(
  kind: keyof typeof STRENGTH,
  holds: (word: string, fn: Recognisable) => boolean,
  text: (word: string, fn: Recognisable) => string,
): (wanted: readonly string[]) => (fn: Recognisable) => Sign | undefined {
  const strength = STRENGTH[kind];
  return (wanted) => (fn) => {
    for (const word of wanted) if (holds(word, fn)) return { strength, text: text(word, fn) };
    return undefined;
  };
}

/** Finds tags with these keys, whose values begin with these texts. */
export function tagSign(
  wanted: Readonly<Record<string, string>>,
): (tags: NonNullable<Recognisable["tags"]>) => Sign | undefined {
  const entries = Object.entries(wanted);
  const text = entries
    .map(([key, prefix]) =>
      prefix === "" ? `it has the tag ${key}` : `its tag ${key} begins with ${quote(prefix)}`,
    )
    .join(" and ");
  const sign = { strength: STRENGTH.tag, text };
  return (tags) => (entries.every(([key, prefix]) => tags[key]?.startsWith(prefix)) ? sign : undefined);
}

/** `arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationSingleUser` */
function applicationSign(
  { publisher, namePrefix = "", nameContains = "" }: NonNullable<RecogniserRule["applicationId"]>,
  applicationId: string | undefined,
): Sign | undefined {
  if (applicationId === undefined) return undefined;
  const [, account, name = ""] =
    /^arn:[\w-]+:serverlessrepo:[\w-]*:(\d+):applications\/(.+)$/.exec(applicationId) ?? [];
  const holds = account === publisher && name.startsWith(namePrefix) && name.includes(nameContains);
  const text = `its application is ${quote(name)} of publisher ${publisher}`;
  return holds ? { strength: STRENGTH.tag, text } : undefined;
}

function quote(text: string): string {
  return `"${text}"`;
}
