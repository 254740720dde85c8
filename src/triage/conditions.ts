/**
 * The conditions of recogniser rules. In: what a rule wants, and a function. Out: the sign that the condition found, with the words
 * that say why, or nothing. Pure.
 */
import type { RecogniserRule } from "./recognisers.ts";
import { quote, type Recognisable, type Sign, STRENGTH } from "./sign.ts";
import { textSign } from "./text-conditions.ts";

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

const signInName = textSign("logicalIdPrefix");

const CONDITION: { readonly [Key in ConditionKey]: Condition<Key> } = {
  handler: textSign("handler"),
  functionName: textSign("functionName"),
  roleName: textSign("roleName"),
  descriptionPrefix: textSign("descriptionPrefix"),
  namePrefix: textSign("namePrefix"),
  nameContains: textSign("nameContains"),
  nameSuffix: textSign("nameSuffix"),
  /** The tag has the whole logical id; a name has a part of it. */
  logicalIdPrefix(wanted) {
    const inName = signInName(wanted);
    return (fn) => logicalIdSign(wanted, fn) ?? inName(fn);
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

function logicalIdSign(wanted: readonly string[], { tags }: Recognisable): Sign | undefined {
  const logicalId = tags?.["aws:cloudformation:logical-id"] ?? "";
  if (!wanted.some((id) => logicalId.startsWith(id))) return undefined;
  return { strength: STRENGTH.tag, text: `its logical id is ${quote(logicalId)}` };
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
