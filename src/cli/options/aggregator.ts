import type { OptionTable, Values } from "./entry.ts";

/** AWS Config as a source besides Lambda, or in its place. */
export const AGGREGATOR_OPTIONS = {
  aggregator: {
    kind: "text",
    value: "NAME",
    rule: "aggregator",
    group: "Accounts",
    help: "Name of an AWS Config aggregator in the account and region of the base credentials, as a second opinion: for targets that could not be read, the functions that it knows are listed. These targets still count as not read.",
  },
  aggregatorOnly: {
    kind: "flag",
    group: "Accounts",
    help: "With --aggregator: read AWS Config only. No role is assumed and Lambda is not called.",
  },
} as const satisfies OptionTable;

export type AggregatorOptions = Values<typeof AGGREGATOR_OPTIONS>;
