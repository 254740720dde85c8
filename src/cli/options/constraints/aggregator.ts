/** What --aggregator-only requires, and what cannot be combined with it because AWS Config does not know it. */
import {
  type Constraint,
  type Context,
  type Given,
  type Givens,
  isOn,
  itemsOf,
  lastOf,
  outranks,
  withOption,
  withoutKeys,
} from "../given.ts";

export const settleAggregator: Constraint = (given, { complain }) => {
  const only = given.get("aggregatorOnly");
  if (!only || !isOn(only)) return given;
  if (!given.has("aggregator")) {
    // Ignoring the option would assume roles and call Lambda, which the user has excluded, wherever it was set.
    complain(`${only.place} requires --aggregator`, "Add --aggregator NAME, or omit it.");
    return withoutKeys(given, ["aggregatorOnly"]);
  }
  return UNKNOWN.reduce<Givens>(
    (left, [key, value]) => excluded(left, only, { key, value, complain }),
    given,
  );
};

/** What would look complete, and empty. Other extra columns stay empty with a note in the ledger. */
const UNKNOWN = [
  ["versions", "all"],
  ["extras", "aliases"],
  ["extras", "webFunctions"],
] as const;

/** The option from the weaker source is ignored; from the same source, the two contradict each other. */
function excluded(
  given: Givens,
  only: Given,
  { key, value, complain }: Pick<Context, "complain"> & { readonly key: string; readonly value: string },
): Givens {
  const other = given.get(key);
  const values = key === "versions" ? [lastOf(other)] : itemsOf(other);
  if (!other || !values.includes(value) || !given.has("aggregatorOnly")) return given;
  if (outranks(other, only)) return withoutKeys(given, ["aggregatorOnly", "aggregator"]);
  if (outranks(only, other)) {
    const rest = values.filter((item) => item !== value);
    return rest.length === 0 ? withoutKeys(given, [key]) : withOption(given, key, { ...other, values: rest });
  }
  complain(
    `${only.place} and ${other.place} ${value} cannot be combined`,
    "AWS Config does not record published versions, aliases or web functions. Omit one of the two.",
  );
  return given;
}
