import fc from "fast-check";
import type { FunctionRow } from "../../../src/model/report.ts";
import { RUNTIME_STATUSES } from "../../../src/model/runtime.ts";
import { anyCharacter } from "../character.ts";
import { row } from "./sample.ts";

/** Pieces that hostile or careless text is made of. */
const AWKWARD = fc.constantFrom(
  "\t",
  "\n",
  "\r\n",
  "\x1b[31m",
  "\x1b]0;title\x07",
  "\x9b2J",
  "\x1b",
  "\u202e",
  "\u2066",
  "\u2028",
  "\x85",
  "=",
  "+",
  "-",
  "@",
  "＝",
  "＠",
  "\u3000",
  "\u00a0",
  '"',
  ",",
  ";",
  "|",
  "`",
  "<script>",
  "</script>",
  "注文",
  "👩‍👩‍👧",
  "\ud800",
  " ",
);

/** Any text a person or a program may have put into a description. */
export const anyText = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 12 }),
  fc.array(fc.oneof(AWKWARD, fc.string({ maxLength: 5 })), { maxLength: 8 }).map((parts) => parts.join("")),
);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const maybeNumber = maybe(fc.integer({ min: -5000, max: 5000 }));

/** A function with anything in it. */
export const anyRow: fc.Arbitrary<FunctionRow> = fc
  .record(
    {
      accountId: fc.constantFrom("111122223333", "012345678901"),
      accountName: anyText,
      region: fc.constantFrom("eu-west-1", "us-east-1"),
      functionName: anyText,
      version: fc.constantFrom("$LATEST", "1", "2", "10"),
      runtime: maybe(anyText),
      runtimeStatus: fc.constantFrom(...RUNTIME_STATUSES),
      deprecationDate: maybe(fc.constantFrom("2025-09-01", "2027-01-31")),
      daysLeft: maybeNumber,
      memorySize: maybeNumber,
      architectures: fc.array(anyText, { maxLength: 3 }),
      layers: fc.array(anyText, { maxLength: 3 }),
      description: anyText,
      tags: maybe(fc.dictionary(anyText, anyText, { maxKeys: 3, noNullPrototype: true })),
      lastInvoked: maybe(fc.constantFrom("never", "2026-11-01")),
      aliases: maybe(
        fc.array(
          fc.record(
            {
              name: anyText,
              functionVersion: fc.constantFrom("1", "$LATEST"),
              runtime: maybe(anyText),
              runtimeStatus: fc.constantFrom(...RUNTIME_STATUSES),
            },
            { noNullPrototype: true },
          ),
          { maxLength: 2 },
        ),
      ),
    },
    { noNullPrototype: true },
  )
  .map(row);

export const anyRows = fc.array(anyRow, { maxLength: 6 });
