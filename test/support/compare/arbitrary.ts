/** Generated estates, as cells. */
import fc from "fast-check";
import { COVERAGE_STATUSES } from "../../../src/model/coverage.ts";
import { type CellOf, LISTED } from "./reports.ts";

const RUNTIMES = [...LISTED, "nodejs99.x", null];
const REGIONS = ["ap-northeast-1", "eu-west-1", "us-east-1"];
const hostile = fc.constantFrom("", "plain", 'quote " and \\ back', "tab\tnew\nline", "日本語 🎌", "{[,:]}");

const functions = fc.uniqueArray(
  fc.record({
    functionName: fc.constantFrom("a", "b", "B", "é", "z-1", "\u{ff5e}", "\u{1f600}"),
    version: fc.constantFrom("$LATEST", "1", "12"),
    runtime: fc.constantFrom(...RUNTIMES),
    description: hostile,
    layers: fc.array(hostile, { maxLength: 2 }),
    tags: fc.option(fc.dictionary(hostile, hostile, { maxKeys: 2, noNullPrototype: true }), { nil: null }),
  }),
  { selector: ({ functionName, version }) => `${functionName} ${version}`, maxLength: 6 },
);

/** Any estate with every cell read. */
export const anyCells: fc.Arbitrary<CellOf[]> = fc.uniqueArray(
  fc.record({
    accountId: fc.constantFrom("111111111111", "222222222222", "333333333333", "444444444444"),
    region: fc.constantFrom(...REGIONS),
    functions,
  }),
  { selector: ({ accountId, region }) => `${accountId} ${region}`, minLength: 1, maxLength: 9 },
);

/** The same with failures among the cells. */
export const anyRun: fc.Arbitrary<CellOf[]> = anyCells.chain((cells) =>
  fc
    .array(fc.constantFrom("ok" as const, ...COVERAGE_STATUSES), {
      minLength: cells.length,
      maxLength: cells.length,
    })
    .map((statuses) =>
      cells.map((cell, i) => {
        const status = statuses[i] ?? "ok";
        return status === "ok" ? cell : { ...cell, status, functions: [] };
      }),
    ),
);
