import type { Aggregator } from "./aggregators.ts";
import { buildFunction, type FunctionSpec } from "./build-function.ts";
import type { EstateFunction } from "./estate.ts";

/** An aggregator of AWS Config; by default in the management account and us-east-1, and of the whole organization. */
export interface AggregatorSpec extends Partial<Omit<Aggregator, "knows">> {
  readonly name: string;
  readonly knows?: Readonly<Record<string, readonly (FunctionSpec | string)[]>>;
}

export function buildAggregator(
  { knows = {}, ...spec }: AggregatorSpec,
  management: string,
): Aggregator<EstateFunction> {
  return {
    accountId: management,
    region: "us-east-1",
    organization: spec.accountIds === undefined,
    accountIds: [],
    regions: undefined,
    resourceTypes: undefined,
    gaps: [],
    leaky: false,
    sourceRows: "accounts",
    ...spec,
    knows: new Map(Object.entries(knows).map(([place, functions]) => [place, functions.map(buildFunction)])),
  };
}
