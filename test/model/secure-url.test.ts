import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../src/model/failure.ts";
import { quoted } from "../../src/model/quoted.ts";
import { withoutUrlSecrets } from "../../src/model/secure-url.ts";

const SHOWN: readonly (readonly [given: string, shown: string])[] = [
  ["https://hooks.slack.com/services/T0/B0/S3CRET", "https://hooks.slack.com/…"],
  ["https:/h/x?token=S3CRET", "https:/h/…"],
  ["https//h/x?token=S3CRET", "https//h/…"],
  ["https:h/S3CRET", "https:h/…"],
  ["hooks.slack.com/services/T0/S3CRET", "hooks.slack.com/…"],
  ["ftp://u:S3CRET@h", "ftp://h"],
  ["ftp://u:S3C/RET@h/x", "ftp://…"],
  ["https://h:S3CRET", "https://h:…"],
  ["http://[::1]:80/S3CRET", "http://[::1]:80/…"],
  ["s3://bucket/S3CRET", "s3://bucket/…"],
  ["u:S3CRET@h:80/S3CRET", "…@h:80"],
  ["/work/u:S3CRET@h/x", "/work/…@h"],
  ["--https://h/S3CRET", "--https://h/…"],
  ["a,https://h/S3CRET,b", "a,https://h/…"],
  ["catalogue https://h/x?token=S3CRET: HTTP 404", "catalogue https://h/…: HTTP 404"],
];
for (const [given, shown] of SHOWN) {
  test(`shown of ${given}: ${shown}`, () => {
    assert.equal(withoutUrlSecrets(given), shown);
    assert.equal(quoted(given), JSON.stringify(shown));
    const error = new UserError(`${given} is wrong`, `Not ${given}`);
    assert.doesNotMatch(`${error.message} ${error.hint}`, /S3C|RET/);
  });
}

for (const text of [
  "It must start with https:// or http://, e.g. http://localhost:4566.",
  "arn:aws:iam::111122223333:role/path/me@example.com",
  "User: arn:aws:sts::111122223333:assumed-role/R/me@example.com is not authorized",
  "accounts.yaml:4:5: conf.d/accounts.yaml",
  "C:\\reports\\report.json",
  "cannot write /srv/ftp/http/reports/report.json: permission denied",
  "functions[?runtime=='python3.9' && codeSize > `15`]",
  "see file:///usr/lib/main.js:3:4",
]) {
  test(`unchanged: ${text}`, () => assert.equal(withoutUrlSecrets(text), text));
}

test("the time is linear in the text", () => {
  for (const piece of ["a-", "https://", "a:", "a.", "a@", "://", "x:y@", "http", "/", "a.b.c/", "--a:"]) {
    const before = process.cpuUsage();
    withoutUrlSecrets(piece.repeat(200_000));
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 2_000_000, piece);
  }
});
