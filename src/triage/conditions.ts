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
  const tests = CONDITIONS.flatMap(([key, test]) => {
    const wanted = rule[key];
    return wanted === undefined ? [] : [(fn: Recognisable) => test(wanted as never, fn)];
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
  fn: Recognisable,
) => Sign | undefined;

const CONDITION: { readonly [Key in ConditionKey]: Condition<Key> } = {
  handler: (wanted, { handler }) =>
    sign("code", wanted.includes(handler), () => `its handler is ${quote(handler)}`),
  functionName: (wanted, { functionName }) =>
    sign("name", wanted.includes(functionName), () => `its name is ${quote(functionName)}`),
  roleName: (wanted, { role }) =>
    found(
      "name",
      wanted,
      (name) => role.endsWith(`/${name}`),
      (name) => `its role is ${quote(name)}`,
    ),
  descriptionPrefix: (wanted, { description }) =>
    found(
      "code",
      wanted,
      (text) => description.startsWith(text),
      (text) => `its description begins with ${quote(text)}`,
    ),
  namePrefix: (wanted, { functionName }) =>
    found(
      "name",
      wanted,
      (text) => functionName.startsWith(text),
      (text) => `its name begins with ${quote(text)}`,
    ),
  nameContains: (wanted, { functionName }) =>
    found(
      "name",
      wanted,
      (text) => functionName.includes(text),
      (text) => `its name contains ${quote(text)}`,
    ),
  nameSuffix: (wanted, { functionName }) =>
    found(
      "name",
      wanted,
      (text) => functionName.endsWith(text),
      (text) => `its name ends with ${quote(text)}`,
    ),
  logicalIdPrefix: (wanted, fn) => logicalIdSign(wanted, fn),
  tag: (wanted, { tags }) => (tags === null ? undefined : tagSign(wanted, tags)),
  applicationId: (wanted, { tags }) => applicationSign(wanted, tags?.["serverlessrepo:applicationId"]),
};
const CONDITIONS = Object.entries(CONDITION) as readonly (readonly [ConditionKey, Condition<never>])[];

function sign(kind: keyof typeof STRENGTH, holds: boolean, text: () => string): Sign | undefined {
  return holds ? { strength: STRENGTH[kind], text: text() } : undefined;
}

function found(
  kind: keyof typeof STRENGTH,
  wanted: readonly string[],
  holds: (word: string) => boolean,
  text: (word: string) => string,
): Sign | undefined {
  const word = wanted.find(holds);
  return word === undefined ? undefined : { strength: STRENGTH[kind], text: text(word) };
}

/** CloudFormation names a function `<stack>-<logical id, cut>-<random>`; the whole logical id is a tag. */
function logicalIdSign(wanted: readonly string[], { functionName, tags }: Recognisable): Sign | undefined {
  const logicalId = tags?.["aws:cloudformation:logical-id"];
  return (
    (logicalId !== undefined
      ? found(
          "tag",
          wanted,
          (id) => logicalId.startsWith(id),
          () => `its logical id is ${quote(logicalId)}`,
        )
      : undefined) ??
    found(
      "name",
      wanted,
      // The second string is built for each function and id: only where it may hold.
      (id) => functionName.includes(id) && functionName.includes(`-${id}`),
      (id) => `its name contains ${quote(`-${id}`)}`,
    )
  );
}

export function tagSign(
  wanted: Readonly<Record<string, string>>,
  tags: Readonly<Record<string, string>>,
): Sign | undefined {
  const entries = Object.entries(wanted);
  if (!entries.every(([key, prefix]) => tags[key]?.startsWith(prefix))) return undefined;
  const text = entries
    .map(([key, prefix]) =>
      prefix === "" ? `it has the tag ${key}` : `its tag ${key} begins with ${quote(prefix)}`,
    )
    .join(" and ");
  return { strength: STRENGTH.tag, text };
}

/** `arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationSingleUser` */
function applicationSign(
  { publisher, namePrefix = "", nameContains = "" }: NonNullable<RecogniserRule["applicationId"]>,
  applicationId: string | undefined,
): Sign | undefined {
  const [, account, name = ""] =
    /^arn:[\w-]+:serverlessrepo:[\w-]*:(\d+):applications\/(.+)$/.exec(applicationId ?? "") ?? [];
  const holds = account === publisher && name.startsWith(namePrefix) && name.includes(nameContains);
  return sign("tag", holds, () => `its application is ${quote(name)} of publisher ${publisher}`);
}

function quote(text: string): string {
  return `"${text}"`;
}
