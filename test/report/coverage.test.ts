import assert from "node:assert/strict";
import { test } from "node:test";
import { coverageText } from "../../src/report/coverage.ts";
import { target } from "../support/report/sample.ts";

const rows = [
  target(),
  target({
    accountId: "222222222222",
    accountName: "sandbox",
    region: "us-east-1",
    status: "denied",
    code: "AccessDeniedException",
    message: "not authorized\nto perform: lambda:ListFunctions",
  }),
];

test("the ledger as a file is TSV with clean cells", () => {
  assert.equal(
    [...coverageText(rows, "tsv")].join(""),
    `accountId	accountName	region	status	stage	code	message	functions	durationMs
111122223333	payments	eu-west-1	ok	functions			1	12
222222222222	sandbox	us-east-1	denied	functions	AccessDeniedException	not authorized to perform: lambda:ListFunctions	1	12
`,
  );
});

test("the ledger file in JSON has one target per line", () => {
  const text = [...coverageText(rows, "json")].join("");
  assert.deepEqual(JSON.parse(text), rows);
  assert.equal(text.split("\n").length, 5);
  assert.equal([...coverageText([], "json")].join(""), "[]\n");
});
