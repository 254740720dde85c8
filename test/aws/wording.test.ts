import assert from "node:assert/strict";
import { test } from "node:test";
import { plain } from "../../src/aws/failures/wording.ts";

const WORDS: readonly (readonly [string, string])[] = [
  ["two\r\nlines\tand\u001b[31m escapes", "two lines and [31m escapes"],
  ["key ASIAIOSFODNN7EXAMPLE is bad", "key ASIA**** is bad"],
  ["Credential=AKIAIOSFODNN7EXAMPLE/20260101/x, Signature=abcdef", "Credential=****, Signature=****"],
  ['x-amz-security-token: "FwoGZXIvYXdz"', "x-amz-security-token: ****"],
  ["via http://me:secret@proxy:3128", "via http://****@proxy:3128"],
  [
    "The security token included in the request is expired",
    "The security token included in the request is expired",
  ],
  [
    `User: arn:aws:sts::111122223333:assumed-role/path/to/${"R".repeat(60)}/lambda-inventory`,
    `User: arn:aws:sts::111122223333:assumed-role/path/to/${"R".repeat(60)}/lambda-inventory`,
  ],
  [`blob ${"aB3/".repeat(60)} end`, "blob **** end"],
  ["x ".repeat(500), `${"x ".repeat(500).slice(0, 599)}…`],
];
for (const [given, expected] of WORDS) {
  test(`plain: ${expected.slice(0, 60)}`, () => assert.equal(plain(given), expected));
}
